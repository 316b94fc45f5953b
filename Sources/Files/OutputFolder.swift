#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes many files into a folder, all or none: into a hidden folder beside it, which takes its
/// place at the end.
///
/// If it is released before `finish()`, it leaves nothing behind. Several threads may write at
/// once, each to different files.
public final class OutputFolder: @unchecked Sendable {
  private let place: OutputPlace
  private let overwriting: OutputFile.Overwriting
  /// The hidden folder, used by this instance alone.
  private let temporary: Temporary
  /// The folder within the hidden one that takes the destination's place.
  private let new: Descriptor
  private var isFinished = false
  /// Makes a step of `finish()` fail; for tests.
  var fails: (FolderExchange.Step) -> Bool = { _ in false }

  /// Begins a folder; none of its files appear until `finish()`.
  ///
  /// - Parameters:
  ///   - path: The path; its parent folder must exist.
  ///   - subfolders: The subfolders that files will be written to.
  ///   - overwriting: Says which existing files may be overwritten.
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

  /// Discards the new files and changes nothing.
  public func discard() {
    if !isFinished { temporary.remove() }
    isFinished = true
  }

  /// Writes a file into the folder.
  public func write(_ bytes: [UInt8], to path: String) throws(OutputFile.Failure) {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    guard let file = Descriptor(openat(new.number, path, flags, 0o666)), file.write(bytes),
      close(dup(file.number)) == 0
    else { throw .cannotWrite("\(place.path)/\(path)", systemWords()) }
  }

  /// Puts the folder in place, in one step.
  ///
  /// Files of an existing folder that are not replaced are kept. If it fails, nothing has changed.
  public func finish() throws(OutputFile.Failure) {
    try FolderExchange(
      temporary: temporary, place: place, overwriting: overwriting, fails: fails
    ).run()
    discard()
  }
}
