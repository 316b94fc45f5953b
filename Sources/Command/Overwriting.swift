import Files

extension Option {
  static let force = Option("--force", "", "Overwrite files that are there already.")
}

extension Arguments {
  /// The files that may be overwritten: with `--force` existing ones, but never the inputs.
  var overwriting: OutputFile.Overwriting {
    OutputFile.Overwriting(isAllowed: self["--force"] != nil, reads: reads)
  }

  /// The options whose values may be input files.
  private static let inputs = ["--case", "--source", "--students", "--data"]

  /// Opens a file that the command reads.
  func open(_ path: String) throws(CommandError) -> InputFile {
    do { return try InputFile(path, into: reads) } catch { throw CommandError(error) }
  }

  /// Checks, before any work is done, that files can be written and that nothing is lost.
  ///
  /// Input files are never overwritten, other files only with `--force`.
  func checkOutputs(_ paths: [String]) throws(CommandError) {
    noteInputs()
    do { try OutputFile.check(paths.filter { $0 != "-" }, overwriting) } catch {
      throw CommandError(error)
    }
  }

  /// Checks the same for `--output`.
  func checkOutput() throws(CommandError) { try checkOutputs([self["--output"]].compactMap { $0 }) }

  /// Checks the same for many files in a folder that may not exist yet.
  func checkFiles(_ paths: [String]) throws(CommandError) {
    noteInputs()
    var there: [String] = []
    for path in paths {
      guard let found = FileStatus(path) else { continue }
      if let name = reads.name(of: found.identity) { throw CommandError(.isRead(path, name)) }
      there.append(path)
    }
    guard self["--force"] == nil, let first = there.first else { return }
    guard there.count > 1 else { throw CommandError(.isThere(first)) }
    throw CommandError(
      .cannotCreate,
      "'\(first)' and \(there.count - 1) more are there already. Nothing was written; --force "
        + "overwrites.")
  }

  private func noteInputs() {
    for option in Self.inputs { for path in all(option) { reads.note(path) } }
  }

  /// Writes a whole file.
  func write(_ bytes: [UInt8], to path: String) throws(CommandError) {
    do { try OutputFile.write(bytes, to: path, overwriting) } catch { throw CommandError(error) }
  }
}
