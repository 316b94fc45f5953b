#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes a file whole or not at all: into a temporary file beside it, renamed at the end.
///
/// A symbolic link is followed, and the file it leads to keeps its permissions. A pipe or a terminal is written
/// to directly, since it cannot be replaced.
public final class OutputFile {
  /// Why a file cannot be written.
  public enum Failure: Error, Equatable, Sendable {
    /// There is one already, which may not be replaced.
    case isThere(String)
    /// It is a file that is read, under the second name.
    case isRead(String, String)
    /// It is another output too, under the second name.
    case isWritten(String, String)
    /// It cannot be created there.
    case cannotCreate(String, String)
    /// Writing failed midway.
    case cannotWrite(String, String)
  }

  /// What may be written over.
  public struct Overwriting {
    /// Whether files that are there already may be.
    public let isAllowed: Bool
    /// The files that never may be.
    public let reads: FilesRead?

    /// Says what may be written over.
    public init(isAllowed: Bool, reads: FilesRead? = nil) {
      self.isAllowed = isAllowed
      self.reads = reads
    }

    /// Throws if what lies at a path may not be written over.
    func check(_ found: FileStatus?, _ path: String) throws(Failure) {
      guard let found else { return }
      if let name = reads?.name(of: found.identity) { throw .isRead(path, name) }
      if found.kind == .regular, !isAllowed { throw .isThere(path) }
    }
  }

  /// Where it will be.
  private let place: OutputPlace
  private let overwriting: Overwriting
  /// Where the bytes go until the end; nil for what cannot be replaced.
  private let temporary: Temporary?
  /// What is written to.
  private let opened: Descriptor
  private let interruption: Interruption?
  private var isFinished = false

  /// Begins a file; nothing is to be seen at `path` until `finish()`.
  ///
  /// - Parameters:
  ///   - path: The path, as the system understands it.
  ///   - overwriting: What may be written over.
  ///   - isWatched: Whether Ctrl-C while it is being written is to remove what there is of it.
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

  /// Puts the file in its place, over an older one only if that is allowed.
  public func finish() throws(Failure) {
    // Some file systems say only now that the disk is full.
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

  /// Throws if the file may not be put in its place.
  private static func check(_ place: OutputPlace, _ overwriting: Overwriting) throws(Failure) {
    let found = place.named.status
    try overwriting.check(found, place.path)
    if let found, found.kind != .regular {
      throw .cannotCreate(place.path, "it is \(found.kind.words)")
    }
  }

  /// Makes sure, before any work is done, that files can be written, and that they are not one file.
  public static func check(_ paths: [String], _ overwriting: Overwriting) throws(Failure) {
    var outputs: [(path: String, place: OutputPlace)] = []
    for path in paths {
      if let found = FileStatus(path), ![.regular, .folder].contains(found.kind) {
        // Opened once only: the reader of a pipe takes closing it for the end.
        try overwriting.check(found, path)
        continue
      }
      // Begun and given up. Unwatched, since Ctrl-C may be the run's.
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
