import Equations
import JSON
import Numerics

// The parameters and series that the equations are run for.
extension Tracer {
  /// The hyperparameters among some symbols: first those the case sets, in its order, then the
  /// others.
  package static func hyperparameters(
    _ symbols: [Symbol], _ head: CaseHead
  ) -> [(symbol: Symbol, value: Double)] {
    var used = symbols.filter { $0.isHyperparameter && $0.owner == .own }
    let given = head.hyperparameters.compactMap { one in used.first { $0.name == one.name } }
    used = given + used.filter { !given.contains($0) }
    return used.reduce(into: []) { found, symbol in
      guard let value = head.value(of: symbol), !found.contains(where: { $0.symbol == symbol })
      else { return }
      found.append((symbol, value))
    }
  }

  package static func subjects(
    _ lesson: Lesson, _ head: CaseHead
  ) throws(CaseError) -> [Program.Subject] {
    guard lesson.rule.updatesParameters else {
      return [Program.Subject.series]
    }
    // Layer by layer, weights before biases, like the notebook's loop; keys in a file have no
    // order.
    let subjects = head.parameters.enumerated().sorted { a, b in
      let (x, y) = (a.element, b.element)
      if x.layer != y.layer { return x.layer < y.layer }
      return x.isBias == y.isBias ? a.offset < b.offset : !x.isBias
    }.map { Program.Subject($0.element) }
    let names = Set(subjects.map { $0.name })
    for name in subjects.compactMap({ $0.parameter }) where names.contains(name.gradient) {
      throw CaseError("\"\(name.gradient)\" cannot be a parameter: it is the gradient of \(name)")
    }
    if subjects.isEmpty {
      throw CaseError("the case's \"start\" has no parameter (\"W1\", \"b1\" …)")
    }
    for (name, value) in head.start where ParameterName(name) == nil {
      let parameter = QuantityName(name).parameter
      guard let owner = subjects.first(where: { $0.parameter == parameter }) else {
        throw CaseError("the start value \"\(name)\" belongs to no parameter of the case")
      }
      let shape = head.start.first { $0.name == owner.name }?.value.shape
      if shape != value.shape, let shape {
        throw CaseError("\"\(name)\" is \(value.shape), but \(owner.name) is \(shape)")
      }
    }
    return subjects
  }
}
