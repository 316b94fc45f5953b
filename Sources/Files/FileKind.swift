#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The kinds of file a path can lead to.
public enum FileKind: Sendable, Equatable {
  /// A regular file.
  case regular
  /// A folder.
  case folder
  /// A symbolic link, where links are not followed.
  case link
  /// A named or unnamed pipe.
  case pipe
  /// A socket.
  case socket
  /// A terminal or another character device.
  case device
  /// A disk.
  case disk

  /// The kind given by the system's mode bits.
  init(_ mode: mode_t) {
    switch mode & S_IFMT {
    case S_IFREG: self = .regular
    case S_IFDIR: self = .folder
    case S_IFLNK: self = .link
    case S_IFIFO: self = .pipe
    case S_IFSOCK: self = .socket
    case S_IFBLK: self = .disk
    default: self = .device
    }
  }

  /// The kind in words: `a pipe`.
  public var words: String {
    switch self {
    case .regular: "a file"
    case .folder: "a folder"
    case .link: "a symbolic link"
    case .pipe: "a pipe"
    case .socket: "a socket"
    case .device: "a device"
    case .disk: "a disk"
    }
  }
}
