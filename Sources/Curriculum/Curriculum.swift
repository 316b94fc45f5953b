import Adam
import BackPropagation
import BiasCorrection
import Decay
import EWMA
import ForwardPropagation
import GradientDescent
import MiniBatches
import Momentum
import RMSprop
import Tracing
import Training

/// The lessons in teaching order.
public enum Curriculum {
  /// Every lesson.
  public static let lessons: [Lesson] = [
    gradientDescent,
    ewma,
    biasCorrection,
    momentum,
    rmsprop,
    adam,
    decay,
    miniBatches,
    forwardPropagation,
    backPropagation,
    training,
  ]

  /// The lessons whose rule can train a network.
  public static let optimizers = lessons.filter { $0.rule.updatesParameters }

  /// Finds an optimizer by what people call it: `sgd`.
  public static func optimizer(named name: String) -> Lesson? {
    lesson(named: name).flatMap { found in optimizers.first { $0.id == found.id } }
  }

  /// The optimizer of the course's own training.
  public static let usualOptimizer = adam

  /// Finds a lesson by its id.
  public static func lesson(_ id: String) -> Lesson? { lessons.first { $0.id == id } }

  /// Finds a lesson by any common name: `Adam`, `bias_correction`, `backprop`.
  public static func lesson(named name: String) -> Lesson? {
    lesson(name) ?? lessons.first { $0.isCalled(name) }
  }
}
