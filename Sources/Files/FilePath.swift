/// A path split at its last slash.
///
/// Foundation's own split traps on a one-letter name, so this one is written by hand.
public struct FilePath: Equatable, Sendable {
  /// The folder; `.` if the path names none.
  public let folder: String
  /// The name within that folder.
  public let name: String

  /// Splits a path; slashes at its end belong to neither part.
  public init(_ path: String) {
    // Bytes, not characters: a slash before a combining accent is a slash too.
    let slash = UInt8(ascii: "/")
    var rest = Array(path.utf8)[...]
    while rest.count > 1, rest.last == slash { rest.removeLast() }
    guard let cut = rest.lastIndex(of: slash) else {
      folder = "."
      name = String(decoding: rest, as: UTF8.self)
      return
    }
    name = String(decoding: rest[(cut + 1)...], as: UTF8.self)
    rest = rest[..<cut]
    while rest.count > 1, rest.last == slash { rest.removeLast() }
    folder = rest.isEmpty ? "/" : String(decoding: rest, as: UTF8.self)
  }

  /// The path of another name in the same folder.
  func beside(_ name: String) -> String { folder == "/" ? "/\(name)" : "\(folder)/\(name)" }
}
