import Equations
import Files
import Numerics
import Text
import Tracing

extension Subcommand {
  static let trace = Subcommand(
    name: "trace",
    summary: "Run a lesson's equations on a case and show every line with its numbers.",
    usage: "LESSON [--case NAME|FILE] [--variant ID[,ID…]] [--set NAME=VALUE]… "
      + "[--seed N] [--only NAME,…] [--element ROW,COL] [--digits N] "
      + "[--format text|json|jsonl|csv|markdown] [--output FILE] [--plot FILE.svg] "
      + "[--force]",
    discussion: "Each line is shown three times: the equation, the equation with its numbers,\n"
      + "the result. jsonl writes one record a line and takes cases of any length.",
    options: [
      .givenCase(usual: "by-hand"), .variant, .set, .seed,
      Option(
        "--only", "NAME[,NAME…]", repeats: true,
        "Show only these parameters (W1) and quantities (v); v_dW1 is one of one."),
      Option("--element", "ROW,COL", "The element worked in full, counted from 0 (0,0)."),
      .digits,
      Option("--format", "NAME", "text, json, jsonl, csv or markdown (text if not given)."),
      .output,
      Option(
        "--plot", "FILE.svg", "Draw the rule, and the variant beside it, over the steps as well."),
      .force,
    ],
    run: runTrace)
}

private enum Format: String, CaseIterable { case text, json, jsonl, csv, markdown }

@Sendable private func runTrace(
  _ arguments: Arguments, _ console: Console
) throws(CommandError) -> Int32 {
  let lesson = try arguments.lesson()
  let variants = try arguments.variants(lesson)
  let style = try arguments.style()
  let format: Format = try arguments.choice("--format", default: .text)
  let element = try arguments.element()
  let file = try PlotFile(arguments)
  if file == nil { try arguments.checkOutput() }
  var given = try GivenCase(arguments, lesson)
  try given.take(as: variants)
  var head = given.head
  try arguments.apply(to: &head, lesson)
  let tracer: Tracer
  do { tracer = try Tracer(lesson, variants: variants, head: head) } catch {
    throw .inFile(given.name, error)
  }
  if let element, !tracer.hasElement(element) {
    throw CommandError(
      .usage,
      "There is no element \(element.row),\(element.column) in \(tracer.shapeList): rows and columns "
        + "count from 0."
    )
  }
  arguments.noteUnread(in: tracer, console)
  let picture = try file?.steps(lesson, variants, arguments, console)
  let output = try Output(arguments, console)
  switch format {
  case .text:
    let isShown = arguments["--output"] == nil
    let writer = TextTrace(
      style: style, element: element ?? .first,
      hasColour: console.hasColour && isShown, width: isShown ? console.width : nil)
    output.isHarmless = console.hasColour && isShown
    try stream(writer, tracer, &given, arguments, output)
  case .json: try stream(JSONTrace(), tracer, &given, arguments, output)
  case .jsonl: try stream(JSONLinesTrace(), tracer, &given, arguments, output)
  case .csv: try stream(CSVTrace(), tracer, &given, arguments, output)
  case .markdown:
    try stream(
      MarkdownTrace(style: style, element: element ?? .first), tracer, &given, arguments, output)
  }
  if let file, let picture { try file.write(picture) }
  return 0
}

/// Runs a case to its end and writes the trace in pieces.
private func stream<Writer: TraceWriter>(
  _ writer: Writer, _ tracer: Tracer, _ given: inout GivenCase, _ arguments: Arguments,
  _ output: Output
) throws(CommandError) {
  var writer = writer
  var tracer = tracer
  let selection: Selection
  if arguments["--only"] != nil, arguments.list("--only").isEmpty {
    throw CommandError(.usage, "The value of --only is empty.")
  }
  do { selection = try Selection(arguments.list("--only"), in: tracer) } catch {
    throw CommandError(.usage, error.message)
  }
  do { writer.open(try TraceHeader(tracer, selection: selection)) } catch {
    throw .inFile(given.name, error)
  }
  while var step = try given.next() {
    // A step that is repeated many times is written in pieces, so that its trace need not fit in
    // memory.
    var left = step.times
    while left > 0 {
      step.times = min(left, 256)
      do { try tracer.run(step, into: &writer) } catch { throw .inFile(given.name, error) }
      step.t += step.times
      left -= step.times
      if writer.bytes.count >= Output.pieceSize {
        try output.take(writer.bytes)
        writer.bytes.removeAll(keepingCapacity: true)
      }
    }
  }
  writer.close(tracer.outputs)
  try output.take(writer.bytes)
  try output.finish()
}

extension Arguments {
  /// Warns about a `--set` without effect, because no equation of the run reads the name.
  fileprivate func noteUnread(in tracer: Tracer, _ console: Console) {
    for assignment in all("--set") {
      let name = assignment.split(separator: "=").first.map(String.init) ?? assignment
      if tracer.hyperparameters.map(\.symbol).hyperparameter(named: name) == nil {
        console.error("Note: no equation of this run reads '\(name)'.\n")
      }
    }
  }

  fileprivate func element() throws(CommandError) -> MatrixIndex? {
    guard let text = self["--element"] else { return nil }
    guard let element = MatrixIndex(text) else {
      throw CommandError(
        .usage, "The value of --element is '\(text)': expected ROW,COL, counted from 0, as in 1,2.")
    }
    return element
  }
}

extension Tracer {
  /// The case's parameters with their shapes.
  fileprivate var shapeList: String {
    head.start.filter { subjectNames.contains($0.name) }
      .map { "\($0.name) (\($0.value.shape))" }.joined(separator: ", ")
  }

  /// Whether some parameter of the case has this element.
  fileprivate func hasElement(_ element: MatrixIndex) -> Bool {
    guard lesson.rule.updatesParameters else { return true }
    return head.start.contains { element.isInside($0.value.shape) }
  }
}
