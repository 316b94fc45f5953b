import Foundation
import TestSupport
import Testing

@testable import Command

/// Texts that would harm a reader, a terminal, a page or a spreadsheet if they were not escaped.
///
/// An accent (U+0301) after a sign, or U+0600 before it, forms one character with the sign, so that
/// a comparison of characters does not find the sign.
private let hostileTexts = [
  // Characters that a terminal obeys or that are invisible; a roster may refuse such a name.
  "\u{1B}[31mred\u{1B}]0;title\u{7}\u{9B}31m a\rb\u{7F}",
  "\u{202E}txt\u{2066}a\u{200B}b\u{FEFF}\u{E0041}",
  // Markup with an accent behind each sign.
  "<\u{301}s>{\u{301}x}\\\u{301}|\u{301}*\u{301}`\u{301}$\u{301}&\u{301}\"\u{301}_\u{301}x",
  // Formulas, at the start of a text and of a cell inside it.
  "\u{600}=1+1", "Lee,=1+1,x;+1", "@SUM(1)", "it's -->",
]

/// Files that contain a hostile text: as a title, a name, a key, a label, a student, and as their
/// own name.
private struct HostileFiles {
  let folder: String
  let titled, keyed, named, label, roster, sheet, table, goldens: String

  init(_ text: String, in folder: String) throws {
    self.folder = folder
    let json = String(
      decoding: try JSONSerialization.data(withJSONObject: [text]), as: UTF8.self
    ).dropFirst().dropLast()
    func write(_ text: String, _ name: String, below place: String = "") throws -> String {
      let path = folder + "/" + place + name.replacingOccurrences(of: "/", with: "")
      try Data(text.utf8).write(to: URL(filePath: path))
      return path
    }
    let steps = #""hyperparameters": {"beta": 0.5}, "steps": [{"theta": 40}, {"theta": 48}]"#
    titled = try write("{\"title\": \(json), \"name\": \(json), \(steps)}", "titled.json")
    keyed = try write("{\(json): 1, \(steps)}", "keyed.json")
    named = try write("{\(steps)}", text + ".json")
    label = try write("v = 20.5\n\(text) = 1.25\n", text + ".txt")
    let quoted = text.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined()
    roster = try write("\"Ann\"\n\"\(quoted)\"\n", "roster.csv")
    let line = "{\"lesson\": \"ewma\", \"case\": \"by-hand\", \"student\": \(json)}"
    sheet = try write("| v | 3 |\n<!-- gradus.worksheet/1 \(line) -->\n", "sheet.md")
    let x = text.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined()
    table = try write("\"\(x)\",x2,label\n1,2,0\n2,1,1\n3,3,1\n", text + ".csv")
    // One of the goldens belongs to no case: the check names the file.
    goldens = folder + "/goldens"
    try FileManager.default.createDirectory(atPath: goldens, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: Recorded.root.appending(path: "golden/ewma"), to: URL(filePath: goldens + "/ewma"))
    _ = try write("{}", text + ".json", below: "goldens/ewma/")
  }

  /// The inputs of each command; a new command needs a line here.
  var runs: [String: [[String]]] {
    [
      "lessons": [],
      "trace": [
        ["ewma", "--case", titled], ["ewma", "--case", named], ["ewma", "--case", keyed],
      ],
      "step": [["ewma", "--case", titled]],
      "hunt": [["ewma"]],
      "compare": [
        ["ewma", "--case", titled, "--variant", "beta-and-rest-exchanged"],
        ["ewma", "--case", named, "--variant", "beta-and-rest-exchanged"],
      ],
      "plot": [["ewma", "--case", titled], ["ewma", "--case", named]],
      "diagnose": [["ewma", "--case", "by-hand", label], ["ewma", "--case", titled, label]],
      "grade": [
        ["ewma", "--case", "by-hand", label], ["ewma", sheet],
        ["ewma", "--case", "by-hand", label, sheet, keyed],
      ],
      "coverage": [["ewma", "--case", titled], ["ewma", "--case", named]],
      "key": [
        ["ewma", "--case", titled], ["ewma", "--case", named], ["ewma", "--source", sheet],
      ],
      "worksheet": [
        ["ewma", "--case", titled], ["ewma", "--source", sheet],
        ["ewma", "--seed", "1", "--students", roster, "--output", folder + "/class"],
      ],
      "train": [["--data", table, "--epochs", "1"]],
      "race": [["momentum", "adam", "--data", table, "--epochs", "1"]],
      "golden": [["check", "ewma", "--folder", goldens]],
      "completions": [["bash"], ["words", "gradus trace ewma --case \(named)"]],
    ]
  }
}

