/// The range of numbers that count as one number.
///
/// This type decides whether one number counts as another. The reach depends on who asks:
///
/// - a worksheet's mark: half a unit of the last digit asked for (`init(answer:digits:)`);
/// - a typed prediction: half a unit of the last digit typed (`PrintedNumber.Policy.typed`);
/// - a diagnosis: the rounding of a program's print (`PrintedNumber.Policy.printed`);
/// - a hunt compares two numbers that are both shown, so numbers with the same digits are equal
///   (`NumberStyle.showsSame`).
public struct Tolerance: Equatable, Sendable {
  /// The number itself.
  public let value: Double
  /// The greatest distance of a number that counts.
  public let reach: Double

  /// Creates a tolerance; NaN and the infinities have no reach and match only themselves.
  public init(_ value: Double, reach: Double) {
    self.value = value
    self.reach = value.isFinite ? Swift.min(reach, .greatestFiniteMagnitude) : 0
  }

  /// Creates the tolerance of a rounded number: half a unit of its last digit, and a billionth of
  /// that, so that a number exactly half-way counts whatever its last bits.
  public init(_ value: Double, halfUnit: Double) {
    self.init(value, reach: halfUnit * (1 + 1e-9))
  }

  /// Creates the tolerance of an answer with a required number of significant digits.
  ///
  /// 0 has no first digit: only 0 and tiny rounding errors count.
  public init(answer: Double, digits: Int) {
    if answer == 0 {
      self.init(answer, reach: Self.leftOfZero)
    } else {
      self.init(answer, halfUnit: Numerics.halfUnit(answer, digits: digits))
    }
  }

  /// The rounding error when 0.3 − 0.1·3 is computed in floating point instead of 0.
  private static let leftOfZero = 1e-16

  /// The same tolerance, wider by `room` on both sides.
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
  /// Whether two numbers look the same when shown in this style.
  public func showsSame(_ one: Double, _ other: Double) -> Bool { text(one) == text(other) }
}
