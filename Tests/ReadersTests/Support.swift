import Foundation
import Readers

/// A file recorded by `Tests/Oracles/readers.py`.
func recorded(_ name: String) throws -> [UInt8] {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Recorded")
  return [UInt8](try Data(contentsOf: folder.appending(path: name)))
}

/// The arrays of a text with one part.
func arrays(_ text: String, name: String? = nil) throws -> [PrintedArray] {
  try read(Array(text.utf8), name: name).parts.flatMap { $0.arrays }
}

/// The error for a text; nil if it can be read.
func failure(_ text: String, name: String? = nil) -> ReadingError? {
  failure(Array(text.utf8), name: name)
}

/// The error for some bytes; nil if they can be read.
func failure(_ bytes: [UInt8], name: String? = nil) -> ReadingError? {
  do throws(ReadingError) {
    _ = try read(bytes, name: name)
    return nil
  } catch {
    return error
  }
}

extension PrintedArray {
  var values: [Double] { numbers.map { $0.value } }
  var precisions: Set<PrintedNumber.Precision> { Set(numbers.map { $0.precision }) }
}

/// W1 and b1 in `readers.py`: the course's start values to eight decimals.
let recordedW1 = [1.62434536, -0.61175641, -0.52817175, -1.07296862, 0.86540763, -2.3015387]
let recordedB1 = [1.74481176, -0.7612069]
