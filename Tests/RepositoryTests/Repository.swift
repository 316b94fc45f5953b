import Foundation

/// The files of this repository, for tests about the repository itself.
enum Repository {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// The names in a folder, without hidden ones.
  static func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)
      .filter { !$0.hasPrefix(".") }.sorted()
  }

  /// The folders of the lessons; other entries, such as the glossary, are files.
  static func lessonFolders() throws -> [String] {
    try names(in: "lessons").filter { !$0.hasSuffix(".md") }
  }

  /// The Swift files in a folder and its subfolders, as paths from the root.
  static func swiftFiles(in folder: String) -> [String] {
    guard let found = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
    else { return [] }
    return found.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted()
      .map { "\(folder)/\($0)" }
  }

  /// The modules that the files of a folder import.
  static func imports(in folder: String) throws -> Set<String> {
    var found: Set<String> = []
    for file in swiftFiles(in: folder) {
      for line in try text(file).split(separator: "\n") {
        let words = line.split(separator: " ")
        guard let place = words.firstIndex(of: "import"), place < 2, place + 1 < words.count,
          place == 0 || words[0].hasPrefix("@") || words[0] == "public"
        else { continue }
        let kinds: Set<Substring> = ["struct", "enum", "func", "class", "protocol"]
        found.insert(String(words[kinds.contains(words[place + 1]) ? place + 2 : place + 1]))
      }
    }
    return found
  }
}
