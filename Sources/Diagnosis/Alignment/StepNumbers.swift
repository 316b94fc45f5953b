import Equations
import Numerics
import Readers
import Tracing

// Finds the steps that labels name.
extension Alignment {
  /// The step given by an array's number or by the digits after its name.
  func step(_ digits: String, _ array: PrintedArray) -> Int? {
    if let t = array.step { return runs.clock.lastIndex(of: t) }
    return Int(digits).flatMap(position)
  }

  /// The words before the number of a step.
  static let stepWords = [
    "t", "day", "step", "epoch", "iteration", "learningrateafterepoch", "batch", "minibatch", "i",
  ]

  /// The step number in a label's words: "t = 3", "epoch 3", "day 3".
  func stepNumber(_ labels: [String]) -> Int? {
    guard runs.subjects[0].layer == nil else { return nil }
    let (word, digits) = labels.map(plainName).joined().withoutDigitsBehind
    return Self.stepWords.contains(word) ? Int(digits) : nil
  }

  /// Takes the plain numbers whose labels name a step; labels may count from 0.
  mutating func takeNumbered() {
    var symbols: [Int] = []
    for one in numbered where !symbols.contains(one.symbol) { symbols.append(one.symbol) }
    for symbol in symbols {
      let own = numbered.filter { $0.symbol == symbol }
      let numbers = own.map { $0.number }
      let fromZero =
        position(0) == nil && numbers == Array(0..<numbers.count)
        && numbers.count == runs.clock.count
      if fromZero { notes.append("The labels count the steps from 0.") }
      for (number, _, array) in own {
        let step = fromZero ? number : position(number)
        if let step {
          add(array, 0, symbol, step: step)
        } else if number == 0 {
          notes.append(
            "'\(array.names.joined(separator: " "))' was read as the value before the first step."
          )
        } else {
          replace(impossible(array, 0, symbol, step: runs.clock.count - 1))
          notes.append("The case has no step \(number).")
        }
      }
    }
  }

  /// The step for a number in a label: an epoch if the case counts epochs, otherwise t.
  func position(_ number: Int) -> Int? {
    for step in runs.clock.indices {
      if runs.input("epoch", step) == Double(number) { return step }
    }
    return runs.clock.lastIndex(of: number)
  }
}
