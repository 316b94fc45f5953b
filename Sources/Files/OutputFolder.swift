import Foundation

/// Writes many files into a folder, all or none: first into a hidden folder, whose files are moved at the end.
///
/// Let go of before, it leaves nothing behind. Several threads may write at once, each its own files.
public final class OutputFolder: @unchecked Sendable {
  /// What was asked for, for messages.
  private let name: String
  /// The same without slashes at its end.
  private let path: String
  /// The hidden folder, made here and for this call alone.
  private let temporary: String
  /// Whether the folder was there before.
  private let isThere: Bool
  private var isFinished = false

  /// Where the files are until the end.
  private var new: String { "\(temporary)/new" }
  /// Where those are until the end that were there before.
  private var old: String { "\(temporary)/old" }

  /// Begins a folder; nothing is to be seen of its files until `finish()`.
  ///
  /// - Parameters:
  ///   - name: The path; the folder around it must be there.
  ///   - subfolders: The folders within that the files go into.
  public init(_ name: String, subfolders: [String]) throws(OutputFile.Failure) {
    self.name = name
    if name.isEmpty { throw .cannotCreate(name, "the name is empty") }
    let place = FilePath(name)
    path = place.beside(place.name)
    isThere = Self.kind(name) != nil
    if isThere, Self.kind(name) != .typeDirectory {
      throw .cannotCreate(name, "it is a file, not a folder")
    }
    // On the same volume as what it becomes, so that moving is renaming.
    let around = isThere ? FilePath("\(name)/\(place.name)") : place
    guard Self.kind(around.folder) == .typeDirectory else {
      throw .cannotCreate(name, "there is no folder '\(around.folder)'")
    }
    for subfolder in subfolders where isThere {
      if let kind = Self.kind("\(path)/\(subfolder)"), kind != .typeDirectory {
        throw .cannotCreate("\(name)/\(subfolder)", "it is a file, not a folder")
      }
    }
    let begun = around.hidden { mkdir($0, 0o777) == 0 ? () : nil }
    guard let (temporary, _) = begun else { throw .cannotCreate(name, .notTaking(around.folder)) }
    self.temporary = temporary
    for path in ["new", "old"].flatMap({ part in [part] + subfolders.map { "\(part)/\($0)" } }) {
      guard mkdir("\(temporary)/\(path)", 0o777) == 0 else {
        let why = systemWords()
        discard()
        throw .cannotCreate(name, why)
      }
    }
  }

  deinit { discard() }

  /// Leaves everything as it was before.
  public func discard() {
    if !isFinished { try? FileManager.default.removeItem(atPath: temporary) }
    isFinished = true
  }

  /// Writes a file of the folder.
  public func write(_ bytes: [UInt8], to path: String) throws(OutputFile.Failure) {
    do { try Data(bytes).write(to: URL(filePath: "\(new)/\(path)")) } catch {
      throw .cannotWrite("\(name)/\(path)", error.localizedDescription)
    }
  }

  /// Puts the files in their places, over older ones.
  ///
  /// If one of them cannot be, all that was moved is put back.
  public func finish() throws(OutputFile.Failure) {
    guard isThere else {
      guard rename(new, path) == 0 else { throw .cannotWrite(name, systemWords()) }
      discard()
      return
    }
    let paths: [String]
    do { paths = try FileManager.default.subpathsOfDirectory(atPath: new).sorted() } catch {
      throw .cannotWrite(name, error.localizedDescription)
    }
    let files = paths.filter { Self.kind("\(new)/\($0)") != .typeDirectory }
    for file in files {
      if let kind = Self.ownKind("\(path)/\(file)"), kind != .typeRegular {
        let what = kind == .typeDirectory ? "it is a folder" : "it is no plain file"
        throw .cannotWrite("\(name)/\(file)", "\(what), which is not replaced")
      }
    }
    var undo: [() -> Void] = []
    do throws(OutputFile.Failure) {
      for folder in paths where Self.kind("\(new)/\(folder)") == .typeDirectory {
        let place = "\(path)/\(folder)"
        guard Self.kind(place) == nil else { continue }
        guard mkdir(place, 0o777) == 0 else {
          throw .cannotWrite("\(name)/\(folder)", systemWords())
        }
        undo.append { rmdir(place) }
      }
      for file in files { try put(file, &undo) }
    } catch {
      for step in undo.reversed() { step() }
      throw error
    }
    discard()
  }

  /// Puts one file in its place, an older one aside.
  private func put(_ file: String, _ undo: inout [() -> Void]) throws(OutputFile.Failure) {
    let (place, before, after) = ("\(path)/\(file)", "\(old)/\(file)", "\(new)/\(file)")
    if Self.ownKind(place) != nil {
      guard rename(place, before) == 0 else { throw .cannotWrite("\(name)/\(file)", systemWords()) }
      undo.append { rename(before, place) }
    }
    guard rename(after, place) == 0 else { throw .cannotWrite("\(name)/\(file)", systemWords()) }
    undo.append { unlink(place) }
  }

  /// What lies at a path, behind any links; nil if nothing does.
  private static func kind(_ path: String) -> FileAttributeType? {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
    return isFolder.boolValue ? .typeDirectory : .typeRegular
  }

  /// What lies at a path, be it a link; nil if nothing does.
  private static func ownKind(_ path: String) -> FileAttributeType? {
    try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
  }
}
