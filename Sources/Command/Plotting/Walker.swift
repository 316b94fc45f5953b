import Equations
import Numerics
import Tracing

/// A rule with its constants, set down on the bowl.
struct Walker {
  let lesson: Lesson
  let variants: [AppliedVariant]
  private(set) var hyperparameters: [(name: String, value: Double)]
  /// What stands beside its path, without the constants if there is no need for them.
  private let shortName: String?

  /// Everyone in the picture of a lesson: plain descent first, the lesson's rule last but for its variant.
  ///
  /// The constants make the lecture's point on this bowl: descent with α = 0.9 jumps across the long axis,
  /// 1 − 2·0.9 = −0.8 times as far each step; the others reach the middle without.
  static func all(_ request: PictureRequest) throws(CommandError) -> [Walker] {
    let lesson = request.lesson
    let descent = try request.lesson("gradient-descent")
    var walkers: [Walker]
    if lesson.id == descent.id {
      let rates = request.variants.isEmpty ? [0.1, 0.45, 0.95] : [0.45]
      walkers = rates.map { Walker(lesson: descent, variants: [], [("alpha", $0)], nil) }
    } else {
      walkers = [Walker(lesson: descent, variants: [], [("alpha", 0.9)], "gradient descent")]
      // Adam is made of two others; a variant of it leaves no room for them.
      let parts = lesson.id == "adam" && request.variants.isEmpty ? ["momentum", "rmsprop"] : []
      for lesson in try parts.map({ (id) throws(CommandError) in try request.lesson(id) }) + [
        lesson
      ] {
        walkers.append(Walker(lesson: lesson, variants: [], constants(lesson), lesson.title))
      }
    }
    if !request.variants.isEmpty, let own = walkers.last {
      let name = request.variants.map(\.argument).joined(separator: ",")
      let context = lesson.withContext(request.variants)
      walkers.append(Walker(lesson: lesson, variants: context, own.hyperparameters, name))
    }
    return walkers
  }

  private init(
    lesson: Lesson, variants: [AppliedVariant], _ hyperparameters: [(String, Double)],
    _ shortName: String?
  ) {
    self.lesson = lesson
    self.variants = variants
    self.hyperparameters = hyperparameters.map { (name: $0.0, value: $0.1) }
    self.shortName = shortName
  }

  private static func constants(_ lesson: Lesson) -> [(String, Double)] {
    switch lesson.id {
    case "momentum": [("alpha", 0.9), ("beta", 0.5)]
    case "rmsprop": [("alpha", 0.4), ("beta2", 0.9), ("epsilon", 1e-8)]
    default: [("alpha", 0.5), ("beta1", 0.9), ("beta2", 0.999), ("epsilon", 1e-8)]
    }
  }

  /// Gives a constant another value, if the rule has it.
  mutating func set(_ name: String, to value: Double) {
    guard lesson.symbols.contains(where: { $0.name == name }) else { return }
    if let index = hyperparameters.firstIndex(where: { $0.name == name }) {
      hyperparameters[index].value = value
    } else {
      hyperparameters.append((name, value))
    }
  }

  /// Whether another one takes the same steps.
  func isSame(as other: Walker) -> Bool {
    lesson.id == other.lesson.id && variants.map(\.argument) == other.variants.map(\.argument)
      && hyperparameters.elementsEqual(other.hyperparameters, by: ==)
  }

  /// The constants as the legend has them: α = 0.9, β = 0.5.
  private var constants: String {
    hyperparameters.map { name, value in
      let glyph = lesson.symbols.first { $0.name == name }?.glyph ?? name
      return "\(glyph) = \(NumberStyle.full.text(value))"
    }.joined(separator: ", ")
  }

  /// What the legend calls it.
  var name: String {
    guard let shortName else { return constants }
    return variants.isEmpty ? "\(shortName): \(constants)" : "\(lesson.title), \(shortName)"
  }

  /// What stands beside its path.
  var label: String { shortName ?? constants }
}
