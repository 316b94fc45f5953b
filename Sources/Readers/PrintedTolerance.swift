import Numerics

extension PrintedNumber {
  /// What is known about a number beyond its own digits, which decides how far a value may be from
  /// it.
  public enum Policy: Sendable {
    /// A person typed it for a known value: half a unit of the last digit typed.
    ///
    /// A number in full, such as a fraction, may differ by a relative 1e-12.
    case typed(for: Double)
    /// A program printed it: a value counts if NumPy would print it with the same digits.
    ///
    /// `decimals` and `significant` describe the whole print, since NumPy drops trailing zeros.
    /// Sums in another order change the last bits, so the reach also includes some ulps of
    /// `largest`, the greatest magnitude in the array; if `isSingle`, it is as wide as single
    /// precision is coarse.
    case printed(decimals: Int, significant: Int, largest: Double, isSingle: Bool = false)
  }

  /// NumPy's default number of decimals in arrays.
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

  /// The greatest distance of a value from the number; 0 for NaN and the infinities.
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
      // A large number with eight decimals has as many digits as a double, but is still rounded.
      Swift.max(
        isOfUsualDecimals ? Numerics.halfUnit(decimals: Self.usualDecimals) : 0,
        1e-13 * value.magnitude)
    case .single: 1e-6 * value.magnitude + 1e-7 * largest
    case .whole: 1e-12 * value.magnitude
    }
  }

  /// Whether the number has at most as many decimals as NumPy prints.
  private var isOfUsualDecimals: Bool {
    let scaled = value * 1e8
    guard scaled.magnitude < 0x1p52 else { return false }
    return (scaled - scaled.rounded()).magnitude < 1e-15 * scaled.magnitude + 1e-6
  }
}
