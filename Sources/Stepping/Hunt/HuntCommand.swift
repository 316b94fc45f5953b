import Interaction

/// The commands of a hunt.
enum HuntCommand: String, TypedCommand {
  case line
  case name
  case show
  case hint
  case next
  case skip
  case solution
  case level
  case round
  case list
  case help
  case quit

  var key: Character? {
    switch self {
    case .line, .name, .solution, .level, .round: nil
    case .show: "s"
    case .hint: "i"
    case .next: "n"
    case .skip: "k"
    case .list: "l"
    case .help: "h"
    case .quit: "q"
    }
  }

  var argument: String {
    switch self {
    case .line: "N"
    case .name: "LETTER|ID"
    case .show: "N [ROW,COL]"
    case .level, .round: "N"
    case .hint, .next, .skip, .solution, .list, .help, .quit: ""
    }
  }

  var question: String? {
    switch self {
    case .show: "show line: "
    default: nil
    }
  }

  var meaning: String {
    switch self {
    case .line: "line N is the first wrong one (the number alone will do)"
    case .name: "the mistake: its letter, or its name (the letter alone will do)"
    case .show: "line N with the printed numbers put in, without its result"
    case .hint: "one hint at a time"
    case .next: "the next round (Enter, after the explanation)"
    case .skip: "leave this round for later"
    case .solution: "show what was hidden; the round stays unsolved"
    case .level: "begin level N"
    case .round: "begin round N"
    case .list: "the levels, and which rounds are solved"
    case .help: "this text"
    case .quit: "leave; what is solved is remembered"
    }
  }
}
