import Equations
import Numerics
import Readers
import Tracing

// What learners print about mini-batches: their shapes and their number.
extension Alignment {
  /// "shape of the 3rd mini_batch_X: (12288, 20)" and the notebook's sanity check of the first examples.
  func special(_ array: PrintedArray) -> Observation? {
    guard let label = array.names.last else { return nil }
    let plain = plainName(label)
    if array.isTuple, array.numbers.count == 2, plain.hasPrefix("shape") || plain.hasSuffix("shape")
    {
      let digits = plain.drop { !$0.isNumber }.prefix { $0.isNumber }
      let ordinal = Int(digits) ?? 1
      let noun = plain.filter { !$0.isNumber }
      guard
        let (_, symbol) = names.first(where: { noun.holds($0.key) && $0.key.utf8.count > 8 })?
          .value,
        1...runs.clock.count ~= ordinal, let columns = Int(exactly: array.numbers[1].value)
      else { return nil }
      return Observation(
        name: label, subject: 0, symbol: symbol, moment: .after(ordinal - 1),
        form: .columns(columns), entries: [], printed: array)
    }
    guard plain == "minibatchsanitycheck" || plain == "sanitycheck",
      let (_, symbol) = names["minibatchx"], array.shape.count == 1
    else { return nil }
    return Observation(
      name: label, subject: 0, symbol: symbol, moment: .after(0), form: .beginning,
      entries: array.numbers.enumerated().map { entry($0.offset, $0.element) }, printed: array)
  }
}

extension VariantRuns {
  /// The quantities a learner may print: results of the rule's lines, and kept quantities.
  var observables: [Symbol] {
    var found: [Symbol] = []
    let targets = lesson.rule.lines.map { $0.target }
    for symbol in targets.filter({ $0.role == .parameter }) + targets where !found.contains(symbol)
    {
      found.append(symbol)
    }
    return found
  }

  /// The last line's result; an unlabelled list of numbers is read as it.
  var lastResult: Int? {
    guard subjects[0].layer == nil, let target = lesson.rule.lines.last?.target else { return nil }
    return book.number(of: target)
  }

  /// A plain number given at a step.
  func input(_ name: String, _ step: Int) -> Double? {
    var at = step
    for one in given.steps {
      if at < one.times { return one.values.first { $0.name == name }?.value.elements.first }
      at -= one.times
    }
    return nil
  }
}
