import Foundation
import Numerics
import Readers
import TestSupport
import Testing

@testable import Diagnosis

@Suite("NumPy's print") struct NumPyPrintTests {
  struct Print: Sendable, CustomTestStringConvertible {
    let matrix: Matrix
    let precision: Int
    let text: String
    var testDescription: String { text }
  }

  static let prints: [Print] = {
    let recorded = (try? Recorded.load("numpy-prints"))?["prints"] as? [[String: Any]] ?? []
    return recorded.compactMap { one in
      guard let shape = one["shape"] as? [Int], let bits = one["bits"] as? [String],
        let precision = one["precision"] as? Int, let text = one["text"] as? String,
        let matrix = Matrix(
          shape: Shape(shape[0], shape[1]),
          elements: bits.compactMap { Recorded.double(bits: "0x" + $0) })
      else { return nil }
      return Print(matrix: matrix, precision: precision, text: text)
    }
  }()

  @Test func `prints are recorded`() { #expect(Self.prints.count > 200) }

  @Test(arguments: prints)
  func `a matrix prints as NumPy prints it`(_ print: Print) {
    #expect(NumPyPrint(print.matrix, precision: print.precision).text == print.text)
  }

  @Test(arguments: prints.filter { $0.precision == 8 })
  func `a number read from a print is compatible with the double that was printed`(
    _ print: Print
  ) throws {
    let array = try #require(read(Array(print.text.utf8)).parts.first?.arrays.first)
    let one = Observation(
      name: "", subject: 0, symbol: 0, moment: .after(0), form: .matrix(print.matrix.shape),
      entries: array.numbers.enumerated().map {
        Observation.Entry(
          index: $0.offset,
          tolerance: $0.element.tolerance(.printed(decimals: 0, significant: 1, largest: 0)),
          printed: $0.element)
      }, printed: array)
    let settled = [one].settled(.strict)[0]
    for (entry, value) in zip(settled.entries, print.matrix.elements) {
      #expect(entry.tolerance.admits(value))
      // Two units of the last digit away, it would have been printed differently.
      guard value.isFinite, value != 0 else { continue }
      let width = entry.tolerance.high - entry.tolerance.low
      #expect(!entry.tolerance.admits(value + 2 * width))
    }
  }
}
