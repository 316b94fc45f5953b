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
    /// It is longer than somebody wants to hold in memory, so many bytes.
    case tooLong(String, Int)
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

  /// Everything that is left of the file.
  public func all(atMost limit: Int) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      let more = try next()
      if more.isEmpty { return bytes }
      bytes += more
      if bytes.count > limit { throw .tooLong(name, limit) }
    }
  }

  /// A reader of the file's JSON.
  ///
  /// A failure to read on becomes an error of the reader.
  public var json: JSONReader {
    JSONReader { () throws(JSONError) in
      do { return try self.next() } catch {
        throw JSONError(nil, found: "a failure to read on", expected: "the rest of the file")
      }
    }
  }
}
