import Foundation
import JSON

/// Reads a file, or standard input, in pieces.
public final class InputFile {
  /// Why a file cannot be read.
  public enum Failure: Error, Equatable, Sendable {
    /// There is none of that name.
    case missing(String)
    /// It is a folder.
    case folder(String)
    /// The system refuses, with its own words.
    case unreadable(String, String)
  }

  /// The name for messages: the path, or `standard input`.
  public let name: String
  private let handle: FileHandle
  private static let pieceSize = 1 << 16

  /// Opens a file; `-` is standard input.
  public init(_ path: String) throws(Failure) {
    if path == "-" {
      name = "standard input"
      handle = .standardInput
      return
    }
    name = path
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw .missing(path)
    }
    if isFolder.boolValue { throw .folder(path) }
    guard let opened = FileHandle(forReadingAtPath: path) else {
      throw .unreadable(path, "it cannot be opened for reading")
    }
    handle = opened
  }

  deinit { if name != "standard input" { try? handle.close() } }

  /// The next bytes; none at the end of the file.
  public func next() throws(Failure) -> [UInt8] {
    do {
      return try handle.read(upToCount: Self.pieceSize).map { [UInt8]($0) } ?? []
    } catch {
      throw .unreadable(name, "\(error.localizedDescription)")
    }
  }

  /// A reader of the file's JSON.
  ///
  /// Bytes that stop coming count as the end of the file.
  public var json: JSONReader { JSONReader { (try? self.next()) ?? [] } }

  /// The whole file, if it has no more than `limit` bytes; nil if it has.
  public func all(atMost limit: Int) throws(Failure) -> [UInt8]? {
    var bytes: [UInt8] = []
    while true {
      let piece = try next()
      if piece.isEmpty { return bytes }
      bytes += piece
      if bytes.count > limit { return nil }
    }
  }
}
