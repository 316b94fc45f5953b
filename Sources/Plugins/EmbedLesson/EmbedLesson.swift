import Foundation
import PackagePlugin

/// Writes a lesson's page and cases as Swift code, so that a single executable contains its
/// lessons.
///
/// SwiftPM's own `.embedInCode` makes an array literal of bytes, which takes the compiler about a
/// second for each 6 KB. A string literal of any length is free. A shell writes the code, since a
/// tool of the package would have to be built for the browser too. As a build command with inputs,
/// it runs again whenever a page or a case is edited.
@main struct EmbedLesson: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) async throws -> [Command] {
    let page = target.directoryURL.appending(path: "lesson.md")
    let cases = try FileManager.default.contentsOfDirectory(
      at: target.directoryURL.appending(path: "cases"), includingPropertiesForKeys: nil
    )
    .filter { $0.pathExtension == "json" }
    .sorted { place($0) < place($1) }
    // Not embedded, but listed here, so that the package manager knows that the file belongs to the
    // target.
    let picture = [target.directoryURL.appending(path: "picture.svg")].filter {
      FileManager.default.fileExists(atPath: $0.path)
    }
    let output = context.pluginWorkDirectoryURL.appending(path: "Embedded.swift")
    return [
      .buildCommand(
        displayName: "Embed \(target.name)",
        executable: URL(fileURLWithPath: "/bin/sh"),
        arguments: ["-c", Self.script, "sh", output.path, page.path] + cases.map(\.path),
        inputFiles: [page] + cases + picture,
        outputFiles: [output])
    ]
  }

  /// Writes the first argument from the others: the page, then the cases.
  private static let script = ###"""
    set -e
    output=$1; page=$2; shift 2
    {
      printf 'import Tracing\n\nenum Embedded {\n  static let page: StaticString = ##"""\n'
      cat "$page"
      printf '\n"""##\n\n  static let cases: [EmbeddedCase] = [\n'
      for file in "$@"; do
        printf 'EmbeddedCase(name: "%s", text: ##"""\n' "$(basename "$file" .json)"
        cat "$file"
        printf '\n"""##),\n'
      done
      printf '  ]\n}\n'
    } > "$output"
    """###

  /// The cases that come first in every lesson, in this order; the others are sorted by name.
  ///
  /// Commands use the first case by default.
  private static let firstCases = ["by-hand", "course"]

  private func place(_ file: URL) -> (Int, String) {
    let name = file.deletingPathExtension().lastPathComponent
    return (Self.firstCases.firstIndex(of: name) ?? Self.firstCases.count, name)
  }
}
