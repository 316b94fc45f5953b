import Foundation

/// Writes a file whole or not at all: into a temporary file beside it, renamed at the end.
public final class OutputFile {
  /// Why a file cannot be written.
  public enum Failure: Error, Equatable, Sendable {
    /// It cannot be created there.
    case cannotCreate(String, String)
    /// Writing failed midway.
    case cannotWrite(String, String)
  }

  private let path: String
  private let temporary: String
  private let handle: FileHandle
  private var isFinished = false

  /// Begins a file; nothing is to be seen at `path` until `finish()`.
  public init(_ path: String) throws(Failure) {
    self.path = path
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
      throw .cannotCreate(path, "it is a folder")
    }
    let folder = (path as NSString).deletingLastPathComponent
    let name = (path as NSString).lastPathComponent
    temporary =
      (folder.isEmpty ? "" : folder + "/") + ".\(name).\(ProcessInfo.processInfo.processIdentifier)"
    guard FileManager.default.createFile(atPath: temporary, contents: nil),
      let opened = FileHandle(forWritingAtPath: temporary)
    else {
      throw .cannotCreate(
        path, folder.isEmpty ? "the folder refuses" : "no such folder, or it refuses")
    }
    handle = opened
  }

  deinit {
    guard !isFinished else { return }
    try? handle.close()
    try? FileManager.default.removeItem(atPath: temporary)
  }

  /// Appends bytes.
  public func write(_ bytes: [UInt8]) throws(Failure) {
    do {
      try handle.write(contentsOf: bytes)
    } catch {
      throw .cannotWrite(path, error.localizedDescription)
    }
  }

  /// Puts the file in its place, over an older one.
  public func finish() throws(Failure) {
    do {
      try handle.close()
      guard rename(temporary, path) == 0 else {
        throw CocoaError(.fileWriteUnknown)
      }
      isFinished = true
    } catch {
      throw .cannotWrite(path, error.localizedDescription)
    }
  }

  /// Writes a whole file.
  public static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
    let file = try OutputFile(path)
    try file.write(bytes)
    try file.finish()
  }
}
