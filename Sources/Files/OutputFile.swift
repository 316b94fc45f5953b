#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes a file completely or not at all: into a temporary file beside it, renamed at the end.
///
/// Symbolic links are followed, and an existing file keeps its permissions. A pipe or a terminal
/// cannot be replaced and is written to directly.
public final class OutputFile {
  /// Why a file cannot be written.
  public enum Failure: Error, Equatable, Sendable {
    /// The file exists and may not be replaced.
    case isThere(String)
    /// The file is also an input, under the second name.
    case isRead(String, String)
    /// The file is also another output, under the second name.
    case isWritten(String, String)
    /// The file cannot be created; the system's message.
    case cannotCreate(String, String)
    /// Writing failed midway; the system's message.
    case cannotWrite(String, String)
  }

  /// Says which files may be overwritten.
  public struct Overwriting {
    /// Whether existing files may be overwritten.
    public let isAllowed: Bool
    /// The input files, which must not be overwritten.
    public let reads: FilesRead?

    /// Sets the policy.
    public init(isAllowed: Bool, reads: FilesRead? = nil) {
      self.isAllowed = isAllowed
      self.reads = reads
    }

    /// Throws if the file at a path may not be overwritten.
    func check(_ found: FileStatus?, _ path: String) throws(Failure) {
      guard let found else { return }
      if let name = reads?.name(of: found.identity) { throw .isRead(path, name) }
      if found.kind == .regular, !isAllowed { throw .isThere(path) }
    }
  }

  /// The destination.
  private let place: OutputPlace
  private let overwriting: Overwriting
  /// The temporary file; nil if the output cannot be replaced.
  private let temporary: Temporary?
  /// The open file that the bytes go to.
  private let opened: Descriptor
  private let interruption: Interruption?
  private var isFinished = false

  /// Begins a file; nothing appears at `path` until `finish()`.
  ///
  /// - Parameters:
  ///   - path: The path, as the system understands it.
  ///   - overwriting: Says which files may be overwritten.
  ///   - isWatched: Whether Ctrl-C during writing removes the unfinished file.
  public init(
    _ path: String, _ overwriting: Overwriting, isWatched: Bool = true
  ) throws(Failure) {
    self.overwriting = overwriting
    if let found = FileStatus(path), ![.regular, .folder].contains(found.kind) {
      try overwriting.check(found, path)
      if found.kind == .disk { throw .cannotCreate(path, "it is a disk") }
      guard let opened = Descriptor(path, O_WRONLY | O_NOCTTY) else {
        throw .cannotCreate(path, "it cannot be opened for writing (\(systemWords()))")
      }
      self.opened = opened
      place = OutputPlace(special: path, opened)
      temporary = nil
      interruption = nil
      return
    }
    place = try OutputPlace(path, isFolder: false)
    try Self.check(place, overwriting)
    guard let temporary = Temporary.file(beside: place.named) else {
      throw .cannotCreate(path, place.notTaking)
    }
    self.temporary = temporary
    opened = temporary.opened
    interruption = isWatched ? Interruption(removing: temporary.named) : nil
  }

  deinit {
    if !isFinished { temporary?.remove() }
    interruption?.end()
  }

  /// Appends bytes.
  public func write(_ bytes: [UInt8]) throws(Failure) {
    guard opened.write(bytes) else { throw .cannotWrite(place.path, systemWords()) }
  }

  /// Puts the file in place, replacing an existing one only if that is allowed.
  public func finish() throws(Failure) {
    // Some file systems report a full disk only when the file is closed.
    guard close(dup(opened.number)) == 0 else { throw .cannotWrite(place.path, systemWords()) }
    guard let temporary else { return }
    try Self.check(place, overwriting)
    let isRenamed: Bool
    if let older = place.named.status {
      _ = fchmod(opened.number, older.permissions)
      isRenamed = temporary.named.rename(to: place.named)
    } else {
      isRenamed =
        overwriting.isAllowed
        ? temporary.named.rename(to: place.named)
        : temporary.named.renameFile(toUnused: place.named)
    }
    guard isRenamed else {
      throw errno == EEXIST ? .isThere(place.path) : .cannotWrite(place.path, systemWords())
    }
    isFinished = true
  }

  /// Throws if the file may not be put in place.
  private static func check(_ place: OutputPlace, _ overwriting: Overwriting) throws(Failure) {
    let found = place.named.status
    try overwriting.check(found, place.path)
    if let found, found.kind != .regular {
      throw .cannotCreate(place.path, "it is \(found.kind.words)")
    }
  }

  /// Checks, before any work is done, that all files can be written and that no two are the same.
  public static func check(_ paths: [String], _ overwriting: Overwriting) throws(Failure) {
    var outputs: [(path: String, place: OutputPlace)] = []
    for path in paths {
      if let found = FileStatus(path), ![.regular, .folder].contains(found.kind) {
        // Opened only once: a pipe's reader takes closing it for the end.
        try overwriting.check(found, path)
        continue
      }
      // Begun and discarded. Not watched, since Ctrl-C may belong to the run.
      let file = try OutputFile(path, overwriting, isWatched: false)
      if let other = outputs.first(where: { $0.place.isSame(as: file.place) }) {
        throw .isWritten(path, other.path)
      }
      outputs.append((path, file.place))
    }
  }

  /// Writes a whole file.
  public static func write(
    _ bytes: [UInt8], to path: String, _ overwriting: Overwriting
  ) throws(Failure) {
    let file = try OutputFile(path, overwriting)
    try file.write(bytes)
    try file.finish()
  }
}
