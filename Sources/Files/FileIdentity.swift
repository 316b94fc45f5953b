#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Identifies a file or folder, whatever path or link leads to it.
public struct FileIdentity: Hashable, Sendable {
  private let device: UInt64
  private let file: UInt64

  fileprivate init(_ found: stat) {
    device = UInt64(truncatingIfNeeded: found.st_dev)
    file = UInt64(truncatingIfNeeded: found.st_ino)
  }

  /// Whether both lie on the same file system.
  func isOnVolume(of other: FileIdentity) -> Bool { device == other.device }
}

/// The system's information about a file or folder.
public struct FileStatus: Sendable {
  /// Identifies the file or folder.
  public let identity: FileIdentity
  /// The kind of file.
  public let kind: FileKind
  /// The size in bytes.
  public let size: Int
  /// The access permissions.
  let permissions: mode_t
  /// The owner.
  let owner: (user: uid_t, group: gid_t)

  private init(_ found: stat) {
    identity = FileIdentity(found)
    kind = FileKind(found.st_mode)
    size = Int(truncatingIfNeeded: found.st_size)
    permissions = found.st_mode & 0o7777
    owner = (found.st_uid, found.st_gid)
  }

  /// Follows links; nil if nothing is at the path, and `errno` says why.
  public init?(_ path: String) {
    guard !path.utf8.contains(0) else { return nil }
    var found = stat()
    guard stat(path, &found) == 0 else { return nil }
    self.init(found)
  }

  /// The status of an open file or folder.
  init?(_ open: Descriptor) {
    var found = stat()
    guard fstat(open.number, &found) == 0 else { return nil }
    self.init(found)
  }

  /// The status of a name within a folder; links are not followed.
  init?(_ name: String, in folder: Descriptor) {
    var found = stat()
    guard fstatat(folder.number, name, &found, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
    self.init(found)
  }
}
