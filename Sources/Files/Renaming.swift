#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

#if canImport(Glibc)
  /// The C library has this function but does not show it to Swift.
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

  /// The status of the file with this name; nil if there is none.
  var status: FileStatus? { FileStatus(name, in: folder) }

  /// Renames the file or folder, replacing any other with the new name.
  ///
  /// - Returns: Whether it succeeded; if not, `errno` says why.
  func rename(to new: Named) -> Bool {
    renameat(folder.number, name, new.folder.number, new.name) == 0
  }

  /// Renames a file to a name that is not taken, in one step.
  ///
  /// - Returns: Whether it succeeded; if not, `errno` says why: `EEXIST` if the name is taken.
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
    // A hard link never replaces an existing file.
    if linkat(folder.number, name, new.folder.number, new.name, 0) == 0 {
      unlinkat(folder.number, name, 0)
      return true
    }
    guard errno != EEXIST else { return false }
    // A file system without links (FAT): create the name exclusively, then rename over it.
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

  /// Renames a folder to a name that is not taken, in one step; it may replace an empty folder.
  func renameFolder(toUnused new: Named) -> Bool {
    // The system refuses to replace a file or a folder that is not empty.
    rename(to: new)
  }

  /// Exchanges two names in one step.
  ///
  /// - Returns: Whether it succeeded; if not, `errno` says why.
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

  /// Whether the error means that the system or the file system does not support this kind of
  /// renaming.
  static func isUnsupported(_ number: Int32) -> Bool {
    number == ENOSYS || number == EINVAL || number == ENOTSUP || number == EOPNOTSUPP
  }
}
