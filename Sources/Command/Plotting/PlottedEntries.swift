import Equations
import Numerics
import Text
import Tracing

extension Lesson {
  /// The case of the lesson's own picture; the first one if the picture names none.
  func picturedCase() throws(CommandError) -> Case {
    let name: String?
    switch picture {
    case .averages(_, let caseName), .schedule(let caseName): name = caseName
    default: name = nil
    }
    return try given(cases.first { $0.name == name } ?? cases[0])
  }

  /// Reads one of the lesson's cases.
  func given(_ own: EmbeddedCase) throws(CommandError) -> Case {
    do { return try CaseReader.read(own.json, for: self) } catch {
      throw .inFile("case \(own.name)", error)
    }
  }

  /// The lesson's cases with more than one step.
  var casesOfSeveralSteps: [EmbeddedCase] {
    cases.filter { one in
      let read = try? CaseReader.read(one.json, for: self)
      return (read?.steps.reduce(0) { $0 + $1.times } ?? 0) > 1
    }
  }

  /// The first case with more than one step.
  func caseOfSeveralSteps() throws(CommandError) -> EmbeddedCase {
    guard let found = casesOfSeveralSteps.first else {
      throw .singleStep("every case", 1, self)
    }
    return found
  }

  /// The quantities that a rule and its variant assign in the first step of a case.
  ///
  /// - Throws: `CaseError` for a case the lesson cannot run.
  private func quantities(
    _ variants: [AppliedVariant], _ given: Case
  ) throws(CaseError) -> [AssignedQuantity] {
    guard var first = given.steps.first else { return [] }
    first.times = 1
    var list = QuantityList()
    var rule = try Tracer(self, head: given.head)
    try rule.run(first, into: &list)
    guard !variants.isEmpty else { return list.quantities }
    var edited = try Tracer(self, variants: variants, head: given.head)
    // If a variant stops at once, the list still has the quantities assigned before.
    do { try edited.run(first, into: &list) } catch { return list.quantities }
    return list.quantities
  }

  /// The entries with given names; by default the first entry of the first parameter, or the
  /// result.
  func entries(
    _ names: [String], _ variants: [AppliedVariant], _ given: Case, name file: String
  ) throws(CommandError) -> [PlottedEntry] {
    let known: [AssignedQuantity]
    do { known = try quantities(variants, given) } catch { throw .inFile(file, error) }
    if names.isEmpty { return known.standard(self).map { PlottedEntry(quantity: $0) } }
    var entries: [PlottedEntry] = []
    for name in names {
      let entry = try PlottedEntry(name, among: known)
      if entries.contains(where: { $0.name == entry.name }) {
        throw CommandError(.usage, "The quantity '\(entry.name)' is given twice.")
      }
      entries.append(entry)
    }
    guard entries.count <= 4 else {
      throw CommandError(
        .usage, "\(entries.count) quantities are too many for one picture: expected 4 at most.")
    }
    return entries
  }
}

extension [AssignedQuantity] {
  /// The default quantity: the first parameter, the cost, or else the last number assigned.
  fileprivate func standard(_ lesson: Lesson) -> [AssignedQuantity] {
    let results = ["J", "count"]
    let found =
      first { $0.symbol.role == .parameter && lesson.rule.updatesParameters }
      ?? first { results.contains($0.name) } ?? last { $0.shape == .scalar } ?? last
    return found.map { [$0] } ?? []
  }
}

extension PlottedEntry {
  /// The first entry of a quantity.
  init(quantity: AssignedQuantity) {
    self.init(
      quantity: quantity, index: .first, isFirstOfSeveral: quantity.shape.count > 1)
  }

  /// Reads `W1`, `v_dW1`, `v` or one of them with an index, `W1[0,1]`.
  init(_ text: String, among known: [AssignedQuantity]) throws(CommandError) {
    guard let (name, named) = MatrixIndex.split(text) else {
      throw CommandError(
        .usage,
        "The value of --only is '\(text)': expected NAME[ROW,COL], counted from 0, as in W1[0,1].")
    }
    guard
      let quantity = known.first(where: { $0.name == name })
        ?? known.first(where: { $0.symbol.name == name || $0.symbol.glyph == name })
    else { throw .unknown(name, "quantity", among: known.map(\.name)) }
    let index = named ?? .first
    guard index.isInside(quantity.shape) else {
      throw CommandError(
        .usage,
        "There is no entry \(index.row),\(index.column) in \(quantity.name), which is \(quantity.shape): rows and "
          + "columns count from 0.")
    }
    self.init(
      quantity: quantity, index: index,
      isFirstOfSeveral: named == nil && quantity.shape.count > 1)
  }
}

extension CommandError {
  /// The error for a case with too few steps for a curve.
  static func singleStep(_ name: String, _ steps: Int, _ lesson: Lesson) -> CommandError {
    let others = lesson.casesOfSeveralSteps.map(\.name)
    var message =
      "\(name.hasPrefix("case ") ? name.capitalizedFirst : name) has \(counted(steps, "step")): a curve needs two or more."
    if !others.isEmpty {
      message += "\nCases of \(lesson.id) with several: \(others.joined(separator: ", "))."
    }
    switch lesson.picture {
    case .steps, .functions, .trainings:
      message += "\n'gradus train --plot costs.svg' draws the cost of a whole training."
    case .bowl:
      message += "\n'gradus plot \(lesson.id)' without --case draws paths on a bowl."
    case .averages, .schedule: break
    }
    return CommandError(.usage, message)
  }
}
