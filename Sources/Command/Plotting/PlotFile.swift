import Equations
import Tracing

/// The file of `--plot`, for commands that draw a picture in addition to printing.
struct PlotFile {
  /// The path, which ends in `.svg`.
  let path: String
  private let arguments: Arguments

  /// Checks, before anything runs, that the file can be written; nil if no picture was requested.
  ///
  /// - Parameter names: The text before `.svg` in the names of additional files.
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

  /// Writes a picture into the file, or into an additional one.
  ///
  /// - Parameters:
  ///   - svg: The picture.
  ///   - name: The text before `.svg` in an additional file's name.
  func write(_ svg: String, beside name: String? = nil) throws(CommandError) {
    let path = name.map { Self.path(self.path, beside: $0) } ?? self.path
    try arguments.write(Array(svg.utf8), to: path)
  }

  private static func path(_ path: String, beside name: String) -> String {
    "\(path.dropLast(4))-\(name).svg"
  }

  /// The picture of the rule and the variants over the steps, for a command that runs a case.
  ///
  /// It reads the case again, which is impossible for standard input.
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
