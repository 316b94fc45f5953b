import Equations
import Numerics
import Readers
import Tracing

/// A number that looks mistyped: all others of the print are explained, and this one almost is.
public struct Mistyping: Sendable {
  /// The variants that explain all the other numbers; empty for the rule.
  public let variants: [String]
  /// The quantity.
  public let name: String
  /// The entry that differs.
  public let entry: QuantityFinding.Difference
  /// The error, in a few words: "two digits are exchanged".
  public let words: String
}

extension Diagnoser {
  /// Finds the only number that keeps the rule, or a single variant, from explaining a print.
  ///
  /// The number must be one typo away from the right one: a digit changed, lost or doubled, two
  /// neighbours exchanged, the sign or the point misplaced.
  func mistyping(_ observations: [Observation]) -> Mistyping? {
    guard observations.total > 3 else { return nil }
    let singles = (0..<search.catalogueCount + search.slipCount).map {
      [ScopedVariant(variant: $0, scope: .everywhere)]
    }
    for candidate in [[]] + singles {
      guard let outcomes = search.outcomes(candidate),
        let (one, entry, number) = onlyDifference(observations, outcomes),
        let words = entry.printed.value.slip(from: number, entry.printed.precision)
      else { continue }
      return Mistyping(
        variants: applied(candidate).map { $0.argument }, name: one.name,
        entry: difference(one, one.name, entry, from: number), words: words)
    }
    return nil
  }

  /// The only number that an outcome does not print; nil if there are more, or the shape differs.
  private func onlyDifference(
    _ observations: [Observation], _ outcomes: [Int]
  ) -> (Observation, Observation.Entry, Double)? {
    var found: (Observation, Observation.Entry, Double)?
    for one in observations {
      guard one.subject < outcomes.count else { return nil }
      let outcome = outcomes[one.subject]
      if search.runs.matches(one, outcome) { continue }
      for entry in one.entries {
        guard let number = search.runs.number(one, entry, outcome) else { return nil }
        if entry.tolerance.admits(number) { continue }
        if found != nil { return nil }
        found = (one, entry, number)
      }
      if found == nil { return nil }
    }
    return found
  }
}

extension Double {
  /// The typo that may have turned one number into a printed one; nil if none fits.
  public func slip(from right: Double, _ precision: PrintedNumber.Precision) -> String? {
    guard isFinite, right.isFinite, right != 0 else { return nil }
    if self == -right || (self + right).magnitude < 1e-7 * right.magnitude {
      return "the sign is the other one"
    }
    let printed = SignificantDigits(shortest: self)
    let digits: Int
    switch precision {
    case .decimals(let count):
      digits = Swift.max(1, SignificantDigits(shortest: right).exponent + 1 + count)
    case .significant(let count): digits = count
    case .double, .single, .whole: digits = Swift.max(printed.digits.count, 6)
    }
    let wanted = SignificantDigits(right, count: digits)
    let (a, b) = (printed.digits, wanted.digits)
    guard b.count >= 3, printed.isNegative == wanted.isNegative else { return nil }
    if a == b { return "the point or the power of ten is misplaced" }
    if printed.exponent == wanted.exponent, a.count == b.count {
      let places = a.indices.filter { a[$0] != b[$0] }
      if places.count == 1 { return "one digit is another" }
      if places.count == 2, places[1] == places[0] + 1, a[places[0]] == b[places[1]],
        a[places[1]] == b[places[0]]
      {
        return "two digits are exchanged"
      }
    }
    if a.count + 1 == b.count, a.isWithoutOne(of: b) { return "a digit is lost" }
    if a.count == b.count + 1, b.isWithoutOne(of: a) { return "a digit is one too many" }
    return nil
  }
}

extension [UInt8] {
  /// Whether this is a longer list with one element left out.
  fileprivate func isWithoutOne(of longer: [UInt8]) -> Bool {
    longer.indices.contains { left in
      var rest = longer
      rest.remove(at: left)
      return rest == self
    }
  }
}
