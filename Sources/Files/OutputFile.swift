import Foundation

/// Writes a file whole or not at all: into a temporary file beside it, renamed at the end.
///
/// A symbolic link is followed, and the file it leads to keeps its permissions. What is no ordinary file
/// (a pipe, a terminal) is written to directly, since it cannot be replaced.
public final class OutputFile {
  /// Why a file cannot be written.
  public enum Failure: Error, Equatable, Sendable {
    /// It cannot be created there.
    case cannotCreate(String, String)
    /// Writing failed midway.
    case cannotWrite(String, String)
  }

  /// What was asked for, for messages.
  private let name: String
  /// The file itself, behind any links.
  private let path: String
  /// Where the bytes go until the end; nil for what cannot be replaced.
  private let temporary: String?
  private let handle: FileHandle
  private let interruption: Interruption?
  private var isFinished = false

  /// Begins a file; nothing is to be seen at `path` until `finish()`.
  ///
  /// - Parameters:
  ///   - name: The path.
  ///   - isWatched: Whether Ctrl-C while it is being written is to remove what there is of it.
  public init(_ name: String, isWatched: Bool = true) throws(Failure) {
    self.name = name
    if name.isEmpty { throw .cannotCreate(name, "the name is empty") }
    path = URL(filePath: name).resolvingSymlinksInPath().path
    let kind = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
    if kind == .typeDirectory { throw .cannotCreate(name, "it is a folder") }
    if let kind, kind != .typeRegular {
      temporary = nil
      guard let opened = FileHandle(forWritingAtPath: path) else {
        throw .cannotCreate(name, "it cannot be opened for writing")
      }
      handle = opened
      interruption = nil
      return
    }
    let whole = FilePath(path)
    if !FileManager.default.fileExists(atPath: whole.folder) {
      throw .cannotCreate(name, "there is no folder '\(whole.folder)'")
    }
    let begun = whole.hidden { path -> Int32? in
      let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      return descriptor < 0 ? nil : descriptor
    }
    guard let (beside, descriptor) = begun else {
      throw .cannotCreate(name, .notTaking(whole.folder))
    }
    temporary = beside
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    interruption = isWatched ? Interruption(removing: beside) : nil
  }

  deinit {
    interruption?.end()
    guard !isFinished, let temporary else { return }
    try? handle.close()
    try? FileManager.default.removeItem(atPath: temporary)
  }

  /// Appends bytes.
  public func write(_ bytes: [UInt8]) throws(Failure) {
    do {
      try handle.write(contentsOf: bytes)
    } catch {
      throw .cannotWrite(name, error.localizedDescription)
    }
  }

  /// Puts the file in its place, over an older one.
  public func finish() throws(Failure) {
    do {
      try handle.close()
      isFinished = true
      guard let temporary else { return }
      let files = FileManager.default
      if let mode = try? files.attributesOfItem(atPath: path)[.posixPermissions] {
        try files.setAttributes([.posixPermissions: mode], ofItemAtPath: temporary)
      }
      guard rename(temporary, path) == 0 else {
        let why = systemWords()
        try? files.removeItem(atPath: temporary)
        throw Failure.cannotWrite(name, why)
      }
    } catch let failure as Failure {
      throw failure
    } catch {
      throw .cannotWrite(name, error.localizedDescription)
    }
  }

  /// Writes a whole file.
  public static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
    let file = try OutputFile(path)
    try file.write(bytes)
    try file.finish()
  }
}

extension String {
  /// Why nothing can be made in a folder, with what the system has just said.
  static func notTaking(_ folder: String) -> String {
    "the folder '\(folder)' does not take new files (\(systemWords()))"
  }
}
