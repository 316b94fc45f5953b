import Diagnosis

/// The additions to a drawn case, beyond its pattern's shapes, that make more mistakes visible.
struct Enrichment {
  /// The number of additional steps.
  var steps = 0
  /// Whether one asked entry has a gradient about as small as ε.
  var isTiny = false
  /// Whether another one's gradient becomes small in the last step, so that its averages fall too.
  var falls = false
  /// Other changes of the pattern.
  var changes: [CaseChange] = []
  /// Whether states have nonzero start values.
  var hasStates = false
  /// The additional work for students: a further step costs a third of a sheet, a small number
  /// almost nothing.
  private var cost = 0

  /// The changes of shapes, in the order they are made, with their costs.
  private static let shapes: [(change: CaseChange, cost: Int)] = [
    (.secondLayer, 5), (.fourExamples, 5), (.pieces, 3), (.startedReadStates, 2),
  ]

  /// Every combination, from none to all.
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