/// The requirements for a command's output, by format.
private enum Channel {
  /// Whether a terminal obeys a character, or a reader cannot see it.
  static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A: false
    case 0..<0x20, 0x7F...0x9F, 0xAD, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF:
      true
    case 0xE0000...0xE007F: true
    default: false
    }
  }

  static func complaint(_ format: String, _ text: String) -> String? {
    // A table's line ends with both.
    let scalars = text.replacingOccurrences(of: "\r\n", with: "\n").unicodeScalars
    if let raw = scalars.first(where: isForbidden) {
      return "U+\(String(raw.value, radix: 16)) as it is"
    }
    switch format {
    case "json": return isJSON(text) ? nil : "not JSON"
    case "jsonl":
      return text.split(separator: "\n").allSatisfy { isJSON(String($0)) } ? nil : "not JSON"
    case "csv": return complaint(csv: text)
    case "markdown":
      // The comment is not Markdown, and must end where it should.
      let lines = text.split(separator: "\n").filter { !$0.hasPrefix("<!-- gradus.worksheet/1 ") }
      return accented(lines.joined(separator: "\n"), "<|*`$&_\\") { before in before == "\\" }
    case "html", "svg":
      let lines = text.split(separator: "\n").filter { !$0.hasPrefix("<!-- gradus.worksheet/1 ") }
      return accented(lines.joined(separator: "\n"), "<&\"") { _ in false }
    case "latex":
      let lines = text.split(separator: "\n").filter { !$0.hasPrefix("%") }.joined(separator: "\n")
      for sign in ["{", "$", "&", "_", "\\"] where lines.contains("\(sign)\\letter{301}") {
        if sign == "\\" || !lines.contains("\\\(sign)\\letter{301}") { return "'\(sign)' as it is" }
      }
      return nil
    default: return nil
    }
  }

  private static func isJSON(_ text: String) -> Bool {
    (try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)) != nil
  }

  /// The error with a sign that has an accent: characters in front of it do not make it harmless.
  private static func accented(
    _ text: String, _ signs: String, _ isHarmless: (Unicode.Scalar) -> Bool
  ) -> String? {
    let scalars = Array(text.unicodeScalars)
    for at in scalars.indices.dropFirst() where scalars[at] == "\u{301}" {
      let sign = scalars[at - 1]
      guard signs.unicodeScalars.contains(sign) else { continue }
      if at < 2 || !isHarmless(scalars[at - 2]) { return "'\(sign)' as it is" }
    }
    return nil
  }

  /// Parses the table as Python's `csv` does; a cell that begins like a formula must be a number.
  private static func complaint(csv text: String) -> String? {
    var rows: [[String]] = [[""]]
    var isQuoted = false
    let scalars = Array(text.unicodeScalars)
    var at = 0
    while at < scalars.count {
      let scalar = scalars[at]
      var cell = rows[rows.count - 1].removeLast()
      at += 1
      if isQuoted {
        if scalar != "\"" {
          cell.unicodeScalars.append(scalar)
        } else if at < scalars.count, scalars[at] == "\"" {
          cell += "\""
          at += 1
        } else {
          isQuoted = false
        }
      } else if scalar == "\"", cell.isEmpty {
        isQuoted = true
      } else if scalar == "," {
        rows[rows.count - 1].append(cell)
        cell = ""
      } else if scalar == "\n" {
        rows[rows.count - 1].append(cell)
        rows.append([])
        cell = ""
      } else if scalar != "\r" {
        cell.unicodeScalars.append(scalar)
      }
      rows[rows.count - 1].append(cell)
    }
    if isQuoted { return "a quote without an end" }
    for cell in rows.joined() {
      if let first = cell.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first),
        Double(cell) == nil
      {
        return "the cell '\(cell)'"
      }
    }
    let table = rows.filter { !$0[0].hasPrefix("#") && $0 != [""] }
    return Set(table.map(\.count)).count > 1 ? "rows of \(Set(table.map(\.count))) cells" : nil
  }
}

