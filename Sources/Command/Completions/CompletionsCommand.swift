import Files
import Text
import Tracing

extension Subcommand {
  static let completions = Subcommand(
    name: "completions",
    summary: "Print a script with which a shell completes what you type.",
    usage: "bash|zsh|fish",
    discussion: """
      With this script the Tab key completes commands, lessons, cases, variants, options and their
      values. Add one line to the file that your shell reads when it starts:

        ~/.bashrc                   source <(gradus completions bash)
        ~/.zshrc, after compinit    source <(gradus completions zsh)
        ~/.config/fish/config.fish  gradus completions fish | source

      The script asks the installed gradus for the words, so it is never out of date.
      """,
    options: [],
    run: runCompletions)
}

@Sendable private func runCompletions(
  _ arguments: Arguments, _ console: Console
) throws(CommandError) -> Int32 {
  // The scripts call `gradus completions words LINE`.
  if arguments.words.first == "words" {
    let line = try arguments.words(["words", "LINE"])[1]
    try console.write(CompletedLine(line).candidates.map { $0.line + "\n" }.joined())
    return 0
  }
  let name = try arguments.words(["SHELL"])[0]
  guard let shell = Shell(rawValue: name) else {
    throw .unknown(name, "shell", among: Shell.allCases.map(\.rawValue))
  }
  try console.write(shell.script)
  return 0
}
