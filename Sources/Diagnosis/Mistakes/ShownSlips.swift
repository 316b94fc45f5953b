import Equations
import Tracing

// Right inside, wrong outside: what is returned or printed under a state's name is another quantity, and the next step
// goes on from the state itself.
extension Lesson {
  /// Two states exchanged in what is returned, and a state returned corrected.
  var shownSlips: [Variant] {
    let states = rule.lines.map { $0.target }.filter { $0.isState }
    return exchangedStates(states) + correctedStates(states)
  }

  private func exchangedStates(_ states: [Symbol]) -> [Variant] {
    guard let last = rule.lines.last?.target, !last.isState else { return [] }
    return states.enumerated().flatMap { index, one in
      states[(index + 1)...].map { other in
        slip(
          "\(one.name)-and-\(other.name)-returned-exchanged",
          "\(one.glyph) and \(other.glyph) are returned in each other's place.",
          "in the parameters, which come from the right ones.",
          keeping(one) + keeping(other) + [
            .insert(one ← other.keptInside.formula ∵ "returned in its place", before: last),
            .insert(other ← one.keptInside.formula ∵ "returned in its place", before: last),
          ])
      }
    }
  }

  private func correctedStates(_ states: [Symbol]) -> [Variant] {
    var corrections: [(state: Symbol, edits: [Edit])] = []
    for line in rule.lines where line.target.role == .intermediate {
      guard let state = states.first(where: { line.formula.symbols.contains($0) }),
        line.formula.symbols.allSatisfy({ $0 == state || $0.isHyperparameter || $0.role == .step })
      else { continue }
      corrections.append((state, keeping(state) + [.store(line.target, into: state)]))
    }
    let single = corrections.map { one in
      slip(
        "\(one.state.name)-returned-corrected",
        "\(one.state.glyph) is returned corrected; the next step goes on from it uncorrected.",
        "where the correction changes nothing.", one.edits)
    }
    guard corrections.count > 1 else { return single }
    let names = corrections.map { $0.state.glyph }.joined(separator: " and ")
    return [
      slip(
        "states-returned-corrected",
        "\(names) are returned corrected; the next step goes on from them uncorrected.",
        "where the corrections change nothing.", corrections.flatMap { $0.edits })
    ] + single
  }

  /// The state under another name, so that its own is free for what is returned.
  private func keeping(_ state: Symbol) -> [Edit] {
    [
      .replace(state, with: state.keptInside, in: state),
      .store(state, into: state.keptInside),
    ]
  }
}

extension Symbol {
  /// A state as the program keeps it, where it returns something else under its name.
  fileprivate var keptInside: Symbol {
    guard case .state(let start) = role else { return self }
    return Symbol(
      name: "\(name)_inside", glyph: "\(glyph)_inside", latex: "\(latex)_{\\text{inside}}",
      role: .state(start: start), meaning: "what the program goes on from", startsAs: name)
  }
}
