import Equations
import Text
import Tracing

extension Report {
  /// How much a hint reveals.
  public enum Hint: Sendable {
    /// A question to think about.
    case question
    /// The quantity, and its parameters.
    case place
    /// The rule's equation.
    case rule
  }

  /// A hint in place of the answer.
  public func hint(_ hint: Hint) -> String {
    if verdict == .correct { return "Correct: every number is the rule's.\n" }
    let lines = diagnoses.first?.combined ?? []
    guard let line = lines.first else { return hintWithoutLine(hint) }
    let target = line.rule.map { quantity(in: $0) } ?? line.variant.map { quantity(in: $0) } ?? ""
    let more = lines.count > 1 ? "\nThere is more than one place; this is the first.\n" : "\n"
    switch hint {
    case .question:
      if let reason = line.reason {
        return "Question: look at your line for \"\(reason)\". What does it read?"
          + more
      }
      return "Question: which of your lines has no counterpart in the rule?" + more
    case .place:
      let place = line.place == .everyParameter ? "" : " of \(line.place.words)"
      return "Place: the line that makes \(target)\(place)." + more
    case .rule:
      return "Rule: \(line.rule ?? "there is no such line")" + more
    }
  }

  /// A hint if no known mistake makes the numbers, or if the mistake changes no equation.
  private func hintWithoutLine(_ hint: Hint) -> String {
    guard let first = firstWrong ?? quantities.first(where: { $0.state != .right }) else {
      return "Question: which of your numbers did you not print?\n"
    }
    let name = first.nameOfQuantity
    switch hint {
    case .question:
      return diagnoses.isEmpty
        ? "Question: \(name) differs first. What is it made from?\n"
          + (isTooShort
            ? isNotFinite
              ? "A NaN or an infinity has many causes.\n" : "Too few digits to name a mistake.\n"
            : "No known mistake makes these numbers.\n")
        : "Question: does your loop visit every layer once, and do you print what it returns?\n"
    case .place:
      if let shapes = first.shapes { return "Place: \(first.name) \(shapes).\n" }
      let entry =
        first.total == 1
        ? nil : first.first.map { ", first \($0.step.map { "at t = \($0)" } ?? "at \($0.index)")" }
      let how =
        first.total == 1
        ? "which does not agree"
        : "where \(first.agreeing) of \(first.total) numbers agree"
      return
        "Place: \(name), \(how) with the rule in case \(given.head.name)\(entry ?? "").\n"
    case .rule:
      return "Rule: \(ruleLine(first.nameOfQuantity)?.unicode ?? "there is no such line")\n"
    }
  }

  /// The wrong quantity that the rule computes first; if steps are mixed, the one printed first.
  var firstWrong: QuantityFinding? {
    let wrong = quantities.filter { $0.state == .wrong }
    guard !wrong.contains(where: { $0.label != $0.name || $0.name.contains(" ") }) else {
      return wrong.first
    }
    let places = wrong.map { one in
      lesson.rule.lines.firstIndex { $0.target == ruleLine(one.nameOfQuantity)?.target }
        ?? lesson.rule.lines.count
    }
    return places.min().flatMap { least in places.firstIndex(of: least).map { wrong[$0] } }
  }

  /// The rule's line that makes a printed quantity.
  private func ruleLine(_ name: String) -> Assignment? {
    let lines = lesson.rule.lines
    if let line = lines.first(where: { $0.target.name == name }) { return line }
    switch QuantityName(name) {
    case .derived(let symbol, _): return lines.first { $0.target.name == symbol }
    case .parameter: return lines.last { $0.target.role == .parameter }
    case .gradient, .plain: return nil
    }
  }

  private func quantity(in equation: String) -> String {
    String(equation.prefix { $0 != " " })
  }
}

extension QuantityFinding {
  /// The name without what it says of a series of which only the beginning was printed: "v, the first 2".
  fileprivate var nameOfQuantity: String { String(name.prefix { $0 != "," }) }
}
