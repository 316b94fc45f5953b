import Equations
import Tracing

// Mistakes with what is kept between steps, and with the number of the step.
extension Lesson {
  /// A state that is lost or begun wrongly, a value of the step before, and a t that counts
  /// something else.
  var timeSlips: [Variant] {
    lostSlips + firstValueSlips + lateSlips(counting: false) + countingSlips + compoundingSlips
  }

  private var averages: [Average] {
    rule.lines.compactMap { line in
      guard case .state(let start) = line.target.role else { return nil }
      let (c, x) = (Symbol.placeholder("c"), Symbol.placeholder("x"))
      var parts: Bindings = [:]
      let isAverage = line.formula.matches(c * line.target + (1 - c) * x, &parts)
      guard line.formula.symbols.contains(line.target) else { return nil }
      return Average(line: line, start: start, new: isAverage ? parts[x] : nil)
    }
  }

  /// A state that the program does not keep: a local variable, a copy.
  private var lostSlips: [Variant] {
    let all = averages
    func lost(_ one: Average) -> Edit {
      .replace(one.line.target, with: one.start, in: one.line.target)
    }
    var found = all.map { one in
      let glyph = one.line.target.glyph
      return slip(
        "\(one.line.target.name)-not-kept",
        "\(glyph) is not kept: every step starts from \(shortest(one.start)) again.",
        "where \(glyph) was \(shortest(one.start)) before the step.", [lost(one)])
    }
    if all.count > 1 {
      found.append(
        slip(
          "states-not-kept",
          "\(all.map { $0.line.target.glyph }.joined(separator: " and ")) are not kept: every step "
            + "starts again.",
          "where both were 0 before the step.", all.map { lost($0) }))
    }
    return found
  }

  /// An average that is its first value, not a share of it.
  private var firstValueSlips: [Variant] {
    let t = Formula.symbol(.step)
    let isFirst = Formula.binary(.compare(.equal), t, 1.formula)
    let isLater = Formula.binary(.compare(.greater), t, 1.formula)
    let all = averages.compactMap { one -> (average: Average, edit: Edit)? in
      guard let new = one.new else { return nil }
      let formula = isFirst * new + isLater * one.line.formula
      return (one, .rewrite(one.line.target ← formula ∵ one.line.reason))
    }
    let single = all.map { one, edit in
      let target = one.line.target
      return slip(
        "\(target.name)-starts-at-first-value",
        "\(target.glyph) starts at the first value, not at \(shortest(one.start)).",
        "where no step has t = 1, or the first value is \(shortest(one.start)).", [edit])
    }
    guard all.count > 1 else { return single }
    return single + [
      slip(
        "states-start-at-first-value",
        "\(all.map { $0.average.line.target.glyph }.joined(separator: " and ")) start at the first "
          + "values, not at 0.",
        "where no step has t = 1, or the first values are 0.", all.map { $0.edit })
    ]
  }

  /// What came with the step before, used one step late.
  ///
  /// - Parameter counting: Whether it counts the steps itself, as an epoch does.
  func lateSlips(counting: Bool) -> [Variant] {
    guard let first = rule.lines.first?.target else { return [] }
    let brought = rule.symbols.filter { symbol in
      symbol.owner == .own && (symbol.role == .gradient || symbol.role == .input)
        && symbol.counts == counting
    }
    // Mini-batches and networks bring matrices of their own shapes, which no state can start with.
    guard brought.count == 1, let one = brought.first,
      rule.lines.allSatisfy({ $0.formula.isElementwise })
    else { return [] }
    let kept = Symbol.state(
      "\(one.name)_kept", "kept for the next step", glyph: "\(one.glyph)_kept",
      latex: "\(one.latex)_{\\text{kept}}")
    let late = Symbol.intermediate(
      "\(one.name)_late", "\(one.glyph)ₜ₋₁", latex: "\(one.latex)_{t-1}", "of the step before")
    return [
      slip(
        "\(one.name)-one-step-late",
        "\(one.glyph) is one step late: each step uses the value of the step before, the first 0.",
        "where \(one.glyph) is 0 in every step.",
        [
          .replace(one, with: late),
          .insert(late ← kept ∵ "of the step before", before: first),
          .insert(kept ← one ∵ "kept for the next step", before: first),
        ])
    ]
  }

  /// t raised within the loop over the layers, or for each parameter.
  private var countingSlips: [Variant] {
    guard rule.updatesParameters, rule.symbols.contains(.step) else { return [] }
    let (t, l) = (Symbol.step, Symbol.layer)
    let layers = [2, 3].map { count in
      slip(
        "t-counts-\(count)-layers",
        "t is raised for every layer, \(count) times in a step, instead of once.",
        "where the equations do not use t.", [.replace(t, with: (t - 1) * count + l)])
    }
    let parameters = [1, 2, 3].map { count in
      slip(
        "t-counts-\(2 * count)-parameters",
        "t is raised for every parameter, \(2 * count) times in a step, instead of once.",
        "where the equations do not use t.",
        [
          .replace(t, with: (t - 1) * (2 * count) + (2 * l - 1), scope: .weights),
          .replace(t, with: (t - 1) * (2 * count) + 2 * l, scope: .biases),
        ])
    }
    return layers + parameters
  }

  /// A schedule made from its last value: α from α, not from α₀.
  private var compoundingSlips: [Variant] {
    rule.lines.compactMap { line in
      let target = line.target
      guard target.role == .intermediate,
        let start = line.formula.symbols.first(where: {
          $0.isHyperparameter && $0.name == target.name + "0"
        })
      else { return nil }
      let kept = Symbol.state(
        "\(target.name)_before", "the value of the row before", glyph: "\(target.glyph)_before",
        latex: "\(target.latex)_{\\text{before}}")
      let isUnset = Formula.binary(.compare(.equal), kept.formula, 0.formula)
      let compounded = line.formula.substituting([start: kept + isUnset * start])
      return slip(
        "\(target.name)-compounds",
        "Each \(target.glyph) is made from the one before it, not from \(start.glyph).",
        "in the first row.",
        [
          .insert(kept ← compounded ∵ "from the one before it", before: target),
          .rewrite(target ← kept.formula ∵ line.reason),
        ])
    }
  }
}

/// A line that makes a state from its old value.
private struct Average {
  let line: Assignment
  let start: Double
  /// What an average takes in, the x of c·v + (1 − c)·x; nil for another formula.
  let new: Formula?
}
