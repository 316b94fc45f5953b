import Foundation
import Mutations
import Readers

/// Reads ten megabytes of each token, with and without line breaks, and prints times above a
/// second.
func largeInputs() {
  let clock = ContinuousClock()
  var slowest = (time: Duration.zero, input: "")
  for name in [nil, "mine.csv", "mine.json"] as [String?] {
    for token in Mutator.tokens {
      for form in ["", " ", "\n", "1 ", "a", "[1 "] {
        let piece = Array((token + form).utf8)
        let input = "\(token + form)".debugDescription + " as \(name ?? "text")"
        var bytes: [UInt8] = []
        while bytes.count < 10_000_000 { bytes += piece }
        let time = clock.measure {
          do throws(ReadingError) { _ = try read(bytes, name: name) } catch {}
        }
        if time > .seconds(1) { print("\(time) \(input)") }
        if time > slowest.time { slowest = (time, input) }
      }
    }
  }
  print("slowest: \(slowest.time) \(slowest.input)")
}

/// Prints the arrays found in a file.
func show(_ path: String) {
  let bytes = (try? Data(contentsOf: URL(filePath: path))).map { [UInt8]($0) } ?? []
  do throws(ReadingError) {
    let reading = try read(bytes, name: path)
    print(reading.kind, reading.notes)
    for part in reading.parts {
      print(
        "part", part.title ?? "", part.student ?? "", part.isExpected ? "expected" : "",
        part.executionCount.map { "[\($0)]" } ?? "")
      for array in part.arrays {
        let numbers = array.numbers.prefix(6).map { "\($0.value) \($0.precision)" }
        print(
          " ", array.names, array.shape, array.gaps, array.wholeShape.map { "of \($0)" } ?? "",
          array.isTuple ? "tuple" : "", array.step.map { "step \($0)" } ?? "",
          array.place.map { "\($0.line):\($0.column)" } ?? "", numbers)
      }
    }
  } catch {
    print("error:", error.message, error.place.map { "at \($0.line):\($0.column)" } ?? "")
  }
}
