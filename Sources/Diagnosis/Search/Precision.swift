import Numerics
import Readers

/// How literally the digits of a print are taken.
enum PrintStrictness: CaseIterable {
  /// Fewer digits than usual mean a short number: 0.5 is 0.50000000.
  case strict
  /// Fewer digits than usual mean lower precision: 0.5 may be 0.52.
  case loose
  /// The numbers were computed in single precision; their last digits differ from the rule's.
  case single
}

extension [Observation] {
  /// The observations, with tolerances that follow from the digits of the whole print.
  ///
  /// NumPy drops trailing zeros, so an array of short numbers alone says little: beside others with
  /// eight decimals, its 0.5 is 0.50000000. If no array has eight, either the numbers are short or
  /// the precision was lowered, and the strictness decides which to assume.
  func settled(_ strictness: PrintStrictness) -> [Observation] {
    let digits = PrintDigits(self)
    return map { one in
      var one = one
      let largest = one.printed.numbers.reduce(0) {
        $1.value.isFinite ? Swift.max($0, $1.value.magnitude) : $0
      }
      let isPlain = one.printed.shape.isEmpty
      for i in one.entries.indices {
        let number = one.entries[i].printed
        one.entries[i].tolerance = number.tolerance(
          .printed(
            decimals: digits.decimals(number, isPlain: isPlain, strictness),
            significant: digits.significant(number, isPlain: isPlain, strictness),
            largest: largest, isSingle: strictness == .single))
      }
      return one
    }
  }

  /// Whether the tolerances equal those of other observations.
  func isAsStrict(as others: [Observation]) -> Bool {
    zip(self, others).allSatisfy { one, other in
      zip(one.entries, other.entries).allSatisfy { $0.tolerance.reach == $1.tolerance.reach }
    }
  }

  /// The number of decimals of the print, for messages: 8 unless the precision was lowered.
  var decimals: Int { PrintDigits(self).inArrays }
}

/// The number of digits in the numbers of a print.
private struct PrintDigits {
  /// The most decimals of any array.
  private(set) var inArrays = 0
  /// The most decimals of any plain number.
  private(set) var inPlainNumbers = 0
  private var significantDigits = 0

  init(_ observations: [Observation]) {
    for one in observations {
      for number in one.printed.numbers {
        switch number.precision {
        case .decimals(let count):
          if one.printed.shape.isEmpty {
            inPlainNumbers = Swift.max(inPlainNumbers, count)
          } else {
            inArrays = Swift.max(inArrays, count)
          }
        case .significant(let count): significantDigits = Swift.max(significantDigits, count)
        case .double, .single, .whole: break
        }
      }
    }
  }

  /// Python prints a plain number in full, unless a format shortens it.
  private static let inFull = 13

  func decimals(
    _ number: PrintedNumber, isPlain: Bool, _ strictness: PrintStrictness
  ) -> Int {
    guard case .decimals(let count) = number.precision else { return 0 }
    if isPlain { return strictness == .loose ? inPlainNumbers : Self.inFull }
    let usual = PrintedNumber.usualDecimals
    return strictness != .loose || inArrays >= usual
      ? Swift.max(count, usual) : Swift.max(count, inArrays)
  }

  func significant(
    _ number: PrintedNumber, isPlain: Bool, _ strictness: PrintStrictness
  ) -> Int {
    guard case .significant(let count) = number.precision else { return 0 }
    if isPlain { return strictness == .loose ? count : Self.inFull }
    let usual = PrintedNumber.usualDecimals + 1
    let isUsual = inArrays >= PrintedNumber.usualDecimals || significantDigits >= usual
    return strictness != .loose || isUsual ? Swift.max(count, usual) : count
  }
}

extension Observation {
  /// Whether it was printed with fewer digits than a double has.
  var isRounded: Bool {
    printed.numbers.contains { if case .decimals = $0.precision { true } else { false } }
  }
}
