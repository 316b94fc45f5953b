import Foundation

/// Writes many files into a folder, all or none: first into a hidden folder, whose files are moved at the end.
///
/// Let go of before, it leaves nothing behind.
///
/// Several threads may write at once, each its own files.
public final class OutputFolder: @unchecked Sendable {
  /// What was asked for, for messages.
  private let name: String
  /// Where the files are until the end.
  private let temporary: String
  /// Whether the folder was there before.
  private let isThere: Bool
  private var isFinished = false

  /// Begins a folder; nothing is to be seen of its files until `finish()`.
  ///
  /// - Parameters:
  ///   - name: The path; the folder around it must be there.
  ///   - subfolders: The folders within that the files go into.
  public init(_ name: String, subfolders: [String]) throws(OutputFile.Failure) {
    self.name = name
    let files = FileManager.default
    if name.isEmpty { throw .cannotCreate(name, "the name is empty") }
    var isFolder: ObjCBool = false
    isThere = files.fileExists(atPath: name, isDirectory: &isFolder)
    if isThere, !isFolder.boolValue { throw .cannotCreate(name, "it is a file, not a folder") }
    // As it was typed, for messages.
    let path = name as NSString
    let parent = path.deletingLastPathComponent
    let around = isThere ? name : parent.isEmpty ? "." : parent
    guard files.fileExists(atPath: around, isDirectory: &isFolder), isFolder.boolValue else {
      throw .cannotCreate(name, "there is no folder '\(around)'")
    }
    for subfolder in subfolders where isThere {
      let path = "\(name)/\(subfolder)"
      if files.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue {
        throw .cannotCreate(path, "it is a file, not a folder")
      }
    }
    let process = ProcessInfo.processInfo.processIdentifier
    temporary = "\(around)/.\(path.lastPathComponent).\(process)"
    do {
      try files.createDirectory(atPath: temporary, withIntermediateDirectories: false)
      for subfolder in subfolders {
        try files.createDirectory(
          atPath: "\(temporary)/\(subfolder)", withIntermediateDirectories: false)
      }
    } catch {
      try? files.removeItem(atPath: temporary)
      throw .cannotCreate(name, "the folder '\(around)' does not take new files")
    }
  }

  deinit {
    if !isFinished { try? FileManager.default.removeItem(atPath: temporary) }
  }

  /// Writes a file of the folder.
  public func write(_ bytes: [UInt8], to path: String) throws(OutputFile.Failure) {
    do { try Data(bytes).write(to: URL(filePath: "\(temporary)/\(path)")) } catch {
      throw .cannotWrite("\(name)/\(path)", error.localizedDescription)
    }
  }

  /// Puts the files in their places, over older ones.
  public func finish() throws(OutputFile.Failure) {
    let files = FileManager.default
    do {
      if isThere {
        for path in try files.subpathsOfDirectory(atPath: temporary).sorted() {
          try place(path)
        }
        try files.removeItem(atPath: temporary)
      } else {
        guard rename(temporary, name) == 0 else { throw CocoaError(.fileWriteUnknown) }
      }
      isFinished = true
    } catch {
      throw .cannotWrite(name, error.localizedDescription)
    }
  }

  /// Moves a file, or makes sure of a folder.
  private func place(_ path: String) throws {
    var isFolder: ObjCBool = false
    let files = FileManager.default
    _ = files.fileExists(atPath: "\(temporary)/\(path)", isDirectory: &isFolder)
    if isFolder.boolValue {
      try files.createDirectory(atPath: "\(name)/\(path)", withIntermediateDirectories: true)
    } else if rename("\(temporary)/\(path)", "\(name)/\(path)") != 0 {
      throw CocoaError(.fileWriteUnknown)
    }
  }
}
