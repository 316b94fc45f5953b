#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files of an older folder that a new one does not replace.
///
/// They are in both until the older one is removed.
struct KeptFiles {
  /// The folder's path, for messages.
  let path: String
  let overwriting: OutputFile.Overwriting
  /// The largest number of files that are kept.
  let most: Int
  /// The older folder, whose volume must hold all the files.
  let volume: FileIdentity
  /// Makes keeping a file fail; for tests.
  let fails: () -> Bool
  /// Everything found in the older folder so far.
  private var seen: Set<FileIdentity> = []
  private var count = 0

  init(
    path: String, overwriting: OutputFile.Overwriting, most: Int, volume: FileIdentity,
    fails: @escaping () -> Bool
  ) {
    self.path = path
    self.overwriting = overwriting
    self.most = most
    self.volume = volume
    self.fails = fails
  }

  /// Links everything that is only in the older folder into the new one.
  mutating func keep(
    _ older: Descriptor, in newer: Descriptor, _ parts: [String]
  ) throws(OutputFile.Failure) {
    guard let found = FolderNames(older) else { throw failure(parts) }
    if let name = found.unreadable.first {
      throw .cannotWrite(path, "it holds '\(name)', a name that is not UTF-8")
    }
    for name in found.names {
      let parts = parts + [name]
      guard let before = FileStatus(name, in: older) else { continue }
      seen.insert(before.identity)
      if let after = FileStatus(name, in: newer) {
        try check(before, after, parts)
        if after.kind == .regular { continue }
      } else {
        count += 1
        if count > most {
          throw .cannotCreate(
            path, "it holds more than \(most) other files: expected a folder of its own")
        }
        guard before.kind == .folder else {
          guard !fails(), linkat(older.number, name, newer.number, name, 0) == 0 else {
            throw failure(parts)
          }
          continue
        }
        guard !fails(), mkdirat(newer.number, name, 0o700) == 0 else { throw failure(parts) }
      }
      let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW
      guard let older = Descriptor(name, in: older, flags),
        let newer = Descriptor(name, in: newer, flags)
      else { throw failure(parts) }
      try keep(older, in: newer, parts)
      _ = fchown(newer.number, before.owner.user, before.owner.group)
      _ = fchmod(newer.number, before.permissions)
    }
  }

  /// Throws if a new item may not replace an older one.
  private func check(
    _ before: FileStatus, _ after: FileStatus, _ parts: [String]
  ) throws(OutputFile.Failure) {
    let name = ([path] + parts).joined(separator: "/")
    guard before.identity.isOnVolume(of: volume) else {
      throw .cannotWrite(name, "it is on another volume")
    }
    if after.kind == .folder {
      guard before.kind == .folder else { throw .cannotCreate(name, "it is a file, not a folder") }
      return
    }
    try overwriting.check(before, name)
    if before.kind != .regular {
      throw .cannotWrite(name, "it is \(before.kind.words), which is not replaced")
    }
  }

  private func failure(_ parts: [String]) -> OutputFile.Failure {
    .cannotWrite(path, "'\(parts.joined(separator: "/"))' cannot be kept in it (\(systemWords()))")
  }

  /// Empties the older folder, after the new one has taken its place.
  ///
  /// Files added to it since it was read are moved into the new folder.
  func removeOlder(_ older: Descriptor, _ newer: Descriptor) {
    for name in FolderNames(older)?.names ?? [] {
      let before = Named(folder: older, name: name)
      guard let status = before.status else { continue }
      let after = Named(folder: newer, name: name)
      if !seen.contains(status.identity) {
        let isKept = after.status.map { seen.contains($0.identity) && $0.kind != .folder } ?? false
        _ = isKept ? before.rename(to: after) : before.renameFile(toUnused: after)
      } else if status.kind == .folder {
        let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW
        if let older = Descriptor(name, in: older, flags),
          let newer = Descriptor(name, in: newer, flags)
        {
          removeOlder(older, newer)
        }
        unlinkat(older.number, name, AT_REMOVEDIR)
      } else {
        unlinkat(older.number, name, 0)
      }
    }
  }
}
