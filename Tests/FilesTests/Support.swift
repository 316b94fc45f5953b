import Files
import Foundation

extension OutputFile.Overwriting {
  /// With `--force`.
  static var allowed: Self { Self(isAllowed: true) }
  /// Without `--force`.
  static var forbidden: Self { Self(isAllowed: false) }
}

/// The names of everything in a folder and its subfolders, including hidden ones.
func names(_ folder: String) -> [String] {
  (FileManager.default.subpaths(atPath: folder) ?? []).sorted()
}

/// The text of a file; nil if there is none.
func text(_ path: String) -> String? { try? String(contentsOfFile: path, encoding: .utf8) }

/// Writes a file, and makes the folders around it.
func put(_ text: String, _ path: String) throws {
  let folder = URL(filePath: path).deletingLastPathComponent()
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  try Data(text.utf8).write(to: URL(filePath: path))
}

/// Every file of a folder with its text.
func contents(_ folder: String) -> [String: String] {
  var found: [String: String] = [:]
  for name in names(folder) { found[name] = text("\(folder)/\(name)") ?? "a folder" }
  return found
}
