#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

#if canImport(Glibc)
  /// The C library has it, but does not show it to Swift.
  @_silgen_name("renameat2")
  private func renameat2(
    _ folder: Int32, _ name: UnsafePointer<CChar>, _ newFolder: Int32,
    _ newName: UnsafePointer<CChar>, _ flags: UInt32
  ) -> Int32
#endif

/// A name within an open folder.
struct Named {
  let folder: Descriptor
  let name: String

  /// What has the name now; nil if nothing has.
  var status: FileStatus? { FileStatus(name, in: folder) }

  /// Gives the file or folder another name, over one that has the name already.
  ///
  /// - Returns: Whether it has it; if not, `errno` says why.
  func rename(to new: Named) -> Bool {
    renameat(folder.number, name, new.folder.number, new.name) == 0
  }

  /// Gives a file a name that nothing has yet, in one step.
  ///
  /// - Returns: Whether it has it; if not, `errno` says why: `EEXIST` if something has the name.
  func renameFile(toUnused new: Named) -> Bool {
    #if canImport(Glibc)
      let isRenamed =
        renameat2(folder.number, name, new.folder.number, new.name, 1 /* RENAME_NOREPLACE */) == 0
    #elseif canImport(Darwin)
      let isRenamed =
        renameatx_np(folder.number, name, new.folder.number, new.name, UInt32(RENAME_EXCL)) == 0
    #else
      let isRenamed = false
      errno = ENOSYS
    #endif
    if isRenamed { return true }
    guard Self.isUnsupported(errno) else { return false }
    // A second name is never given over a first one.
    if linkat(folder.number, name, new.folder.number, new.name, 0) == 0 {
      unlinkat(folder.number, name, 0)
      return true
    }
    guard errno != EEXIST else { return false }
    // A file system without links (FAT): whoever creates the name has it, and renames over it.
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    guard let _ = Descriptor(openat(new.folder.number, new.name, flags, 0o666)) else {
      return false
    }
    if rename(to: new) { return true }
    let why = errno
    unlinkat(new.folder.number, new.name, 0)
    errno = why
    return false
  }

  /// Gives a folder a name that nothing has yet, in one step; an empty folder may have it.
  func renameFolder(toUnused new: Named) -> Bool {
    // The system itself refuses to put a folder in the place of a file, or of a folder that is not empty.
    rename(to: new)
  }

  /// Exchanges what has two names, in one step.
  ///
  /// - Returns: Whether it is done; if not, `errno` says why.
  func exchange(with other: Named) -> Bool {
    #if canImport(Glibc)
      return renameat2(
        folder.number, name, other.folder.number, other.name, 2 /* RENAME_EXCHANGE */) == 0
    #elseif canImport(Darwin)
      return renameatx_np(
        folder.number, name, other.folder.number, other.name, UInt32(RENAME_SWAP)) == 0
    #else
      errno = ENOSYS
      return false
    #endif
  }

  /// Whether an error says that the system or the file system cannot rename in this way at all.
  static func isUnsupported(_ number: Int32) -> Bool {
    number == ENOSYS || number == EINVAL || number == ENOTSUP || number == EOPNOTSUPP
  }
}
