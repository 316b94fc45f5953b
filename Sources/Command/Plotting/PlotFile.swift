import Equations
import Files
import Tracing

/// The file of `--plot`, for commands that draw beside what they print.
struct PlotFile {
  /// Its name, which ends in `.svg`.
  let path: String

  /// Checks that the file can be made, before anything is run; nil if no picture is asked for.
  init?(_ arguments: Arguments) throws(CommandError) {
    guard let path = arguments["--plot"] else { return nil }
    guard path.hasSuffix(".svg"), path.utf8.count > 4 else {
      throw CommandError(
        .usage,
        "The value of --plot is '\(path)': expected the name of an SVG file, as in costs.svg.")
    }
    self.path = path
    // Begun and given up: an error now is better than one after the run. Unwatched, since from here on
    // Ctrl-C is the run's.
    do { _ = try OutputFile(path, isWatched: false) } catch { throw CommandError(error) }
  }

  /// Writes a picture into the file, or into one beside it.
  ///
  /// - Parameters:
  ///   - svg: The picture.
  ///   - name: What is put before the `.svg` of a file beside it.
  func write(_ svg: String, beside name: String? = nil) throws(CommandError) {
    let path = name.map { "\(self.path.dropLast(4))-\($0).svg" } ?? self.path
    do { try OutputFile.write(Array(svg.utf8), to: path) } catch { throw CommandError(error) }
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
