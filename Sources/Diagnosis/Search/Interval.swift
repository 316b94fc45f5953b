import Readers

/// The doubles that print as a number was printed.
struct Interval: Sendable {
  /// The least of them.
  let low: Double
  /// The greatest.
  let high: Double
  /// What the text reads as: NaN and the infinities match only themselves.
  let value: Double

  /// How much of a print is taken at its word.
  enum Strictness: CaseIterable {
    /// Fewer digits than usual are a short number: 0.5 is 0.50000000.
    case strict
    /// Fewer digits than usual are a lowered precision: 0.5 may be 0.52.
    case loose
    /// The numbers were computed in single precision, whose last digits are not the rule's.
    case single
  }

  /// Decimals of NumPy's arrays when nobody has changed them.
  static let usualDecimals = 8

  /// Takes a printed number at its word.
  ///
  /// A candidate is in the interval if it would be printed with the same digits. Where sums were taken in
  /// another order the last bits differ, so the ends lie some ulps of the array's greatest number further out.
  ///
  /// - Parameters:
  ///   - number: The number.
  ///   - decimals: The decimals of a number in fixed notation, as the whole print tells them.
  ///   - significant: The significant digits of a number in scientific notation, likewise.
  ///   - largest: The greatest magnitude in its array.
  ///   - isSingle: Whether it may have been computed in single precision.
  init(
    _ number: PrintedNumber, decimals: Int, significant: Int, largest: Double,
    isSingle: Bool = false
  ) {
    value = number.value
    guard value.isFinite else {
      low = value
      high = value
      return
    }
    let single = isSingle ? 3e-7 * value.magnitude + 6e-8 * largest : 0
    let slack = 1e-15 * Swift.max(largest, value.magnitude) + single
    let reach: Double
    switch number.precision {
    case .decimals: reach = 0.5 * powerOfTen(-decimals)
    case .significant: reach = 0.5 * powerOfTen(Interval.exponent(value) - significant + 1)
    case .double:
      // A large number of eight decimals has as many digits as a double, and is rounded all the same.
      let usual = Interval.isOfUsualDecimals(value) ? 0.5 * powerOfTen(-Interval.usualDecimals) : 0
      reach = Swift.max(usual, 1e-13 * value.magnitude)
    case .single: reach = 1e-6 * value.magnitude + 1e-7 * largest
    case .whole: reach = 1e-12 * value.magnitude
    }
    low = value - reach - slack
    high = value + reach + slack
  }

  /// Whether a candidate prints like this.
  @inline(__always)
  func contains(_ candidate: Double) -> Bool {
    if candidate >= low && candidate <= high { return true }
    return candidate.isNaN && value.isNaN
  }

  /// Whether a number has no more decimals than NumPy prints.
  private static func isOfUsualDecimals(_ value: Double) -> Bool {
    let scaled = value * powerOfTen(usualDecimals)
    guard scaled.magnitude < 0x1p52 else { return false }
    return (scaled - scaled.rounded()).magnitude < 1e-15 * scaled.magnitude + 1e-6
  }

  /// The power of ten of a number's first digit.
  private static func exponent(_ value: Double) -> Int {
    guard value != 0 else { return 0 }
    var exponent = 0
    var rest = value.magnitude
    while rest >= 10, exponent < 400 {
      rest /= 10
      exponent += 1
    }
    while rest < 1, exponent > -400 {
      rest *= 10
      exponent -= 1
    }
    // A number such as 1e-5 may end up a bit below 1 on the way.
    if rest > 9.999_999_999_999 { exponent += 1 }
    return exponent
  }
}

/// 10ⁿ, near enough for the width of an interval.
private func powerOfTen(_ n: Int) -> Double {
  var power = 1.0
  for _ in 0..<Swift.min(n.magnitude, 400) { power *= 10 }
  return n < 0 ? 1 / power : power
}
