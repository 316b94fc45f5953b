import Interaction
import Text

/// The commands for stepping through a lesson: a key on a screen, a word in line mode.
enum StepperCommand: String, TypedCommand {
  case next
  case back
  case full
  case update
  case step
  case line
  case first
  case last
  case find
  case who
  case element
  case variant
  case set
  case digits
  case predict
  case answer
  case hint
  case help
  case quit

  /// The command's key; nil if the command can only be typed.
  var key: Character? {
    switch self {
    case .next: "n"
    case .back: "b"
    case .full: "f"
    case .update: "u"
    case .step: "t"
    case .line: nil
    case .first: "g"
    case .last: "G"
    case .find: "/"
    case .who: "w"
    case .element: "e"
    case .variant: "v"
    case .set: "s"
    case .digits: "d"
    case .predict: "p"
    case .answer: nil
    case .hint: "i"
    case .help: "h"
    case .quit: "q"
    }
  }

  /// The command's argument, for the help.
  var argument: String {
    switch self {
    case .next, .back: "[N]"
    case .update: "[back]"
    case .step: "[T|back]"
    case .line, .digits: "N"
    case .find: "NAME"
    case .who: "[NAME] [ROW,COL]"
    case .element: "ROW,COL"
    case .variant: "ID"
    case .set: "NAME=VALUE"
    case .predict: "[on|off]"
    case .answer: "NUMBER"
    case .full, .first, .last, .hint, .help, .quit: ""
    }
  }

  var question: String? {
    switch self {
    case .find: "find: "
    case .element: "row,column from 0: "
    case .variant: "variant on or off: "
    case .set: "set (beta1=0.5): "
    case .digits: "significant digits: "
    default: nil
    }
  }

  /// The command's description.
  var meaning: String {
    switch self {
    case .next: "the next beat: equation, numbers, result (space, →)"
    case .back: "the beat before (also ←)"
    case .full: "the next line with its result at once"
    case .update: "the next parameter's update, or the one before (U)"
    case .step: "the next step t, step T, or the one before (T)"
    case .line: "line N of the run (5g is line 5, 5t step 5)"
    case .first: "the first line (also Home)"
    case .last: "the last line (also End)"
    case .find: "the next line that makes or reads a quantity"
    case .who: "which line last changed an entry, and from what"
    case .element: "work this entry in full, counted from 0"
    case .variant: "a variant on or off here, beside the rule"
    case .set: "another value of a hyperparameter, same line"
    case .digits: "show N significant digits"
    case .predict: "ask for results before they are shown, or not"
    case .answer: "the prediction (the number alone will do)"
    case .hint: "one hint at a time for the result"
    case .help: "this text"
    case .quit: "leave"
    }
  }

  /// The text of the help.
  static var explained: [StyledLine] {
    [
      StyledLine("Keys and commands", .strong),
      "A key acts at once; Enter repeats it. A command is typed after ':', through a pipe as a line; its first letters will do.",
    ] + table
  }
}
