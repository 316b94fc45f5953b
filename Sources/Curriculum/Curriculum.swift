import Adam
import BiasCorrection
import Decay
import EWMA
import GradientDescent
import Momentum
import RMSprop
import Tracing

/// The lessons in the order in which they are taught.
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
  ]

  /// Finds a lesson by its name.
  public static func lesson(_ id: String) -> Lesson? { lessons.first { $0.id == id } }
}
