import Equations
import Numerics
import Tracing

/// A rule with its constants, run on the bowl.
struct Walker {
  let lesson: Lesson
  let variants: [AppliedVariant]
  private(set) var hyperparameters: [(name: String, value: Double)]
  /// The label of its path without constants, if they are not needed.
  private let shortName: String?

  /// The paths in a lesson's picture: others first, then the lesson's rule, then its variant.
  static func all(
    _ request: PictureRequest, _ paths: BowlPaths
  ) throws(CommandError) -> [Walker] {
    let lesson = request.lesson
    var walkers: [Walker] = []
    if let first = paths.constants.first?.symbol, !paths.compared.isEmpty {
      let middle = paths.compared[paths.compared.count / 2]
      let values = request.variants.isEmpty ? paths.compared : [middle]
      walkers = values.map { Walker(lesson: lesson, variants: [], [(first, $0)], nil) }
    } else {
      // Beside a variant there is room for only one other path.
      for id in request.variants.isEmpty ? paths.beside : Array(paths.beside.prefix(1)) {
        let other = try request.arguments.lesson(id)
        guard case .bowl(let own) = other.picture else { continue }
        let name = own.label ?? other.title
        walkers.append(Walker(lesson: other, variants: [], own.constants, name))
      }
      walkers.append(Walker(lesson: lesson, variants: [], paths.constants, lesson.title))
    }
    if !request.variants.isEmpty, let own = walkers.last {
      let name = request.variants.map(\.argument).joined(separator: ",")
      let context = lesson.withContext(request.variants)
      walkers.append(
        Walker(
          lesson: lesson, variants: context, hyperparameters: own.hyperparameters, shortName: name))
    }
    return walkers
  }

  private init(
    lesson: Lesson, variants: [AppliedVariant],
    hyperparameters: [(name: String, value: Double)], shortName: String?
  ) {
    self.lesson = lesson
    self.variants = variants
    self.hyperparameters = hyperparameters
    self.shortName = shortName
  }

  private init(
    lesson: Lesson, variants: [AppliedVariant], _ constants: [(symbol: Symbol, value: Double)],
    _ shortName: String?
  ) {
    self.init(
      lesson: lesson, variants: variants,
      hyperparameters: constants.map { ($0.symbol.name, $0.value) }, shortName: shortName)
  }

  /// Sets a constant, if the rule has it.
  mutating func set(_ name: String, to value: Double) {
    guard lesson.symbols.contains(where: { $0.name == name }) else { return }
    if let index = hyperparameters.firstIndex(where: { $0.name == name }) {
      hyperparameters[index].value = value
    } else {
      hyperparameters.append((name, value))
    }
  }

  /// Whether another path takes the same steps.
  func isSame(as other: Walker) -> Bool {
    lesson.id == other.lesson.id && variants.map(\.argument) == other.variants.map(\.argument)
      && hyperparameters.elementsEqual(other.hyperparameters, by: ==)
  }

  /// The constants as shown in the legend: α = 0.9, β = 0.5.
  private var constants: String {
    hyperparameters.map { name, value in
      let glyph = lesson.symbols.first { $0.name == name }?.glyph ?? name
      return "\(glyph) = \(NumberStyle.full.text(value))"
    }.joined(separator: ", ")
  }

  /// The name in the legend.
  var name: String {
    guard let shortName else { return constants }
    return variants.isEmpty ? "\(shortName): \(constants)" : "\(lesson.title), \(shortName)"
  }

  /// The label beside its path.
  var label: String { shortName ?? constants }
}
