#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The files that a path stands for: the file itself, or all files in a folder and its subfolders.
///
/// In folders only regular files count. Links to folders are not followed, so no folder is read
/// twice.
public struct FolderWalk: Sendable {
  /// A path that cannot be read as a file, and the reason.
  public struct Remark: Sendable, Equatable {
    /// The path.
    public let path: String
    /// The reason in words, such as `a pipe`.
    public let words: String
  }

  /// The paths of the files, sorted by name, without hidden files.
  public private(set) var files: [String] = []
  /// The paths in folders that were skipped.
  public private(set) var passedOver: [Remark] = []
  /// The folders that could not be read.
  public private(set) var unreadable: [Remark] = []
  /// Whether the path leads to a folder.
  public let isFolder: Bool

  /// The greatest depth of subfolders.
  private static let deepest = 32

  /// Looks at a path.
  ///
  /// Anything but a folder stands for itself; reading it reports any error.
  public init(_ path: String) {
    isFolder = path != "-" && FileStatus(path)?.kind == .folder
    if isFolder { walk(path, depth: 0) } else { files = [path] }
  }

  private mutating func walk(_ path: String, depth: Int) {
    guard depth < Self.deepest else {
      unreadable.append(Remark(path: path, words: "there are too many folders in one another"))
      return
    }
    let flags = O_RDONLY | O_DIRECTORY | (depth == 0 ? 0 : O_NOFOLLOW)
    guard let folder = Descriptor(path, flags), let found = FolderNames(folder) else {
      unreadable.append(Remark(path: path, words: systemWords()))
      return
    }
    let start = path.hasSuffix("/") ? path : path + "/"
    passedOver += found.unreadable.map { Remark(path: start + $0, words: "its name is not UTF-8") }
    for name in found.names where !name.hasPrefix(".") {
      take(start + name, FileStatus(name, in: folder)?.kind, depth)
    }
  }

  private mutating func take(_ path: String, _ kind: FileKind?, _ depth: Int) {
    switch kind {
    case .regular?: files.append(path)
    case .folder?: walk(path, depth: depth + 1)
    case .link?:
      switch FileStatus(path)?.kind {
      case .regular?: files.append(path)
      case let kind?: passedOver.append(Remark(path: path, words: "a link to \(kind.words)"))
      case nil: passedOver.append(Remark(path: path, words: "a link that leads nowhere"))
      }
    case let kind?: passedOver.append(Remark(path: path, words: kind.words))
    // Deleted since the folder was read.
    case nil: files.append(path)
    }
  }
}
