import Files
import Tracing

extension Subcommand {
  static let plot = Subcommand(
    name: "plot",
    summary: "Draw a lesson: averages, schedules, paths on a bowl, a variant beside the rule.",
    usage: "LESSON [--case NAME|FILE] [--variant ID[,ID…]] [--set NAME=VALUE]… "
      + "[--seed N] [--only NAME,…] [--page] [--format svg|text] [--output FILE.svg] [--force]",
    discussion:
      "ewma and bias-correction draw the averages of thirty days, decay the schedules, the\n"
      + "optimizers their paths on the contours of an elongated bowl, forward- and back-propagation\n"
      + "their functions, mini-batches and training the costs of short trainings. With --case,\n"
      + "--only or --seed the picture is of the steps of a case: the rule, and with --variant the\n"
      + "variant beside it. Without --output it is drawn in plain characters.",
    options: [
      .givenCase(usual: "the lesson's own picture"), .variant, .set, .seed,
      Option(
        "--only", "NAME[,NAME…]", repeats: true,
        "Draw these quantities over the steps: W1, v_dW1, or one entry, W1[0,1]."),
      Option("--page", "", "Draw the picture of the lesson's page."),
      Option("--format", "NAME", "svg or text (what the name of --output ends in, else text)."),
      Option("--output", "FILE", "Write to a file, .svg or .txt, whole or not at all."),
      .force,
    ],
    run: runPlot)
}

private enum PlotFormat: String, CaseIterable { case svg, text }

@Sendable private func runPlot(
  _ arguments: Arguments, _ console: Console
) throws(CommandError) -> Int32 {
  let lesson = try arguments.lesson()
  let variants = try arguments.variants(lesson)
  let format = try arguments.plotFormat()
  try arguments.checkOutput()
  let request = PictureRequest(
    lesson: lesson, variants: variants, arguments: arguments, console: console)
  let picture = try request.picture()
  let output = try Output(arguments, console)
  switch format {
  case .svg: try output.take(Array(picture.svg.utf8))
  case .text:
    let isShown = arguments["--output"] == nil
    let width = isShown ? min(console.width ?? 80, 120) : 80
    try output.take(Array(picture.text(width: width).utf8))
  }
  try output.finish()
  return 0
}

extension Arguments {
  /// The format of `--format`, or the one that the file's name implies.
  fileprivate func plotFormat() throws(CommandError) -> PlotFormat {
    if self["--format"] != nil { return try choice("--format", default: .text) }
    guard let path = self["--output"], path != "-" else { return .text }
    if path.hasSuffix(".svg") { return .svg }
    if path.hasSuffix(".txt") { return .text }
    throw CommandError(
      .usage,
      "The value of --output is '\(path)': expected a name that ends in .svg or .txt, or --format.")
  }
}
