import Equations
import Numerics

/// Compares two traces side by side.
struct TraceDiff {
  var lines: [Comparison.DifferingLine] = []
  var count = 0
  var divergence: Comparison.Divergence?
  var resultDiffers = false

  mutating func compare(_ rule: TraceStep, _ variant: TraceStep) {
    var others = variant.updates
    for update in rule.updates {
      let at = others.firstIndex { $0.parameter == update.parameter }
      compare(update, at.map { others.remove(at: $0) }, rule.t)
    }
    for extra in others { compare(nil, extra, rule.t) }
  }

  private mutating func compare(_ rule: TraceUpdate?, _ variant: TraceUpdate?, _ t: Int) {
    let parameter = rule?.parameter ?? variant?.parameter ?? ""
    // An update that only one side makes is a difference, even if later steps hide it.
    if rule == nil || variant == nil { resultDiffers = true }
    let layer = rule?.layer ?? variant?.layer
    func record(_ rule: TraceLine?, _ variant: TraceLine?) {
      lines.append(
        Comparison.DifferingLine(
          t: t, parameter: parameter, layer: layer, rule: rule, variant: variant))
    }
    var rest = variant?.lines ?? []
    for line in rule?.lines ?? [] {
      count += 1
      guard let at = rest.firstIndex(where: { $0.target == line.target }) else {
        record(line, nil)
        continue
      }
      let match = rest[at]
      rest.remove(at: at)
      guard match.value != line.value else { continue }
      record(line, match)
      note(t, parameter, line, match)
    }
    for extra in rest {
      record(nil, extra)
      // A second assignment to a quantity that the rule has too, such as an overwritten state.
      if let kept = rule?.lines.last(where: { $0.target == extra.target }),
        kept.value != extra.value
      {
        note(t, parameter, kept, extra)
      }
    }
    if divergence == nil, let rule, variant == nil, let line = rule.lines.last {
      divergence = Comparison.Divergence(
        t: t, parameter: parameter, target: line.target, element: nil, rule: .nan, variant: .nan,
        words: "At t = \(t) the rule updates \(parameter); the variant leaves it as it was.")
    }
  }

  private mutating func note(
    _ t: Int, _ parameter: String, _ rule: TraceLine, _ variant: TraceLine
  ) {
    if parameter.isEmpty || rule.assignment.target.isKept { resultDiffers = true }
    guard divergence == nil else { return }
    let quantity = rule.target
    let place = "At t = \(t), \(quantity)"
    guard rule.value.shape == variant.value.shape else {
      let isStretched = variant.value.shape.count > rule.value.shape.count
      divergence = Comparison.Divergence(
        t: t, parameter: parameter, target: quantity, element: nil, rule: .nan, variant: .nan,
        words: "\(place): the rule's is \(rule.value.shape), the variant's "
          + "\(variant.value.shape)\(isStretched ? ": NumPy has stretched it" : "").")
      return
    }
    let at =
      zip(rule.value.elements, variant.value.elements).enumerated()
      .first { !$0.element.0.hasSameBits(as: $0.element.1) }?.offset ?? 0
    let (a, b) = (rule.value.elements[at], variant.value.elements[at])
    let element = MatrixIndex(position: at, in: rule.value.shape)
    let isScalar = rule.value.shape == .scalar
    divergence = Comparison.Divergence(
      t: t, parameter: parameter, target: quantity, element: element,
      rule: a, variant: b,
      words: "\(place)\(isScalar ? "" : " at \(element)"): " + difference(a, b))
  }
}
