#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Replaces an older folder with a new one in one step.
///
/// Other files in the older folder are kept: the new folder gets hard links to them. No one ever
/// sees a half-replaced folder, even if the process is killed.
struct FolderExchange {
  /// A step that may fail.
  enum Step: CaseIterable {
    /// The older folder is opened and locked.
    case open
    /// A file that stays gets a hard link in the new folder.
    case keep
    /// The two folders are exchanged.
    case exchange
    /// The older folder is moved aside, if an exchange is not possible.
    case setAside
    /// The new folder is moved into place, if an exchange is not possible.
    case move
  }

  /// The temporary folder that holds the new one.
  let temporary: Temporary
  /// The destination.
  let place: OutputPlace
  let overwriting: OutputFile.Overwriting
  /// Sets `errno` and returns true to let a step fail; for tests.
  let fails: (Step) -> Bool

  /// The new folder's name in the temporary one.
  ///
  /// After an exchange the older folder has this name.
  static let new = "new"
  /// The older folder's name in the temporary one, if an exchange is not possible.
  private static let old = "old"
  /// The largest number of files that are kept.
  private static let mostKept = 100_000
  /// The number of tries if the older folder changes at the last moment.
  private static let mostTries = 10

  private var new: Named { Named(folder: temporary.opened, name: Self.new) }
  private var old: Named { Named(folder: temporary.opened, name: Self.old) }

  /// Puts the new folder in place.
  func run() throws(OutputFile.Failure) {
    for _ in 0..<Self.mostTries {
      guard let older = try openOlder() else {
        if new.renameFolder(toUnused: place.named) { return }
        if errno == EEXIST || errno == ENOTEMPTY || errno == ENOTDIR { continue }
        throw .cannotWrite(place.path, systemWords())
      }
      // Once the lock is held, no other process is exchanging the same folder.
      _ = older.opened.lock()
      guard place.named.status?.identity == older.status.identity else { continue }
      guard !Self.isWorkedIn(older.status.identity) else {
        throw .cannotCreate(
          place.path,
          "the command runs in it, and a folder is exchanged as a whole: run it from outside")
      }
      guard let newer = Descriptor(Self.new, in: temporary.opened, O_RDONLY | O_DIRECTORY) else {
        throw .cannotWrite(place.path, systemWords())
      }
      var keeping = KeptFiles(
        path: place.path, overwriting: overwriting, most: Self.mostKept,
        volume: older.status.identity, fails: { fails(.keep) })
      try keeping.keep(older.opened, in: newer, [])
      _ = fchown(newer.number, older.status.owner.user, older.status.owner.group)
      _ = fchmod(newer.number, older.status.permissions)
      guard try exchange() else { continue }
      keeping.removeOlder(older.opened, newer)
      return
    }
    throw .cannotWrite(place.path, "other programs change it all the time")
  }

  private func openOlder() throws(OutputFile.Failure) -> (opened: Descriptor, status: FileStatus)? {
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW
    if !fails(.open), let opened = Descriptor(place.named.name, in: place.named.folder, flags),
      let status = FileStatus(opened)
    {
      return (opened, status)
    }
    if errno == ENOENT { return nil }
    if errno == ENOTDIR { throw .cannotCreate(place.path, "it is a file, not a folder") }
    throw .cannotWrite(place.path, systemWords())
  }

  /// Exchanges the folders.
  ///
  /// - Returns: False if the older folder no longer exists.
  private func exchange() throws(OutputFile.Failure) -> Bool {
    if !fails(.exchange), new.exchange(with: place.named) { return true }
    if errno == ENOENT, place.named.status == nil { return false }
    guard Named.isUnsupported(errno) else { throw .cannotWrite(place.path, systemWords()) }
    // Two steps. If the process dies between them, the next run moves the older folder back.
    guard !fails(.setAside), place.named.rename(to: old) else {
      throw .cannotWrite(place.path, systemWords())
    }
    guard !fails(.move), new.renameFolder(toUnused: place.named) else {
      let why = systemWords()
      _ = old.renameFolder(toUnused: place.named)
      throw .cannotWrite(place.path, why)
    }
    _ = old.rename(to: new)
    return true
  }

  /// Moves back a folder that a killed process had moved aside.
  static func recover(_ temporary: Descriptor, to place: Named) {
    _ = Named(folder: temporary, name: old).renameFolder(toUnused: place)
  }

  /// Whether a folder is this process's working directory or contains it.
  private static func isWorkedIn(_ folder: FileIdentity) -> Bool {
    var path = "."
    var last: FileIdentity?
    while let here = FileStatus(path)?.identity, here != last {
      if here == folder { return true }
      last = here
      path += "/.."
    }
    return false
  }
}
