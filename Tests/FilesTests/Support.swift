import Files
import Foundation

extension OutputFile.Overwriting {
  /// As with `--force`.
  static var allowed: Self { Self(isAllowed: true) }
  /// As without.
  static var forbidden: Self { Self(isAllowed: false) }
}

/// The names of everything in a folder and its folders, hidden ones too.
func names(_ folder: String) -> [String] {
  (FileManager.default.subpaths(atPath: folder) ?? []).sorted()
}

/// What a file says; nil if there is none.
func text(_ path: String) -> String? { try? String(contentsOfFile: path, encoding: .utf8) }

/// Writes a file, and the folders around it.
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
