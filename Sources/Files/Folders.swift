#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Makes a folder and the folders around it, unless they are there.
///
/// - Parameters:
///   - path: The folder's path.
///   - isPrivate: Whether nobody but the user may look into the new folders.
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

/// Gives a file a name in the same folder that nothing has yet.
///
/// The name is `name`, or else `name-2`, `name-3` and so on.
///
/// - Returns: Its new path; nil if it keeps its name.
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

/// The names of what is in a folder, sorted, without hidden ones; none if it cannot be read.
public func visibleNames(inFolder path: String) -> [String] {
  guard let folder = Descriptor(path, O_RDONLY | O_DIRECTORY) else { return [] }
  return FolderNames(folder)?.names.filter { !$0.hasPrefix(".") } ?? []
}

/// A path that means the same wherever a later command runs.
public func absolutePath(_ path: String) -> String {
  if path.hasPrefix("/") { return path }
  guard let here = getcwd(nil, 0) else { return path }
  defer { free(here) }
  return FilePath("\(String(cString: here))/.").beside(path)
}

/// A folder that one process at a time works in.
public struct FolderLock: ~Copyable {
  private let folder: Descriptor?

  /// Waits until no other process has the folder; where folders cannot be locked, it does not wait.
  public init(_ path: String) {
    folder = Descriptor(path, O_RDONLY | O_DIRECTORY)
    _ = folder?.lock()
  }
}
