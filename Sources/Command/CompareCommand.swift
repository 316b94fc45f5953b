import Equations
import Text
import Tracing

extension Subcommand {
  static let compare = Subcommand(
    name: "compare",
    summary: "Show the rule and a variant of it side by side: where they part, and why.",
    usage: "LESSON --variant ID[,ID…] [--case NAME|FILE] [--set NAME=VALUE]… "
      + "[--seed N] [--digits N] [--format text|json] [--output FILE] "
      + "[--plot FILE.svg] [--force]",
    discussion: "Exit code 1 if some result differs, 0 if the variant is invisible in the case.",
    options: [
      .variant, .givenCase(usual: "by-hand"), .set, .seed, .digits,
      Option("--format", "NAME", "text or json (text if not given)."), .output,
      Option("--plot", "FILE.svg", "Draw the rule and the variant over the steps as well."),
      .force,
    ],
    run: runCompare)
}

enum TextOrJSON: String, CaseIterable { case text, json }

@Sendable private func runCompare(
  _ arguments: Arguments, _ console: Console
) throws(CommandError) -> Int32 {
  let lesson = try arguments.lesson()
  let variants = try arguments.variants(lesson)
  if variants.isEmpty {
    throw CommandError(
      .usage,
      "Missing --variant: which variant to compare with the rule.\n"
        + validWords(lesson.variants.map(\.id)))
  }
  let style = try arguments["--digits"] == nil ? nil : arguments.style()
  let format: TextOrJSON = try arguments.choice("--format", default: .text)
  let file = try PlotFile(arguments)
  if file == nil { try arguments.checkOutput() }
  let picture = try file?.steps(lesson, variants, arguments, console)
  var opened = try GivenCase(arguments, lesson)
  let given = try opened.all(arguments, lesson)
  let comparison: Comparison
  do { comparison = try Comparison(lesson, variants: variants, given) } catch {
    throw .inFile(opened.name, error)
  }
  let output = try Output(arguments, console)
  switch format {
  case .text: try output.take(comparison.text(lesson, style))
  case .json: try output.take(comparison.json)
  }
  try output.finish()
  if let file, let picture { try file.write(picture) }
  return comparison.isVisible ? CommandError.Code.differs.rawValue : 0
}
