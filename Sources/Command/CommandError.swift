import Files
import Text
import Tracing

/// An error the command reports, with its exit code.
public struct CommandError: Error, Equatable, Sendable {
  /// The documented exit codes.
  public enum Code: Int32, Sendable {
    /// Numbers differ, or a bug was found.
    case differs = 1
    /// The command was called wrongly.
    case usage = 64
    /// A file has unexpected contents.
    case unreadable = 65
    /// The file does not exist.
    case noFile = 66
    /// A file cannot be created.
    case cannotCreate = 73
    /// Writing failed, or reading failed midway.
    case cannotWrite = 74
  }

  /// The exit code.
  public let code: Code
  /// The message: the problem and the valid words.
  public let message: String

  /// Creates an error.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// An unknown word, with the nearest known word and a list of all.
  static func unknown(_ word: String, _ what: String, among known: [String]) -> CommandError {
    CommandError(.usage, unknownWord(word, what, among: known))
  }

  /// An unknown word, when there are too many known words to list.
  static func unknownOfMany(_ word: String, _ what: String, among known: [String]) -> CommandError {
    let nearest = nearest(to: word, among: known).map { " Did you mean '\($0)'?" } ?? ""
    return CommandError(
      .usage,
      "Unknown \(what) '\(word)'.\(nearest)\n'gradus lessons LESSON' lists the variants of a lesson."
    )
  }

  /// An error in a file, with the file's name, the line and the column.
  static func inFile(_ name: String, _ error: CaseError) -> CommandError {
    let place = error.place.map { ", line \($0.line), column \($0.column)" } ?? ""
    return CommandError(.unreadable, "\(name)\(place): \(error.message)")
  }

  /// A file that cannot be opened or read.
  init(_ failure: InputFile.Failure) {
    switch failure {
    case .missing(let path): self.init(.noFile, "There is no file '\(path)'.")
    case .folder(let path): self.init(.noFile, "'\(path)' is a folder; expected a file.")
    case .special(let path, let what):
      self.init(.noFile, "'\(path)' is \(what); expected a file.")
    case .unreadable(let path, let why):
      self.init(.noFile, "'\(path)' cannot be read: \(why).")
    case .broken(let path, let why):
      self.init(.cannotWrite, "'\(path)' cannot be read to its end: \(why).")
    case .tooLong(let path, let limit):
      self.init(.unreadable, "\(path) is longer than \(limit / 1_000_000) MB.")
    }
  }

  /// A file that cannot be written; no part of it was.
  init(_ failure: OutputFile.Failure) {
    switch failure {
    case .isThere(let path):
      self.init(
        .cannotCreate, "'\(path)' is there already. Nothing was written; --force overwrites.")
    case .isRead(let path, let name):
      let what = path == name ? "is also read" : "is the file '\(name)', which is read"
      self.init(
        .usage, "The output '\(path)' \(what): expected the name of another file.")
    case .isWritten(let path, let other):
      self.init(
        .usage, "'\(path)' and '\(other)' are the same file: expected a name for each output.")
    case .cannotCreate(let path, let why):
      self.init(.cannotCreate, "'\(path)' cannot be created: \(why). Nothing was written.")
    case .cannotWrite(let path, let why):
      self.init(.cannotWrite, "'\(path)' cannot be written: \(why). Nothing was changed.")
    }
  }

  /// Standard output has no reader any more.
  static let closed = CommandError(
    .cannotWrite, "Standard output takes no more: it is closed, or the disk is full.")
}
