import Equations
import Tracing

extension Report {
  /// How much a hint gives away.
  public enum Hint: Sendable {
    /// A question to think about.
    case question
    /// Which quantity, and of which parameters.
    case place
    /// The rule's equation.
    case rule
  }

  /// A hint in place of the answer.
  public func hint(_ hint: Hint) -> String {
    if verdict == .correct { return "Correct: every number is the rule's.\n" }
    let lines = diagnoses.first?.combined ?? []
    guard let line = lines.first else { return hintWithoutName }
    let target = line.rule.map { quantity(in: $0) } ?? line.variant.map { quantity(in: $0) } ?? ""
    let more = lines.count > 1 ? "\nThere is more than one place; this is the first.\n" : "\n"
    switch hint {
    case .question:
      if let reason = line.reason {
        return "Question: which of your lines is there to \"\(reason)\", and what does it read?"
          + more
      }
      return "Question: which of your lines has no counterpart in the lecture's equations?" + more
    case .place:
      let place = line.place == .everyParameter ? "" : " of \(line.place.words)"
      return "Place: the line that makes \(target)\(place)." + more
    case .rule:
      return "Rule: \(line.rule ?? "there is no such line")" + more
    }
  }

  private var hintWithoutName: String {
    if diagnoses.first != nil {
      return
        "Question: does your loop visit every layer once, and is what you wrote down what came out?\n"
    }
    let first = quantities.first { $0.state == .wrong }?.name ?? "the numbers"
    return "Question: no known mistake makes these numbers; \(first) is the first that is off. "
      + "What is it made from?\n"
  }

  private func quantity(in equation: String) -> String {
    String(equation.prefix { $0 != " " })
  }
}
