import BackPropagation
import Decay
import Equations
import ForwardPropagation
import MiniBatches
import Tracing
import Training

extension LogDiagnosis.Explanation {
  /// The first line that a variant changes, as named in a diagnosis of a print; nil if it changes
  /// none.
  func changedLine(of one: AppliedVariant) -> EditedLine? {
    let lessons = [
      optimizer, forwardPropagation, backPropagation, MiniBatches.miniBatches, training,
      Decay.decay,
    ]
    return lessons.first { $0.variant(one.variant.id) != nil }?.editedLines(of: [one])?.first
  }
}
