import Numerics

extension PrintedNumber {
  /// What is known of a number beside its own digits, which says how far a value may be from it.
  public enum Policy: Sendable {
    /// A person typed it for a value that is known: half a unit of the last digit typed.
    ///
    /// A number in full, such as a fraction, may miss the value by 1e-12 of it.
    case typed(for: Double)
    /// A program printed it: a value counts if NumPy would print it with the same digits.
    ///
    /// `decimals` and `significant` are the digits of the whole print, since NumPy drops trailing zeros. Where sums
    /// were taken in another order the last bits differ, so the reach is some ulps of `largest`, the greatest
    /// magnitude in the array, wider; and as wide as single precision is coarse if `isSingle`.
    case printed(decimals: Int, significant: Int, largest: Double, isSingle: Bool = false)
  }

  /// The decimals of NumPy's arrays when nobody has changed them.
  public static let usualDecimals = 8

  /// The values that the number may stand for.
  public func tolerance(_ policy: Policy) -> Tolerance {
    switch policy {
    case .typed: Tolerance(value, halfUnit: reach(policy))
    case .printed: Tolerance(value, reach: reach(policy))
    }
  }

  /// Whether the number may stand for a value.
  public func admits(_ candidate: Double, _ policy: Policy) -> Bool {
    tolerance(policy).admits(candidate)
  }

  /// How far a value may be from the number; 0 for NaN and the infinities.
  public func reach(_ policy: Policy) -> Double {
    guard value.isFinite else { return 0 }
    switch policy {
    case .typed(let answer):
      return Swift.max(halfUnit, answer.isFinite ? 1e-12 * answer.magnitude : 0)
    case .printed(let decimals, let significant, let largest, let isSingle):
      let single = isSingle ? 3e-7 * value.magnitude + 6e-8 * largest : 0
      let slack = 1e-15 * Swift.max(largest, value.magnitude) + single
      return slack + printedReach(decimals: decimals, significant: significant, largest: largest)
    }
  }

  private func printedReach(decimals: Int, significant: Int, largest: Double) -> Double {
    switch precision {
    case .decimals: Numerics.halfUnit(decimals: decimals)
    case .significant: Numerics.halfUnit(value, digits: significant)
    case .double:
      // A large number of eight decimals has as many digits as a double, and is rounded all the same.
      Swift.max(
        isOfUsualDecimals ? Numerics.halfUnit(decimals: Self.usualDecimals) : 0,
        1e-13 * value.magnitude)
    case .single: 1e-6 * value.magnitude + 1e-7 * largest
    case .whole: 1e-12 * value.magnitude
    }
  }

  /// Whether the number has no more decimals than NumPy prints.
  private var isOfUsualDecimals: Bool {
    let scaled = value * 1e8
    guard scaled.magnitude < 0x1p52 else { return false }
    return (scaled - scaled.rounded()).magnitude < 1e-15 * scaled.magnitude + 1e-6
  }
}
