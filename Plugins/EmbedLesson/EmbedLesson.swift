import Foundation
import PackagePlugin

/// Writes a lesson's page and cases into Swift, so that one executable carries its lessons.
///
/// SwiftPM's own `.embedInCode` makes an array literal of bytes, which takes the compiler about a
/// second for each 6 KB. A string literal of any length costs it nothing.
@main struct EmbedLesson: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) async throws -> [Command] {
    let files = FileManager.default
    let output = context.pluginWorkDirectoryURL.appending(path: "Embedded")
    try files.createDirectory(at: output, withIntermediateDirectories: true)

    let page = target.directoryURL.appending(path: "lesson.md")
    let cases = try files.contentsOfDirectory(
      at: target.directoryURL.appending(path: "cases"), includingPropertiesForKeys: nil
    )
    .filter { $0.pathExtension == "json" }
    .sorted { order($0) < order($1) }

    var swift = "import Tracing\n\nenum Embedded {\n  static let page: StaticString = "
    swift += try literal(page) + "\n\n  static let cases: [EmbeddedCase] = [\n"
    for file in cases {
      let name = file.deletingPathExtension().lastPathComponent
      swift += "EmbeddedCase(name: \"\(name)\", text: \(try literal(file))),\n"
    }
    swift += "  ]\n}\n"

    let file = output.appending(path: "Embedded.swift")
    if (try? String(contentsOf: file, encoding: .utf8)) != swift {
      try swift.write(to: file, atomically: true, encoding: .utf8)
    }
    // The file is written above; SwiftPM only wants some command that names the folder.
    return [
      .prebuildCommand(
        displayName: "Embed \(target.name)",
        executable: URL(fileURLWithPath: "/usr/bin/true"), arguments: [],
        outputFilesDirectory: output)
    ]
  }

  /// The course's own test case first, then by name.
  func order(_ file: URL) -> String {
    let name = file.deletingPathExtension().lastPathComponent
    return name == "course" ? "" : name
  }

  func literal(_ file: URL) throws -> String {
    "##\"\"\"\n\(try String(contentsOf: file, encoding: .utf8))\n\"\"\"##"
  }
}