/// Runs every hostile text through every command in every one of its formats.
@Suite("Hostile texts") struct HostileTextTests {
  /// The formats that a command's own help lists.
  private static func formats(_ command: Subcommand) -> [String] {
    guard let option = command.options.first(where: { $0.name == "--format" }) else { return [] }
    return option.help.prefix { $0 != "(" }.split { ", ".contains($0) }.map(String.init)
      .filter { $0 != "or" }
  }

  @Test("Every command is in the table")
  func commands() throws {
    try withTemporaryFolder { folder in
      let runs = try HostileFiles("x", in: folder).runs
      #expect(Set(runs.keys) == Set(Subcommand.all.map(\.name)))
    }
    #expect(Self.formats(.trace) == ["text", "json", "jsonl", "csv", "markdown"])
  }

  @Test("A hostile text is harmless in every output", arguments: hostileTexts)
  func harmless(text: String) throws {
    try withTemporaryFolder { folder in
      let files = try HostileFiles(text, in: folder)
      for command in Subcommand.all {
        let formats = Self.formats(command)
        for words in files.runs[command.name] ?? [] {
          for format in formats.isEmpty ? ["text"] : formats {
            let arguments = [command.name] + words + (formats.isEmpty ? [] : ["--format", format])
            let run =
              command.name == "step" || command.name == "hunt"
              ? try CommandRun(
                arguments: arguments, typing: "\(text)\nnext\nquit\n", states: folder)
              : CommandRun(arguments: arguments)
            let complaint =
              Channel.complaint(run.output.isEmpty ? "text" : format, run.output)
              ?? Channel.complaint("text", run.error)
            #expect(complaint == nil, "\(command.name) \(words.count) words, \(format)")
            #expect(run.code != 64, "\(run.error)")
          }
        }
        for words in [[text], ["ewma", "--\(text)"], ["ewma", "--case", text], ["ewma", text]] {
          let run = CommandRun(arguments: [command.name] + words)
          #expect(Channel.complaint("text", run.output + run.error) == nil, "\(command.name)")
        }
      }
      // The class's files: a worksheet and a key for each student, and the table of answers.
      for file in FileManager.default.subpaths(atPath: folder + "/class") ?? [] {
        guard let format = ["md": "markdown", "csv": "csv"][(file as NSString).pathExtension] else {
          continue
        }
        let written = try String(contentsOfFile: "\(folder)/class/\(file)", encoding: .utf8)
        #expect(Channel.complaint(format, written) == nil, "\(file)")
      }
    }
  }

  @Test(
    "The line that runs a diagnosis can be pasted, whatever the case is called",
    arguments: ["it's", "a b", "$(id)", "\u{1B}[31m", "\u{202E}x", "`id`", "x;y"])
  func pasted(name: String) throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/\(name).json"
      try #"{"steps": [{"theta": 40}, {"theta": 48}]}"#
        .write(toFile: path, atomically: true, encoding: .utf8)
      let print = "\(folder)/print.txt"
      try "v = 36.000\nv = 46.800\n".write(toFile: print, atomically: true, encoding: .utf8)
      let run = CommandRun("diagnose", "ewma", "--case", path, "--set", "beta=0.9", print)
      let line = try #require(run.output.split(separator: "\n").last { $0.hasPrefix("Run it: ") })
      let process = Process()
      process.executableURL = URL(filePath: "/bin/sh")
      process.arguments = ["-c", "printf '%s\\0' " + line.dropFirst("Run it: ".count)]
      let pipe = Pipe()
      process.standardOutput = pipe
      try process.run()
      let words = (try pipe.fileHandleForReading.readToEnd() ?? Data()).split(separator: 0)
        .map { String(decoding: $0, as: UTF8.self) }
      process.waitUntilExit()
      #expect(
        words.starts(with: ["gradus", "compare", "ewma", "--case", path, "--set", "beta=0.9"]))
    }
  }
}
