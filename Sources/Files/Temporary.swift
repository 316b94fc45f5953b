#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A hidden file or folder beside its destination: `.report.csv.gradus-4711`.
///
/// It stays locked as long as its process lives. An unlocked one was left by a killed process; the
/// next write beside it removes it.
struct Temporary {
  /// The file's folder and name.
  let named: Named
  /// The file or folder, open and locked.
  let opened: Descriptor

  /// The number of names that are tried.
  private static let mostTries = 100
  /// The text between the destination's name and the process ID.
  private static let mark = ".gradus-"
  /// The most bytes of the destination's name that fit.
  private static let longestName = 200

  /// Begins a file.
  static func file(beside place: Named) -> Temporary? {
    make(beside: place) { name in
      Descriptor(
        openat(place.folder.number, name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
      )
    }
  }

  /// Begins a folder, which only its owner can look into.
  static func folder(beside place: Named) -> Temporary? {
    make(beside: place) { name in
      guard mkdirat(place.folder.number, name, 0o700) == 0 else { return nil }
      let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW
      if let opened = Descriptor(name, in: place.folder, flags) { return opened }
      // Another process has already removed it as a leftover.
      if errno == ENOENT { errno = EEXIST }
      return nil
    }
  }

  /// Creates a file or folder with an unused name; nil if the system refuses, and `errno` says why.
  private static func make(beside place: Named, _ make: (String) -> Descriptor?) -> Temporary? {
    clearLeftovers(in: place.folder)
    let start = ".\(place.name.firstBytes(longestName))\(mark)\(getpid())"
    for attempt in 1...mostTries {
      let name = attempt == 1 ? start : "\(start)-\(attempt)"
      guard let opened = make(name) else {
        guard errno == EEXIST else { return nil }
        continue
      }
      // Another process may take it for a leftover before it is locked.
      if !opened.lock(waits: false), errno == EWOULDBLOCK { continue }
      let named = Named(folder: place.folder, name: name)
      guard FileStatus(opened)?.identity == named.status?.identity else { continue }
      return Temporary(named: named, opened: opened)
    }
    return nil
  }

  /// Removes the file, or the folder with everything in it.
  func remove() { named.removeAll() }

  /// Removes leftovers of killed processes from a folder.
  private static func clearLeftovers(in folder: Descriptor) {
    guard let found = FolderNames(folder) else { return }
    for name in found.names {
      guard let target = target(of: name) else { continue }
      let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY
      let named = Named(folder: folder, name: name)
      guard let opened = Descriptor(name, in: folder, flags), opened.lock(waits: false),
        let status = FileStatus(opened), status.identity == named.status?.identity
      else { continue }
      if status.kind == .folder {
        FolderExchange.recover(opened, to: Named(folder: folder, name: target))
      }
      if status.kind == .folder || status.kind == .regular { named.removeAll() }
    }
  }

  /// The name a temporary file was meant to get; nil if this is not a temporary name.
  private static func target(of name: String) -> String? {
    let bytes = Array(name.utf8)
    let mark = Array(Self.mark.utf8)
    guard bytes.first == UInt8(ascii: "."),
      let at = bytes.indices.last(where: { bytes[$0...].starts(with: mark) }), at > 1
    else { return nil }
    let number = bytes[(at + mark.count)...]
    guard let first = number.first, (0x30...0x39).contains(first),
      number.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") })
    else { return nil }
    return String(decoding: bytes[1..<at], as: UTF8.self)
  }
}

extension String {
  /// The longest prefix of whole characters that fits into `most` bytes.
  fileprivate func firstBytes(_ most: Int) -> String {
    var end = unicodeScalars.startIndex
    while end < unicodeScalars.endIndex {
      let next = unicodeScalars.index(after: end)
      if utf8.distance(from: startIndex, to: next) > most { break }
      end = next
    }
    return String(self[..<end])
  }
}

extension Named {
  /// Removes a file, or a folder with everything in it; links are removed, not followed.
  func removeAll() {
    if unlinkat(folder.number, name, 0) == 0 || errno == ENOENT { return }
    guard let opened = Descriptor(name, in: folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW) else {
      return
    }
    for name in FolderNames(opened)?.names ?? [] { Named(folder: opened, name: name).removeAll() }
    unlinkat(folder.number, name, AT_REMOVEDIR)
  }
}
