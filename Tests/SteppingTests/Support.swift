import Interaction
import Stepping
import TestSupport
import Tracing

/// A stepper at the first line of a lesson's case; by default Adam's `pencil`.
func stepper(
  _ id: String, _ name: String? = nil, variants: [String] = [], predicts: Bool = false
) throws -> Stepper {
  let lesson = try lesson(id)
  let given =
    id == "adam" && name == nil
    ? try parsedCase(pencil, for: lesson) : try embeddedCase(name ?? "by-hand", of: lesson)
  return try Stepper(
    lesson, given, variants: try applied(variants, of: lesson), predicts: predicts)
}

/// A case of Adam in which every number is short: the root is whole, and with ε = 1 so is the
/// denominator.
private let pencil = """
  {"lesson": "adam", "name": "pencil",
   "hyperparameters": {"alpha": 0.5, "beta1": 0.5, "beta2": 0.75, "epsilon": 1},
   "start": {"W1": [[1, -2]], "b1": [[0.5]]},
   "steps": [{"dW1": [[4, -1]], "db1": [[3]], "repeat": 3}]}
  """

extension Interactive {
  /// Carries out commands in order and returns the text of the last reply: the message, and in line
  /// mode the page if it has changed.
  @discardableResult
  mutating func type(_ commands: String...) -> String {
    var text = ""
    for command in commands {
      let reply = perform(command)
      let lines = reply.said + (reply.showsPage ? page(width: nil).body : [])
      text = lines.map { $0.text }.joined(separator: "\n")
    }
    return text
  }

  /// The whole screen as text.
  func screen(_ width: Int = 100) -> String {
    let page = page(width: width)
    return (page.heading + page.body).map { $0.text }.joined(separator: "\n")
  }
}
