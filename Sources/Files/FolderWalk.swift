#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The files that a path stands for: itself, or those in the folder it names and in its folders.
///
/// In folders only regular files count. Links to folders are not followed, so that no folder is read twice.
public struct FolderWalk: Sendable {
  /// A path that is not a file to read, and why, in words.
  public struct Remark: Sendable, Equatable {
    /// The path.
    public let path: String
    /// What it is, or what the system says: `a pipe`.
    public let words: String
  }

  /// The paths of the files, in the order of their names; hidden files are left out.
  public private(set) var files: [String] = []
  /// What was passed over in folders.
  public private(set) var passedOver: [Remark] = []
  /// The folders that could not be read.
  public private(set) var unreadable: [Remark] = []
  /// Whether the path is that of a folder.
  public let isFolder: Bool

  /// How deep folders are looked into.
  private static let deepest = 32

  /// Looks at a path; what is not a folder stands for itself, so that it is missed or refused when it is read.
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
    // Gone since the folder was read.
    case nil: files.append(path)
    }
  }
}
