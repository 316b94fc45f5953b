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
  ///
  /// The first in the order of the variant's own program, in which `differences` does not list them.
  public func changedLine(of one: AppliedVariant) -> (variant: String, rule: String)? {
    let lessons = [
      optimizer, forwardPropagation, backPropagation, MiniBatches.miniBatches, training,
      Decay.decay,
    ]
    guard let lesson = lessons.first(where: { $0.variant(one.variant.id) != nil }) else {
      return nil
    }
    let (context, _, full) = lesson.sides(of: [one])
    guard let edited = try? EditedRule(lesson.rule, applying: full),
      let plain = try? EditedRule(lesson.rule, applying: context)
    else { return nil }
    for isBias in [false, true] {
      var layer: Int?
      if case .layer(let own) = one.scope { layer = own }
      let own = edited.rule(isBias: isBias, layer: layer).lines
      let rule = plain.rule(isBias: isBias, layer: layer).lines
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
