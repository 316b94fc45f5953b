#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Makes a folder and its parent folders, if they do not exist.
///
/// - Parameters:
///   - path: The folder's path.
///   - isPrivate: Whether only the user may look into the new folders.
public func makeFolders(
  _ path: String, isPrivate: Bool = false
) throws(OutputFile.Failure) {
  if FileStatus(path)?.kind == .folder { return }
  let cut = FilePath(path)
  if !["", ".", ".."].contains(cut.name) { try makeFolders(cut.folder, isPrivate: isPrivate) }
  guard mkdir(path, isPrivate ? 0o700 : 0o777) == 0 || errno == EEXIST else {
    throw .cannotCreate(path, systemWords())
  }
}

/// Renames a file within its folder, to a name that is not taken.
///
/// The name is `name`, or else `name-2`, `name-3` and so on.
///
/// - Returns: The new path; nil if the file keeps its name.
public func setAside(_ path: String, as name: String) -> String? {
  let cut = FilePath(path)
  guard let folder = Descriptor(cut.folder, O_RDONLY | O_DIRECTORY) else { return nil }
  for number in 1..<1_000 {
    let unused = number == 1 ? name : "\(name)-\(number)"
    let new = Named(folder: folder, name: unused)
    if Named(folder: folder, name: cut.name).renameFile(toUnused: new) { return cut.beside(unused) }
    guard errno == EEXIST else { return nil }
  }
  return nil
}

/// The sorted names in a folder, without hidden ones; empty if it cannot be read.
public func visibleNames(inFolder path: String) -> [String] {
  guard let folder = Descriptor(path, O_RDONLY | O_DIRECTORY) else { return [] }
  return FolderNames(folder)?.names.filter { !$0.hasPrefix(".") } ?? []
}

/// The absolute path, which stays valid in any working directory.
public func absolutePath(_ path: String) -> String {
  if path.hasPrefix("/") { return path }
  guard let here = getcwd(nil, 0) else { return path }
  defer { free(here) }
  return FilePath("\(String(cString: here))/.").beside(path)
}

/// A lock that lets one process at a time work in a folder.
public struct FolderLock: ~Copyable {
  private let folder: Descriptor?

  /// Waits until no other process holds the lock.
  ///
  /// Does not wait where folders cannot be locked.
  public init(_ path: String) {
    folder = Descriptor(path, O_RDONLY | O_DIRECTORY)
    _ = folder?.lock()
  }
}
