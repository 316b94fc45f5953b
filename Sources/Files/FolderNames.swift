#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The names in a folder, sorted, without `.` and `..`.
struct FolderNames {
  /// The names that are valid UTF-8.
  let names: [String]
  /// The names that are not valid UTF-8, in a form that can be shown; no path leads to them.
  let unreadable: [String]

  /// Reads a folder; nil if the system refuses, and `errno` says why.
  init?(_ folder: Descriptor) {
    // Opened again, so that reading starts at the first name.
    let number = uninterrupted { openat(folder.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard number >= 0 else { return nil }
    guard let stream = fdopendir(number) else {
      close(number)
      return nil
    }
    defer { closedir(stream) }
    var names: [String] = []
    var unreadable: [String] = []
    errno = 0
    while let entry = readdir(stream) {
      let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      switch String(validating: bytes, as: UTF8.self) {
      case "."?, ".."?: break
      case let name?: names.append(name)
      case nil: unreadable.append(String(decoding: bytes, as: UTF8.self))
      }
      errno = 0
    }
    guard errno == 0 else { return nil }
    self.names = names.sorted()
    self.unreadable = unreadable.sorted()
  }
}
