import Equations
import Tracing

/// Mistakes of one kind that share a prior: how common the kind is, and its members.
struct MistakeFamily {
  /// The share of all mistakes that are of this kind.
  let share: Double
  let variants: [Variant]
}

// Mistakes that are tried by themselves, never together with others: there are many of each kind, and none is common.
extension Lesson {
  /// The kinds; none of their members makes the same edits as a mistake that is tried with others.
  func aloneFamilies(besides others: [Variant]) -> [MistakeFamily] {
    guard rule.lines.allSatisfy({ $0.formula.isElementwise }) else { return [] }
    var seen = Set((variants + others).map { $0.edits })
    return [
      MistakeFamily(share: 0.003, variants: orderSlips),
      MistakeFamily(share: 0.003, variants: startSlips),
      MistakeFamily(share: 0.004, variants: copySlips),
      MistakeFamily(share: 0.001, variants: otherComplements),
      MistakeFamily(share: 0.005, variants: shownSlips),
      MistakeFamily(share: 0.005, variants: clippingSlips),
      MistakeFamily(share: 0.005, variants: roundedPlaces),
      MistakeFamily(share: 0.0005, variants: linePairs),
    ].map { family in
      MistakeFamily(
        share: family.share, variants: family.variants.filter { seen.insert($0.edits).inserted })
    }
  }

  /// The mistake of these kinds with a name; nil if there is none.
  func aloneMistake(_ id: String) -> Variant? {
    for family in aloneFamilies(besides: []) {
      if let found = family.variants.first(where: { $0.id == id }) { return found }
    }
    return nil
  }
}
