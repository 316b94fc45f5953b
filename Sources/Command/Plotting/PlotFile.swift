import Equations
import Tracing

/// The file of `--plot`, for commands that draw beside what they print.
struct PlotFile {
  /// Its name, which ends in `.svg`.
  let path: String
  private let arguments: Arguments

  /// Checks that the file can be made, before anything is run; nil if no picture is asked for.
  ///
  /// - Parameter names: What is put before the `.svg` of the files beside it.
  init?(_ arguments: Arguments, beside names: [String] = []) throws(CommandError) {
    guard let path = arguments["--plot"] else { return nil }
    guard path.hasSuffix(".svg"), path.utf8.count > 4 else {
      throw CommandError(
        .usage,
        "The value of --plot is '\(path)': expected the name of an SVG file, as in costs.svg.")
    }
    self.path = path
    self.arguments = arguments
    let paths = [path] + names.map { Self.path(path, beside: $0) }
    try arguments.checkOutputs([arguments["--output"]].compactMap { $0 } + paths)
  }

  /// Writes a picture into the file, or into one beside it.
  ///
  /// - Parameters:
  ///   - svg: The picture.
  ///   - name: What is put before the `.svg` of a file beside it.
  func write(_ svg: String, beside name: String? = nil) throws(CommandError) {
    let path = name.map { Self.path(self.path, beside: $0) } ?? self.path
    try arguments.write(Array(svg.utf8), to: path)
  }

  private static func path(_ path: String, beside name: String) -> String {
    "\(path.dropLast(4))-\(name).svg"
  }

  /// The picture of the rule and the variants over the steps, for a command that runs a case.
  ///
  /// It reads the case anew, so that standard input cannot be it.
  func steps(
    _ lesson: Lesson, _ variants: [AppliedVariant], _ arguments: Arguments, _ console: Console
  ) throws(CommandError) -> String {
    if arguments["--case"] == "-" {
      throw CommandError(
        .usage, "With --plot the case is read twice: expected a file instead of standard input.")
    }
    let request = PictureRequest(
      lesson: lesson, variants: variants, arguments: arguments, console: console)
    return try StepsPicture(request, of: arguments["--case"] ?? lesson.cases[0].name).plot.svg
  }
}
