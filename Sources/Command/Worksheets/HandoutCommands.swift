import Files
import Tracing
import Worksheets

extension Subcommand {
  static let key = Subcommand(
    name: "key",
    summary: "Write the answer key of a lesson: every step, the points, what mistakes would give.",
    usage: handoutUsage,
    discussion:
      "The key shows the whole run, each line as symbols, numbers and result, then the answers with\n"
      + "their points. For each blank it lists the number that each known mistake makes, and a comment\n"
      + "to write beside it.\n\n"
      + handoutDiscussion,
    options: handoutOptions,
    run: { (arguments, console) throws(CommandError) in
      try runHandout(.key, arguments, console)
    })

  static let worksheet = Subcommand(
    name: "worksheet",
    summary: "Write a worksheet with blanks; 'gradus key' with the same options is its key.",
    usage: handoutUsage,
    discussion:
      "A worksheet shows what is given, the equations, and a blank for each entry asked for.\n\n"
      + handoutDiscussion,
    options: handoutOptions,
    run: { (arguments, console) throws(CommandError) in
      try runHandout(.worksheet, arguments, console)
    })
}

private let handoutUsage =
  "LESSON [--case NAME|FILE] [--seed N] [--set NAME=VALUE]… "
  + "[--ask NAME[ROW,COL],…] [--steps N,…] [--digits N] [--points N] "
  + "[--convention ID[,ID…]] [--source FILE] [--students ROSTER] "
  + "[--format markdown|html|latex|csv|json] [--output FILE|FOLDER] [--force]"

private let handoutDiscussion =
  """
  One line of each document says what it was made from. --source reads that line, or the JSON
  of --format json, so that the worksheet and its key can come from one file. Other options
  override it.

  --students takes a roster: a CSV with a column 'student' or 'name' (and perhaps 'id'), or one
  name a line. Each student gets different numbers, in FOLDER/worksheets, FOLDER/keys and
  FOLDER/answers.csv. They follow from --seed and the name alone, so a change of the roster does
  not change anyone else's.

  In LaTeX, comment out the line \\printanswers in the key, and it prints as the worksheet.
  """

private let handoutOptions: [Option] = [
  .givenCase(usual: "by-hand"),
  Option(
    "--seed", "N",
    "Draw other numbers of the case's shapes: few digits, and different for different mistakes."),
  .set,
  Option(
    "--ask", "NAME[ROW,COL]", repeats: true,
    "Ask for these: W1, v, v_dW1[0,1]; with =POINTS behind it one has points of its own."),
  Option("--steps", "N[,N…]", repeats: true, "Ask about these steps only (all if not given)."),
  Option("--digits", "N", "The significant digits of an answer (5 if not given)."),
  Option("--points", "N", "What a blank is worth (1 if not given)."),
  Option(
    "--convention", "ID[,ID…]", repeats: true,
    "Set the key to another form; none for the course's own."),
  Option("--source", "FILE", "Take everything from a worksheet or key that was written before."),
  Option(
    "--students", "ROSTER", "A worksheet and a key for each student, into the folder --output."),
  Option(
    "--format", "NAME", "markdown, html, latex, csv or json (by the name of --output, or markdown)."
  ),
  Option("--output", "FILE", "Write to a file, or with --students a folder; whole or not at all."),
  .force,
]

private func runHandout(
  _ kind: Handout.Kind, _ arguments: Arguments, _ console: Console
) throws(CommandError) -> Int32 {
  let lesson = try arguments.lesson()
  let request = try HandoutRequest(arguments, lesson)
  if let roster = arguments["--students"] {
    return try writeClass(
      try Roster(file: roster, into: arguments.reads), request, arguments, console)
  }
  let handout = try request.handout()
  let format = try arguments.handoutFormat()
  try arguments.checkOutput()
  let output = try Output(arguments, console)
  try output.take(handout.bytes(kind, format))
  try output.finish()
  console.error(handout.talk)
  return 0
}

extension Arguments {
  /// The format of a document: from `--format`, or from the extension of `--output`.
  func handoutFormat() throws(CommandError) -> Handout.Format {
    let isNamed = self["--format"] != nil || self["--students"] != nil
    guard !isNamed, let path = self["--output"], path != "-" else {
      return try choice("--format", default: .markdown)
    }
    let name = path.lowercased()
    for (suffix, format) in ["markdown": Handout.Format.markdown, "htm": .html]
    where name.hasSuffix(".\(suffix)") { return format }
    for format in Handout.Format.allCases where name.hasSuffix(".\(format.suffix)") {
      return format
    }
    let known = Handout.Format.allCases.map { ".\($0.suffix)" }.joined(separator: ", ")
    throw CommandError(
      .usage,
      "The value of --output is '\(path)': expected a name that ends in \(known), or --format.")
  }
}
