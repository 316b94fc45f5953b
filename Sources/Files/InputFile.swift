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
    /// There is none of that name.
    case missing(String)
    /// It is a folder.
    case folder(String)
    /// It is not a regular file, but that, in words.
    case special(String, String)
    /// The system does not open it, with its own words.
    case unreadable(String, String)
    /// Reading failed midway, with the system's words.
    case broken(String, String)
    /// It has more bytes than the limit.
    case tooLong(String, Int)
  }

  /// The name for messages: the path, or `standard input`.
  public let name: String
  /// Nil for standard input, which is not closed.
  private let opened: Descriptor?
  /// How many bytes the file has; nil if only reading tells.
  private let size: Int?
  private static let pieceSize = 1 << 16

  /// Opens a file; `-` is standard input.
  ///
  /// - Parameters:
  ///   - path: The path, as the system understands it.
  ///   - isRegular: Whether only a regular file will do. A pipe without a writer would be waited for.
  ///   - reads: Remembers the file, so that it is not written over.
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
    // Should a pipe take the file's place meanwhile, opening does not wait for a writer.
    guard let opened = Descriptor(path, O_RDONLY | O_NOCTTY | (isRegular ? O_NONBLOCK : 0)) else {
      throw .unreadable(path, systemWords())
    }
    guard let found = FileStatus(opened) else { throw .unreadable(path, systemWords()) }
    if found.kind == .folder { throw .folder(path) }
    if isRegular, found.kind != .regular { throw .special(path, found.kind.words) }
    self.opened = opened
    // Files of the system, as in /proc, say 0.
    size = found.kind == .regular && found.size > 0 ? found.size : nil
    reads?.note(found, as: path)
  }

  /// The next bytes; none at the end of the file.
  public func next() throws(Failure) -> [UInt8] {
    if let bytes = opened?.read(atMost: Self.pieceSize) { return bytes }
    guard opened == nil, let input = Self.standardInput else { throw .broken(name, systemWords()) }
    guard let bytes = input.read(atMost: Self.pieceSize) else { throw .broken(name, systemWords()) }
    return bytes
  }

  /// Standard input, never closed; `-` may be given twice, and then the second finds nothing.
  private static let standardInput = Descriptor(STDIN_FILENO)

  /// Everything that is left of the file.
  ///
  /// - Throws: `Failure.tooLong` for more than `limit` bytes; a file of exactly as many is read.
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
  /// A failure to read on becomes an error of the reader.
  public var json: JSONReader {
    JSONReader { () throws(JSONError) in
      do { return try self.next() } catch {
        throw JSONError(nil, found: "a failure to read on", expected: "the rest of the file")
      }
    }
  }
}
