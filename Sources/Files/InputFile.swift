import JSON

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads a file, or standard input, in pieces.
public final class InputFile {
  /// Why a file cannot be read.
  public enum Failure: Error, Equatable, Sendable {
    /// The file does not exist.
    case missing(String)
    /// The path leads to a folder.
    case folder(String)
    /// The file is not a regular one; its kind, in words.
    case special(String, String)
    /// The system refuses to open the file; its message.
    case unreadable(String, String)
    /// Reading failed midway; the system's message.
    case broken(String, String)
    /// The file has more bytes than the limit.
    case tooLong(String, Int)
  }

  /// The name for messages: the path, or `standard input`.
  public let name: String
  /// Nil for standard input, which is not closed.
  private let opened: Descriptor?
  /// The size in bytes; nil if it is not known before reading.
  private let size: Int?
  private static let pieceSize = 1 << 16

  /// Opens a file; `-` is standard input.
  ///
  /// - Parameters:
  ///   - path: The path, as the system understands it.
  ///   - isRegular: Whether to accept regular files only. Opening a pipe without a writer would
  ///     wait.
  ///   - reads: Remembers the file, so that it is not overwritten.
  public init(
    _ path: String, isRegular: Bool = false, into reads: FilesRead? = nil
  ) throws(Failure) {
    if path == "-" {
      name = "standard input"
      opened = nil
      size = nil
      return
    }
    name = path
    guard let before = FileStatus(path) else {
      throw [EACCES, ELOOP, EIO].contains(errno)
        ? .unreadable(path, systemWords()) : .missing(path)
    }
    if before.kind == .folder { throw .folder(path) }
    if isRegular, before.kind != .regular { throw .special(path, before.kind.words) }
    // If a pipe has taken the file's place meanwhile, opening does not wait for a writer.
    guard let opened = Descriptor(path, O_RDONLY | O_NOCTTY | (isRegular ? O_NONBLOCK : 0)) else {
      throw .unreadable(path, systemWords())
    }
    guard let found = FileStatus(opened) else { throw .unreadable(path, systemWords()) }
    if found.kind == .folder { throw .folder(path) }
    if isRegular, found.kind != .regular { throw .special(path, found.kind.words) }
    self.opened = opened
    // System files, as in /proc, report a size of 0.
    size = found.kind == .regular && found.size > 0 ? found.size : nil
    reads?.note(found, as: path)
  }

  /// The next bytes; empty at the end of the file.
  public func next() throws(Failure) -> [UInt8] {
    if let bytes = opened?.read(atMost: Self.pieceSize) { return bytes }
    guard opened == nil, let input = Self.standardInput else { throw .broken(name, systemWords()) }
    guard let bytes = input.read(atMost: Self.pieceSize) else { throw .broken(name, systemWords()) }
    return bytes
  }

  /// Standard input, never closed.
  ///
  /// If `-` is given twice, the second reading is empty.
  private static let standardInput = Descriptor(STDIN_FILENO)

  /// The rest of the file.
  ///
  /// - Throws: `Failure.tooLong` for more than `limit` bytes.
  public func all(atMost limit: Int) throws(Failure) -> [UInt8] {
    if let size, size > limit { throw .tooLong(name, limit) }
    var bytes: [UInt8] = []
    if let size { bytes.reserveCapacity(size) }
    while true {
      let more = try next()
      if more.isEmpty { return bytes }
      bytes += more
      if bytes.count > limit { throw .tooLong(name, limit) }
    }
  }

  /// A reader of the file's JSON.
  ///
  /// An error while reading the file becomes the reader's error.
  public var json: JSONReader {
    JSONReader { () throws(JSONError) in
      do { return try self.next() } catch {
        throw JSONError(nil, found: "a failure to read on", expected: "the rest of the file")
      }
    }
  }
}
