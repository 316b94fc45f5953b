/// What a drawn case is given beyond the shapes of its pattern, so that more mistakes show.
struct Enrichment: Equatable {
  /// How many steps more.
  var steps = 0
  /// Whether the gradient of one asked entry is about as small as ε.
  var isTiny = false
  /// Whether the gradient of another one falls fast in the last step, so that its averages fall too.
  var falls = false
  /// Whether states start from numbers that are not 0.
  var hasStates = false
  /// Whether the examples make three full pieces and a rest.
  var hasPieces = false
  /// Whether a few examples become four.
  var hasExamples = false
  /// Whether a case of one layer gets a second one.
  var hasLayer = false

  /// How much a person feels of it: a further step is a third of a sheet, a small number is nearly nothing.
  private var cost: Int {
    4 * steps + (isTiny ? 1 : 0) + (falls ? 1 : 0) + (hasStates ? 2 : 0) + (hasPieces ? 3 : 0)
      + (hasExamples ? 5 : 0) + (hasLayer ? 5 : 0)
  }

  /// Every set of means, from nothing at all to all of them.
  static let all: [Enrichment] = {
    var found: [Enrichment] = []
    for steps in 0...2 {
      for bits in 0..<64 {
        found.append(
          Enrichment(
            steps: steps, isTiny: bits & 1 != 0, falls: bits & 2 != 0, hasStates: bits & 4 != 0,
            hasPieces: bits & 8 != 0, hasExamples: bits & 16 != 0, hasLayer: bits & 32 != 0))
      }
    }
    return found.enumerated().sorted { a, b in
      let (x, y) = (a.element.cost, b.element.cost)
      return x == y ? a.offset < b.offset : x < y
    }.map { $0.element }
  }()
}
