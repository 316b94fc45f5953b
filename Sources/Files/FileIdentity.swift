#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Which file or folder it is, however its path is spelled and through whatever links.
public struct FileIdentity: Hashable, Sendable {
  private let device: UInt64
  private let file: UInt64

  fileprivate init(_ found: stat) {
    device = UInt64(truncatingIfNeeded: found.st_dev)
    file = UInt64(truncatingIfNeeded: found.st_ino)
  }

  /// Whether both lie on one file system.
  func isOnVolume(of other: FileIdentity) -> Bool { device == other.device }
}

/// What the system knows of a file or a folder.
public struct FileStatus: Sendable {
  /// Which it is.
  public let identity: FileIdentity
  /// What it is.
  public let kind: FileKind
  /// How many bytes it has.
  public let size: Int
  /// Who may do what with it.
  let permissions: mode_t
  /// Whose it is.
  let owner: (user: uid_t, group: gid_t)

  private init(_ found: stat) {
    identity = FileIdentity(found)
    kind = FileKind(found.st_mode)
    size = Int(truncatingIfNeeded: found.st_size)
    permissions = found.st_mode & 0o7777
    owner = (found.st_uid, found.st_gid)
  }

  /// What a path leads to, links followed; nil if nothing is there, and `errno` says why.
  public init?(_ path: String) {
    guard !path.utf8.contains(0) else { return nil }
    var found = stat()
    guard stat(path, &found) == 0 else { return nil }
    self.init(found)
  }

  /// What is open.
  init?(_ open: Descriptor) {
    var found = stat()
    guard fstat(open.number, &found) == 0 else { return nil }
    self.init(found)
  }

  /// What has a name within a folder: a link itself, not what it leads to.
  init?(_ name: String, in folder: Descriptor) {
    var found = stat()
    guard fstatat(folder.number, name, &found, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
    self.init(found)
  }
}
