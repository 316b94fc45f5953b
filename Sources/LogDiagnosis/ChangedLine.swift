import BackPropagation
import Decay
import Equations
import ForwardPropagation
import MiniBatches
import Tracing
import Training

extension LogDiagnosis.Explanation {
  /// The first line that a variant changes, as the variant and as the rule have it; nil where it changes no
  /// equation.
  public func changedLine(of one: AppliedVariant) -> (variant: String, rule: String)? {
    let lessons = [
      optimizer, forwardPropagation, backPropagation, MiniBatches.miniBatches, training,
      Decay.decay,
    ]
    guard let lesson = lessons.first(where: { $0.variant(one.variant.id) != nil }) else {
      return nil
    }
    let context = lesson.withContext([one]).filter { $0.variant.id != one.variant.id }
    guard let edited = try? EditedRule(lesson.rule, applying: lesson.withContext([one])),
      let plain = try? EditedRule(lesson.rule, applying: context)
    else { return nil }
    for isBias in [false, true] {
      let layer = one.layer
      let (own, rule) = (
        edited.rule(isBias: isBias, layer: layer).lines,
        plain.rule(isBias: isBias, layer: layer).lines
      )
      for line in own {
        let old = rule.first { $0.target == line.target }
        if old?.formula != line.formula { return (line.unicode, old?.unicode ?? "") }
      }
      if let lost = rule.first(where: { line in !own.contains { $0.target == line.target } }) {
        return ("", lost.unicode)
      }
    }
    return nil
  }
}

extension AppliedVariant {
  /// The layer it is confined to.
  fileprivate var layer: Int? { if case .layer(let layer) = scope { layer } else { nil } }

  /// Where it applies, in a word.
  var scopeName: String {
    switch scope {
    case .everywhere: "everywhere"
    case .weights: "weights"
    case .biases: "biases"
    case .layer(let layer): "layer\(layer)"
    }
  }
}
