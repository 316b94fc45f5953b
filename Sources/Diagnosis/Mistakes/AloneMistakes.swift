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
  /// The kinds, those with few members first; each is listed only when it is needed.
  private var aloneKinds: [(share: Double, variants: () -> [Variant])] {
    guard rule.lines.allSatisfy({ $0.formula.isElementwise }) else { return [] }
    return [
      (0.003, { orderSlips }), (0.003, { startSlips }), (0.004, { copySlips }),
      (0.001, { otherComplements }), (0.005, { shownSlips }), (0.005, { clippingSlips }),
      (0.005, { roundedPlaces }), (0.0005, { linePairs }),
    ]
  }

  /// The kinds with their members; none of them makes the same edits as a mistake that is tried with others.
  func aloneFamilies(besides others: [Variant]) -> [MistakeFamily] {
    var seen = Set((variants + others).map { $0.edits })
    return aloneKinds.map { kind in
      MistakeFamily(
        share: kind.share, variants: kind.variants().filter { seen.insert($0.edits).inserted })
    }
  }

  /// The mistake of these kinds with a name; nil if there is none.
  func aloneMistake(_ id: String) -> Variant? {
    var seen = Set(variants.map { $0.edits })
    for kind in aloneKinds {
      for variant in kind.variants() where seen.insert(variant.edits).inserted && variant.id == id {
        return variant
      }
    }
    return nil
  }
}
