#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The destination of a file or folder: an open folder and a name within it, with links resolved.
///
/// The place that is checked is the place that is written: the folder stays the same even if a path
/// to it changes meanwhile.
struct OutputPlace {
  /// The path as given, for messages.
  let path: String
  /// The folder and the name within it.
  let named: Named
  /// The folder's path, for messages.
  let folderName: String

  /// The longest chain of links that is followed.
  private static let mostLinks = 40

  /// Finds the destination.
  ///
  /// - Parameters:
  ///   - path: The path, as the system understands it.
  ///   - isFolder: Whether the destination is a folder; only a folder's path may end in a slash.
  init(_ path: String, isFolder: Bool) throws(OutputFile.Failure) {
    self.path = path
    if path.isEmpty { throw .cannotCreate(path, "the name is empty") }
    if path.utf8.contains(0) { throw .cannotCreate(path, "its name has a NUL character in it") }
    let wanted = FileStatus(path)
    var current = path
    for _ in 0..<Self.mostLinks {
      if !isFolder, current.utf8.last == UInt8(ascii: "/") {
        throw .cannotCreate(
          path, wanted == nil ? "it ends in '/', as the name of a folder does" : "it is a folder")
      }
      let cut = FilePath(current)
      if ["", ".", ".."].contains(cut.name) {
        guard isFolder else { throw .cannotCreate(path, "it is a folder") }
        // The folder's real name.
        guard let real = realpath(current, nil) else { throw .cannotCreate(path, systemWords()) }
        defer { free(real) }
        current = String(cString: real)
        if current == "/" { throw .cannotCreate(path, "it is the root of the file system") }
        continue
      }
      guard let folder = Descriptor(cut.folder, O_DIRECTORY | Self.searching) else {
        throw .cannotCreate(path, Self.noFolder(cut.folder))
      }
      let named = Named(folder: folder, name: cut.name)
      let found = named.status
      guard found?.kind == .link else {
        // System links, as in /proc, may lead somewhere else than they say.
        if let wanted, wanted.identity != found?.identity {
          throw .cannotCreate(path, "it is a link that cannot be followed")
        }
        self.named = named
        folderName = cut.folder
        return
      }
      guard let link = named.destination else { throw .cannotCreate(path, systemWords()) }
      current = link.hasPrefix("/") ? link : FilePath(current).beside(link)
    }
    throw .cannotCreate(path, systemWords(ELOOP))
  }

  /// A pipe, terminal or other special file, which is written to directly.
  init(special path: String, _ opened: Descriptor) {
    self.path = path
    named = Named(folder: opened, name: "")
    folderName = path
  }

  /// The flags for opening a folder that is only passed through: it need not be readable.
  private static var searching: Int32 {
    #if os(Linux)
      0o10_000_000  // O_PATH, which the C library does not show to Swift.
    #else
      O_RDONLY
    #endif
  }

  /// The reason a folder cannot be opened, with the system's last error.
  private static func noFolder(_ folder: String) -> String {
    switch errno {
    case ENOENT: "there is no folder '\(folder)'"
    case ENOTDIR: "'\(folder)' is not a folder"
    default: "the folder '\(folder)' cannot be opened (\(systemWords()))"
    }
  }

  /// Whether both lead to the same file.
  func isSame(as other: OutputPlace) -> Bool {
    if let own = named.status, own.identity == other.named.status?.identity { return true }
    return named.name == other.named.name
      && FileStatus(named.folder)?.identity == FileStatus(other.named.folder)?.identity
  }

  /// The reason nothing can be created in the folder, with the system's last error.
  var notTaking: String {
    "the folder '\(folderName)' does not take new files (\(systemWords()))"
  }
}

extension Named {
  /// The path a link leads to; nil if this is not a link.
  fileprivate var destination: String? {
    var bytes = [CChar](repeating: 0, count: 1 << 13)
    let count = readlinkat(folder.number, name, &bytes, bytes.count)
    guard count >= 0 else { return nil }
    return String(validating: bytes.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
