/// The numbers that count as one number: those at most a reach away from it.
///
/// Every "is this that number?" is decided here. How far the reach goes is the policy of the part that asks:
///
/// - a worksheet's mark: half a unit of the last digit asked for (`init(answer:digits:)`);
/// - a typed prediction: half a unit of the last digit typed (`PrintedNumber.Policy.typed`);
/// - a diagnosis: what a program's print leaves open (`PrintedNumber.Policy.printed`);
/// - a hunt compares two numbers that are both shown, so the same digits are the same number
///   (`NumberStyle.showsSame`).
public struct Tolerance: Equatable, Sendable {
  /// The number itself.
  public let value: Double
  /// How far another one may be from it.
  public let reach: Double

  /// Creates a tolerance; NaN and the infinities have no reach, so they count only as themselves.
  public init(_ value: Double, reach: Double) {
    self.value = value
    self.reach = value.isFinite ? Swift.min(reach, .greatestFiniteMagnitude) : 0
  }

  /// Creates the tolerance of a number that was rounded: half a unit of its last digit, and a billionth of that, so
  /// that a number just half-way counts however the last bits fell.
  public init(_ value: Double, halfUnit: Double) {
    self.init(value, reach: halfUnit * (1 + 1e-9))
  }

  /// Creates the tolerance of an answer that is asked for with a number of significant digits.
  ///
  /// 0 has no first digit: it counts as 0, or what rounding errors leave of it.
  public init(answer: Double, digits: Int) {
    if answer == 0 {
      self.init(answer, reach: Self.leftOfZero)
    } else {
      self.init(answer, halfUnit: Numerics.halfUnit(answer, digits: digits))
    }
  }

  /// What is left of a 0 where 0.3 − 0.1·3 is computed in floating point.
  private static let leftOfZero = 1e-16

  /// The same number with more room on both sides.
  public func widened(by room: Double) -> Tolerance { Tolerance(value, reach: room + reach) }

  /// The least number that counts.
  public var low: Double { value - reach }
  /// The greatest number that counts.
  public var high: Double { value + reach }

  /// Whether a number counts as this one; NaN counts as NaN.
  @inlinable @inline(__always)
  public func admits(_ candidate: Double) -> Bool {
    (candidate - value).magnitude <= reach || candidate == value
      || (candidate.isNaN && value.isNaN)
  }
}

extension NumberStyle {
  /// Whether two numbers look the same to somebody who is shown both.
  public func showsSame(_ one: Double, _ other: Double) -> Bool { text(one) == text(other) }
}
