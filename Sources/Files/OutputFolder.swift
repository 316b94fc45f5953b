#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes many files into a folder, all or none: first into a hidden folder beside it, which takes its place at
/// the end.
///
/// Let go of before, it leaves nothing behind. Several threads may write at once, each its own files.
public final class OutputFolder: @unchecked Sendable {
  private let place: OutputPlace
  private let overwriting: OutputFile.Overwriting
  /// The hidden folder, made here and for this call alone.
  private let temporary: Temporary
  /// The folder within it that takes the place.
  private let new: Descriptor
  private var isFinished = false
  /// Lets a step of `finish()` fail; for tests.
  var fails: (FolderExchange.Step) -> Bool = { _ in false }

  /// Begins a folder; nothing is to be seen of its files until `finish()`.
  ///
  /// - Parameters:
  ///   - path: The path; the folder around it must be there.
  ///   - subfolders: The folders within that the files go into.
  ///   - overwriting: Which files in it may be written over.
  public init(
    _ path: String, subfolders: [String], _ overwriting: OutputFile.Overwriting
  ) throws(OutputFile.Failure) {
    self.overwriting = overwriting
    place = try OutputPlace(path, isFolder: true)
    if let found = place.named.status {
      guard found.kind == .folder else { throw .cannotCreate(path, "it is a file, not a folder") }
      for subfolder in subfolders {
        if let found = FileStatus("\(path)/\(subfolder)"), found.kind != .folder {
          throw .cannotCreate("\(path)/\(subfolder)", "it is a file, not a folder")
        }
      }
    }
    guard let temporary = Temporary.folder(beside: place.named) else {
      throw .cannotCreate(path, place.notTaking)
    }
    self.temporary = temporary
    guard mkdirat(temporary.opened.number, FolderExchange.new, 0o777) == 0,
      let new = Descriptor(FolderExchange.new, in: temporary.opened, O_RDONLY | O_DIRECTORY),
      subfolders.allSatisfy({ mkdirat(new.number, $0, 0o777) == 0 })
    else {
      let why = systemWords()
      temporary.remove()
      throw .cannotCreate(path, why)
    }
    self.new = new
  }

  deinit { discard() }

  /// Leaves everything as it was before.
  public func discard() {
    if !isFinished { temporary.remove() }
    isFinished = true
  }

  /// Writes a file of the folder.
  public func write(_ bytes: [UInt8], to path: String) throws(OutputFile.Failure) {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    guard let file = Descriptor(openat(new.number, path, flags, 0o666)), file.write(bytes),
      close(dup(file.number)) == 0
    else { throw .cannotWrite("\(place.path)/\(path)", systemWords()) }
  }

  /// Puts the folder in its place, in one step.
  ///
  /// Of an older one it keeps what it does not replace. If it fails, everything is as it was before.
  public func finish() throws(OutputFile.Failure) {
    try FolderExchange(
      temporary: temporary, place: place, overwriting: overwriting, fails: fails
    ).run()
    discard()
  }
}
