import Interaction
import Stepping
import TestSupport
import Tracing

/// A stepper at the first line of a lesson's case.
func stepper(
  _ id: String, _ name: String = "by-hand", variants: [String] = [], predicts: Bool = false
) throws -> Stepper {
  let lesson = try lesson(id)
  return try Stepper(
    lesson, try embeddedCase(name, of: lesson), variants: try applied(variants, of: lesson),
    predicts: predicts)
}

extension Interactive {
  /// Carries out commands one after the other and returns the text of the last answer: what was said, and the
  /// page in line mode if it is another one.
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
