import Foundation

/// The files that a path stands for: itself, or those in the folder it names and in its folders.
public struct FolderContents {
  /// The paths, in the order of their names; hidden files are left out.
  public let files: [String]

  /// How deep folders are looked into.
  private static let deepest = 8

  /// Looks at a path; one that does not exist stands for itself, so that it is missed when it is read.
  public init(_ path: String) throws(InputFile.Failure) {
    files = try Self.files(path, depth: 0)
  }

  private static func files(_ path: String, depth: Int) throws(InputFile.Failure) -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue,
      depth < deepest
    else { return [path] }
    let names: [String]
    do { names = try FileManager.default.contentsOfDirectory(atPath: path) } catch {
      throw .unreadable(path, error.localizedDescription)
    }
    let folder = path.hasSuffix("/") ? path : path + "/"
    var found: [String] = []
    for name in names.sorted() where !name.hasPrefix(".") {
      found += try files(folder + name, depth: depth + 1)
    }
    return found
  }
}
