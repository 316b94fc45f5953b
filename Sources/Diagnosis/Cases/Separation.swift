import Equations
import Numerics
import Tracing

extension Diagnoser {
  /// A case in which a report's explanations print different numbers: the current case with a small
  /// change, or one of the lesson's own.
  ///
  /// - Returns: The change in words, and the case; nil if no case tells all of them apart.
  public func separatingCase(_ report: Report) -> (words: String, given: Case)? {
    var offered = given.changes(for: lesson)
    for embedded in lesson.cases {
      if let own = try? CaseReader.read(embedded.json, for: lesson),
        own.head.name != given.head.name
      {
        offered.append(ChangedCase(words: "the lesson's case \(own.head.name)", given: own))
      }
    }
    // A wrong program must not look right in the new case either.
    let sets = [[]] + report.diagnoses.map { $0.variants }
    let count = report.diagnoses.count
    for one in offered {
      let prints = sets.map { PrintedOutputs(lesson, $0, one.given) }
      if prints.allDiffer {
        return ("\(one.words): the \(count) explanations print different numbers", one.given)
      }
    }
    return nil
  }
}

/// The results of a set of variants, as NumPy prints them.
struct PrintedOutputs: Equatable {
  /// The prints by name; nil if Python would stop with an error.
  let texts: [String]?

  init(_ lesson: Lesson, _ variants: [AppliedVariant], _ given: Case) {
    guard let trace = try? Trace(lesson, variants: variants, given) else {
      texts = nil
      return
    }
    let known = lesson.rule.symbols
    var texts: [String] = []
    if lesson.rule.updatesParameters {
      // A state that only a variant keeps is not printed.
      for (name, value) in trace.outputs
      where known.keep(QuantityName(name)) {
        texts.append("\(name) = \(NumPyPrint(value).text)")
      }
    } else {
      for step in trace.steps {
        for line in step.updates.flatMap({ $0.lines })
        where known.contains(line.assignment.target) {
          texts.append("\(line.target) = \(NumPyPrint(line.value).text)")
        }
      }
    }
    self.texts = texts
  }
}

extension [Symbol] {
  /// Whether the rule keeps a quantity from step to step.
  fileprivate func keep(_ name: QuantityName) -> Bool {
    switch name {
    case .parameter, .gradient: true
    case .derived(let state, _): contains { $0.isState && $0.name == state }
    case .plain: false
    }
  }
}

extension [PrintedOutputs] {
  /// Whether all elements differ from each other.
  var allDiffer: Bool {
    for (index, one) in enumerated() {
      for other in self[(index + 1)...] where one == other { return false }
    }
    return true
  }
}
