import Foundation

extension Option {
  static let force = Option("--force", "", "Overwrite files that are there already.")
}

extension Arguments {
  /// Makes sure that `--output` destroys nothing: no file that is read, and no other unless `--force` says so.
  ///
  /// - Parameter inputs: The files that are read, besides those of `--case` and `--source`.
  func checkOutput(reading inputs: [String]) throws(CommandError) {
    guard let path = self["--output"], path != "-" else { return }
    if let file = FileIdentity(path) {
      let read = inputs + [self["--case"], self["--source"]].compactMap { $0 }
      if let input = read.first(where: { FileIdentity($0) == file }) {
        throw CommandError(
          .usage,
          "The value of --output is '\(path)', but \(input) is read: expected the name of another file."
        )
      }
    }
    try checkNotThere([path])
  }

  /// Makes sure that nothing is overwritten that nobody said may be.
  func checkNotThere(_ paths: [String]) throws(CommandError) {
    guard self["--force"] == nil else { return }
    let there = paths.filter { FileIdentity($0) != nil }
    guard let first = there.first else { return }
    let others = there.count == 1 ? "" : " and \(there.count - 1) more"
    throw CommandError(
      .cannotCreate,
      "'\(first)'\(others) is there already. Nothing was written; --force overwrites.")
  }
}

/// Which plain file a path leads to, whatever it is called and through whatever links.
private struct FileIdentity: Equatable {
  private let device: UInt64
  private let file: UInt64

  /// Nil where there is nothing, or a folder, a terminal, a pipe.
  init?(_ path: String) {
    var found = stat()
    guard stat(path, &found) == 0, found.st_mode & S_IFMT == S_IFREG else { return nil }
    device = UInt64(truncatingIfNeeded: found.st_dev)
    file = UInt64(truncatingIfNeeded: found.st_ino)
  }
}
