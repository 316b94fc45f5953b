/// What a drawn case is given beyond the shapes of its pattern, so that more mistakes show.
struct Means: Equatable {
  /// How many steps more.
  var steps = 0
  /// Whether the gradient of one asked entry is about as small as ε.
  var isTiny = false
  /// Whether every t is a step later.
  var isLater = false
  /// Whether states start from numbers that are not 0.
  var hasStates = false
  /// Whether a case of one layer gets a second one.
  var hasLayer = false

  /// How much a person feels of it: a further step is a third of a sheet, a small number is nearly nothing.
  private var cost: Int {
    4 * steps + (isTiny ? 1 : 0) + (isLater ? 3 : 0) + (hasStates ? 2 : 0) + (hasLayer ? 5 : 0)
  }

  /// Every set of means, from nothing at all to all of them.
  static let all: [Means] = {
    var found: [Means] = []
    for steps in 0...2 {
      for bits in 0..<16 {
        found.append(
          Means(
            steps: steps, isTiny: bits & 1 != 0, isLater: bits & 2 != 0, hasStates: bits & 4 != 0,
            hasLayer: bits & 8 != 0))
      }
    }
    return found.enumerated().sorted { a, b in
      let (x, y) = (a.element.cost, b.element.cost)
      return x == y ? a.offset < b.offset : x < y
    }.map { $0.element }
  }()
}
