#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A hidden file or folder beside what it will become: `.report.csv.gradus-4711`.
///
/// It is locked for as long as its process lives. One that nobody has locked was left by a process that was
/// killed: the next file or folder that is written beside it clears it away.
struct Temporary {
  /// Where it is.
  let named: Named
  /// The file or folder, open and locked.
  let opened: Descriptor

  /// How many names are tried.
  private static let mostTries = 100
  /// What stands between the name and the process's number.
  private static let mark = ".gradus-"
  /// As many bytes of the name as fit beside the rest.
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
      // Another process has already taken it for a leftover.
      if errno == ENOENT { errno = EEXIST }
      return nil
    }
  }

  /// Makes something where nothing of that name was; nil if the system refuses, and `errno` says why.
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

  /// Removes it, and in a folder everything.
  func remove() { named.removeAll() }

  /// Removes what killed processes left in a folder.
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

  /// What a hidden name was to become; nil if it is not the name of something temporary.
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
  /// As many whole characters as fit into a number of bytes.
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
