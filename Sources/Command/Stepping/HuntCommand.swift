import Stepping
import Terminal
import Text
import Tracing

extension Subcommand {
  static let hunt = Subcommand(
    name: "hunt",
    summary: "Find hidden mistakes in printed numbers: the first wrong line, and what is wrong.",
    usage: "LESSON [--level N] [--round N] [--again]",
    discussion:
      "Each round shows what a program with a hidden mistake printed, from the obvious to the\n"
      + "subtle; then two mistakes at once, and forms of other books. Every variant of the lesson is\n"
      + "in some round. What is solved is remembered. It is harder than computing, and meant for\n"
      + "later; 'i' gives a hint.",
    options: [
      Option(
        "--level", "N",
        "Begin at level N; the command 'list' names them."),
      Option("--round", "N", "Begin at round N."),
      Option("--again", "", "Start again, as if nothing were solved."),
    ],
    run: runHunt)
}

@Sendable private func runHunt(
  _ arguments: Arguments, _ console: Console
) throws(CommandError) -> Int32 {
  let lesson = try arguments.lesson()
  let file = ProgressFile(console)
  let isAgain = arguments["--again"] != nil
  let before = isAgain ? [] : file?.read().rounds(lesson.id) ?? []
  let level = try arguments.count("--level")
  let round = try arguments.count("--round")
  var hunt = Hunt(lesson, solved: before, level: level)
  if let level, level > hunt.levelCount {
    throw CommandError(
      .usage,
      "The value of --level is '\(level)': '\(lesson.id)' has \(counted(hunt.levelCount, "level"))."
    )
  }
  if let round {
    guard round <= hunt.roundCount else {
      throw CommandError(
        .usage,
        "The value of --round is '\(round)': '\(lesson.id)' has \(counted(hunt.roundCount, "round"))."
      )
    }
    hunt.begin(round - 1)
  }
  if hunt.isEmpty {
    throw CommandError(.usage, "No case of '\(lesson.id)' shows a mistake to hunt for.")
  }
  let code = converse(with: &hunt, input: console.talk.input, output: console.talk.output)
  file?.update { progress in
    progress.remember(solved: hunt.solved, of: lesson.id, forgetsOthers: isAgain)
  }
  return code
}

extension Arguments {
  /// A whole number of at least 1.
  fileprivate func count(_ option: String) throws(CommandError) -> Int? {
    guard let text = self[option] else { return nil }
    guard let number = Int(text), number >= 1 else {
      throw CommandError(
        .usage, "The value of \(option) is '\(text)': expected a whole number from 1 on.")
    }
    return number
  }
}
