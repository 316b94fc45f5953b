import Curriculum
import Foundation
import TestSupport
import Testing

/// Every error message and every help text in full: `Texts/errors.txt` and `Texts/help.txt`.
@Suite("Words of the command") struct TranscriptTests {
  static let folder = Recorded.root.appending(path: "Tests/CommandTests/Texts")

  /// The commands of a transcript, with their complete output and exit code.
  static func blocks(_ name: String) -> [(command: String, text: String)] {
    let text = (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? ""
    var blocks: [(command: String, text: String)] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("$ gradus") {
        blocks.append((String(line.dropFirst(2)), ""))
      } else if !blocks.isEmpty {
        blocks[blocks.count - 1].text += line + "\n"
      }
    }
    return blocks
  }

  /// Whether a word of a command names one of the files beside the transcripts.
  static func isFile(_ word: Substring) -> Bool {
    [".json", ".csv", ".txt"].contains { word.hasSuffix($0) } && !word.hasPrefix("nope")
      && !word.hasPrefix("nowhere")
  }

  /// A text with the curriculum's lists replaced by `{every lesson}`, so that a new lesson changes
  /// no transcript.
  static func withoutLists(_ text: String) -> String {
    func pattern(_ text: some StringProtocol) -> String {
      NSRegularExpression.escapedPattern(for: String(text))
    }
    let rows = Curriculum.lessons.map { lesson in
      // A lesson's idea continues below itself.
      pattern(lesson.id) + " +"
        + lesson.idea.split(separator: " ").map(pattern).joined(separator: #"\s+"#)
        + "\n"
    }
    var text = text.replacingOccurrences(
      of: rows.joined(), with: "{every lesson with its idea}\n", options: .regularExpression)
    for (lessons, name) in [
      (Curriculum.lessons, "{every lesson}"), (Curriculum.optimizers, "{every optimizer}"),
    ] {
      // A list may be wrapped after any comma.
      let words = lessons.map { pattern($0.id) }
      text = text.replacingOccurrences(
        of: #"(?<=[ \n])"# + words.joined(separator: #",\s+"#) + #"\."#, with: name + ".",
        options: .regularExpression)
    }
    return text
  }

  @Test("What the command says is what the transcript has", arguments: ["errors.txt", "help.txt"])
  func transcript(name: String) {
    let blocks = Self.blocks(name)
    #expect(blocks.count > 10)
    let files = Self.folder.appending(path: "files").path + "/"
    for (command, expected) in blocks {
      let arguments = command.split(separator: " ").dropFirst().map { word in
        Self.isFile(word) ? files + word : String(word)
      }
      let run = CommandRun(arguments: arguments)
      let said = Self.withoutLists(
        (run.output + run.error).replacingOccurrences(of: files, with: ""))
      let whole = said + "[exit \(run.code)]"
      let wanted = expected.trimmingCharacters(in: .newlines)
      if let difference = difference(whole, wanted) { Issue.record("\(command): \(difference)") }
    }
  }

  @Test("An error goes to standard error, and nothing to standard output")
  func channels() {
    let files = Self.folder.appending(path: "files").path + "/"
    for (command, expected) in Self.blocks("errors.txt") where !expected.contains("[exit 0]") {
      let run = CommandRun(
        arguments: command.split(separator: " ").dropFirst().map { word in
          Self.isFile(word) ? files + word : String(word)
        })
      #expect(run.output.isEmpty, "\(command)")
      #expect(run.error.hasPrefix("Error: ") && run.error.hasSuffix("\n"), "\(command)")
    }
  }
}
