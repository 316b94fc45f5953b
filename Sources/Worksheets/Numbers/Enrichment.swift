import Diagnosis

/// What a drawn case is given beyond the shapes of its pattern, so that more mistakes show.
struct Enrichment {
  /// How many steps more.
  var steps = 0
  /// Whether the gradient of one asked entry is about as small as ε.
  var isTiny = false
  /// Whether the gradient of another one falls fast in the last step, so that its averages fall too.
  var falls = false
  /// The other changes of the pattern.
  var changes: [CaseChange] = []
  /// Whether states start from numbers that are not 0.
  var hasStates = false
  /// How much work it makes: a further step is a third of a sheet, a small number is nearly nothing.
  private var cost = 0

  /// The changes of shapes, in the order in which they are made, and what each costs.
  private static let shapes: [(change: CaseChange, cost: Int)] = [
    (.secondLayer, 5), (.fourExamples, 5), (.pieces, 3), (.startedReadStates, 2),
  ]

  /// Every combination, from nothing at all to everything.
  static let all: [Enrichment] = {
    var found: [Enrichment] = []
    for steps in 0...2 {
      for bits in 0..<64 {
        var one = Enrichment(steps: steps, isTiny: bits & 1 != 0, falls: bits & 2 != 0)
        one.cost = 4 * steps + (one.isTiny ? 1 : 0) + (one.falls ? 1 : 0)
        one.hasStates = bits & 4 != 0
        for (index, shape) in shapes.enumerated() where bits & (32 >> index) != 0 {
          one.changes.append(shape.change)
          one.cost += shape.cost
        }
        found.append(one)
      }
    }
    return found.enumerated().sorted { a, b in
      let (x, y) = (a.element.cost, b.element.cost)
      return x == y ? a.offset < b.offset : x < y
    }.map { $0.element }
  }()
}
