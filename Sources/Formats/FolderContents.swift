import Foundation

/// The files that a path stands for: itself, or those in the folder it names.
public struct FolderContents {
  /// The paths, in the order of their names; hidden files and folders inside are left out.
  public let files: [String]

  /// Looks at a path; one that does not exist stands for itself, so that it is missed when it is read.
  public init(_ path: String) throws(InputFile.Failure) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
    else {
      files = [path]
      return
    }
    let names: [String]
    do { names = try FileManager.default.contentsOfDirectory(atPath: path) } catch {
      throw .unreadable(path, error.localizedDescription)
    }
    let folder = path.hasSuffix("/") ? path : path + "/"
    files = names.filter { !$0.hasPrefix(".") }.sorted().map { folder + $0 }.filter { one in
      var isInner: ObjCBool = false
      return FileManager.default.fileExists(atPath: one, isDirectory: &isInner)
        && !isInner.boolValue
    }
  }
}
