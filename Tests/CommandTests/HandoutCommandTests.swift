import Foundation
import TestSupport
import Testing

@testable import Command

@Suite("gradus key and gradus worksheet") struct HandoutCommandTests {
  /// The contents of a file.
  func text(_ path: String) -> String? { try? String(contentsOfFile: path, encoding: .utf8) }

  /// Every file in a folder with its contents.
  func files(_ folder: String) -> [String: String] {
    let names = FileManager.default.subpaths(atPath: folder) ?? []
    return names.reduce(into: [:]) { found, name in
      found[name] = text("\(folder)/\(name)")
    }
  }

  @Test("A worksheet in any format is source enough for the very key it belongs to")
  func sourceOfKey() throws {
    try withTemporaryFolder { folder in
      let options = [
        "--case", "by-hand", "--seed", "3", "--set", "alpha=0.25", "--ask", "W1[0,0]=2,s",
        "--steps", "1,2", "--digits", "4", "--points", "3", "--convention", "epsilon-inside-root",
      ]
      let key = CommandRun(arguments: ["key", "rmsprop"] + options)
      #expect(key.code == 0 && key.output.hasPrefix("# RMSprop: key\n"))
      for suffix in ["md", "html", "tex", "csv", "json"] {
        let path = "\(folder)/sheet.\(suffix)"
        let sheet = CommandRun(arguments: ["worksheet", "rmsprop", "--output", path] + options)
        #expect(sheet.code == 0 && sheet.output.isEmpty)
        #expect(CommandRun("key", "rmsprop", "--source", path).output == key.output, "\(suffix)")
        #expect(CommandRun("key", "ewma", "--source", path).code == 65)
      }
      let other = CommandRun("key", "rmsprop", "--source", "\(folder)/sheet.md", "--digits", "6")
      #expect(other.output.contains("Answers have 6 significant digits."))
    }
  }

  @Test("The name of the output says what it is written in, unless --format does")
  func formats() throws {
    try withTemporaryFolder { folder in
      for (suffix, start) in [
        ("md", "# "), ("html", "<!DOCTYPE html>"), ("htm", "<!DOCTYPE"), ("tex", "\\documentclass"),
        ("CSV", "# gradus.worksheet/1 {"), ("json", "{\n  \"schema\": \"gradus.key/1\""),
      ] {
        let path = "\(folder)/key.\(suffix)"
        #expect(CommandRun("key", "ewma", "--case", "by-hand", "--output", path).code == 0)
        #expect(text(path)?.hasPrefix(start) == true, "\(suffix)")
      }
      #expect(
        CommandRun("key", "ewma", "--format", "csv", "--output", "\(folder)/a.md").code == 0)
      #expect(text("\(folder)/a.md")?.contains("blank,t,quantity") == true)
      for name in ["key.pdf", "key"] {
        let run = CommandRun("key", "ewma", "--output", "\(folder)/\(name)")
        #expect(run.code == 64)
        #expect(
          run.error.contains("expected a name that ends in .md, .html, .tex, .csv, .json, or"))
        #expect(text("\(folder)/\(name)") == nil)
      }
    }
  }

  @Test("A file that is there already is kept, unless --force says otherwise")
  func force() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/key.md"
      try "mine".write(toFile: path, atomically: true, encoding: .utf8)
      let run = CommandRun("key", "ewma", "--output", path)
      #expect(run.code == 73)
      #expect(run.error.contains("is there already. Nothing was written; --force overwrites."))
      #expect(text(path) == "mine")
      #expect(CommandRun("key", "ewma", "--output", path, "--force").code == 0)
      #expect(text(path)?.hasPrefix("# EWMA: key") == true)
    }
  }

  @Test("Standard error says which mistakes hide, and what would show them")
  func talk() {
    let course = CommandRun("worksheet", "adam", "--case", "course").error
    #expect(course.contains("Hidden: "))
    #expect(course.contains("  missing-epsilon would show with --digits "))
    #expect(
      course.contains("  exponent-fixed-at-two shows nowhere in this case: it is invisible at"))
    let drawn = CommandRun("worksheet", "adam", "--seed", "7").error
    #expect(drawn.hasPrefix("Every known mistake and other form, "))
  }

  @Test(
    "A worksheet or key in any format is a case for every command, with the sheet's own numbers")
  func caseOfSheet() throws {
    try withTemporaryFolder { folder in
      let options = ["--case", "by-hand", "--seed", "3", "--set", "alpha=0.25"]
      let own = CommandRun(arguments: ["worksheet", "rmsprop", "--format", "json"] + options).output
      let whole = try #require(own.range(of: #""case": "#))
      let json = own[whole.upperBound...].prefix { $0 != "\n" }
      #expect(json.contains("by-hand-sheet-3") && !own.contains("by-hand-seed-3"))
      var traces: Set<String> = []
      for suffix in ["md", "html", "tex", "csv", "json"] {
        let path = "\(folder)/sheet.\(suffix)"
        #expect(
          CommandRun(arguments: ["worksheet", "rmsprop", "--output", path] + options).code == 0)
        let trace = CommandRun("trace", "rmsprop", "--case", path, "--format", "csv")
        #expect(trace.code == 0, "\(suffix): \(trace.error)")
        traces.insert(trace.output)
        #expect(CommandRun("trace", "ewma", "--case", path).code == 65)
      }
      #expect(traces.count == 1)
      let text = CommandRun("trace", "rmsprop", "--case", "\(folder)/sheet.csv").output
      #expect(text.contains("case by-hand-sheet-3") && text.contains("α = 0.25"))
      try "no sheet".write(toFile: "\(folder)/a.md", atomically: true, encoding: .utf8)
      #expect(CommandRun("trace", "rmsprop", "--case", "\(folder)/a.md").code == 65)
    }
  }

  @Test("Without --case a sheet is about numbers that fit on paper")
  func onPaper() {
    // The course's case has 148 examples with three features; the pencil-and-paper case has fewer.
    let sheet = CommandRun("worksheet", "mini-batches").output
    #expect(sheet.contains("Case by-hand"))
    #expect(CommandRun("worksheet", "ewma").output.contains("Case by-hand"))
  }

  @Test("--convention none sets the key of another book's form back to the course's")
  func courseForm() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/sheet.md"
      let options = ["adam", "--case", "by-hand", "--output", path]
      let other = ["--convention", "epsilon-inside-root"]
      #expect(CommandRun(arguments: ["worksheet"] + options + other).code == 0)
      let key = CommandRun("key", "adam", "--source", path, "--convention", "none").output
      #expect(key == CommandRun("key", "adam", "--case", "by-hand").output)
      #expect(CommandRun("key", "adam", "--convention", "").code == 64)
    }
  }

  @Test("No number of a key is −0", arguments: ["markdown", "html", "latex", "csv"])
  func noNegativeZero(format: String) {
    let key = CommandRun(
      "key", "back-propagation", "--seed", "11", "--digits", "3", "--format", format)
    #expect(key.code == 0)
    // A minus after a sign or a bracket is not a subtraction.
    let text = key.output.filter { $0 != " " }
    #expect(text.firstMatch(of: /[&=|(,}][−-]0(?![.0-9])/) == nil)
    #expect(text.firstMatch(of: /<(?:mtd|mrow)><mo>[−-]<\/mo><mn>0<\/mn>|<mn>[−-]0<\/mn>/) == nil)
  }

  // MARK: A class

  /// Writes a class's documents and returns the run.
  func write(_ roster: String, _ folder: String, _ options: String...) throws -> CommandRun {
    let path = "\(folder)/roster.csv"
    try roster.write(toFile: path, atomically: true, encoding: .utf8)
    return CommandRun(
      arguments: ["worksheet", "momentum", "--students", path, "--output", "\(folder)/class"]
        + options)
  }

  @Test("Each student gets a worksheet and a key of their own, the class a table of the answers")
  func aClass() throws {
    try withTemporaryFolder { folder in
      let run = try write("id,Student\n7,Ann Lee\n8,\"O'Neil, Bo\"\n9,José 李\n", folder)
      #expect(run.code == 0, "\(run.error)")
      #expect(run.output.isEmpty && run.error.hasPrefix("3 students: "))
      let files = files("\(folder)/class").filter { $0.key.contains(".") }
      #expect(
        files.keys.sorted() == [
          "answers.csv", "keys/Ann Lee.md", "keys/José 李.md", "keys/O'Neil, Bo.md",
          "worksheets/Ann Lee.md", "worksheets/José 李.md", "worksheets/O'Neil, Bo.md",
        ])
      let table = try #require(files["answers.csv"]).components(separatedBy: "\r\n")
      #expect(table[0].hasPrefix("student,id,seed,"))
      #expect(table[1].hasPrefix("Ann Lee,7,") && table[2].hasPrefix("\"O'Neil, Bo\",8,"))
      #expect(table.count == 5)
      for name in ["Ann Lee", "José 李"] {
        let key = try #require(files["keys/\(name).md"])
        #expect(key.contains("For \(name)."))
        // The key made from the worksheet's own line equals the one in the folder.
        let again = CommandRun(
          "key", "momentum", "--source", "\(folder)/class/worksheets/\(name).md")
        #expect(again.output == key)
        // The answers in the table equal the key's, written as programs write numbers.
        let answers = key.split(separator: "\n").filter { $0.contains(" | 1 | ") }
          .compactMap { $0.split(separator: "|").last }
          .map { $0.trimmingCharacters(in: .whitespaces).replacingOccurrences(of: "−", with: "-") }
        let row = try #require(table.first { $0.hasPrefix(name) })
        #expect(!answers.isEmpty && row.hasSuffix("," + answers.joined(separator: ",")))
      }
      #expect(files["worksheets/Ann Lee.md"] != files["worksheets/José 李.md"])
    }
  }

  @Test("A student's bytes depend on the seed and the name, and on no other student")
  func ownNumbers() throws {
    try withTemporaryFolder { folder in
      func sheets(_ roster: String, _ options: String...) throws -> [String: String] {
        let path = "\(folder)/roster.csv"
        try roster.write(toFile: path, atomically: true, encoding: .utf8)
        let run = CommandRun(
          arguments: [
            "key", "ewma", "--case", "by-hand", "--students", path, "--output", "\(folder)/class",
            "--force",
          ] + options)
        #expect(run.code == 0, "\(run.error)")
        defer { try? FileManager.default.removeItem(atPath: "\(folder)/class") }
        return files("\(folder)/class").filter { $0.key.hasSuffix(".md") }
      }
      let first = try sheets("Ann\nBo\n")
      #expect(first.count == 4)
      #expect(try sheets("Ann\nBo\n") == first)
      let more = try sheets("Cy\nBo\nAnn\n")
      for (name, text) in first { #expect(more[name] == text) }
      let other = try sheets("Ann\nBo\n", "--seed", "2")
      for (name, text) in first { #expect(other[name] != text) }
    }
  }

  static let rosters: [(roster: String, complaint: String)] = [
    ("", "the roster is empty"),
    ("\n  \n", "the roster is empty"),
    ("name\n", "has a header and no names"),
    ("Ann\nBo\nAnn\n", "line 3: the name 'Ann' stands also in line 1"),
    ("Ann\nANN\n", "line 2: the name 'ANN' is the same file as 'Ann' in line 1"),
    ("Ann Lee\nann  lee\n", "line 2: the name 'ann  lee' is the same file as 'Ann Lee'"),
    ("Jose\u{301}\nJosé\n", "stands also in line 1"),
    ("a/b\n", "line 1: the name 'a/b' has '/' in it"),
    ("a\\b\n", "has '\\' in it"),
    ("a/\u{301}b\n", "has '/' in it"),
    (".\u{301}hidden\n", "begins with a point"),
    ("=\u{301}cmd()\n", "begins with '='"),
    ("nul.\u{301}x\n", "kept by Windows"),
    ("..\n", "begins with a point"),
    (".hidden\n", "begins with a point"),
    ("../../etc/passwd\n", "has '/' in it"),
    ("=cmd()\n", "line 1: the name '=cmd()' begins with '='"),
    ("@SUM(1)\n", "begins with '@'"),
    ("name\n\"=HYPERLINK(1)\"\n", "line 2: the name '=HYPERLINK(1)' begins with '='"),
    ("-2+3\n", "begins with '-'"),
    ("Ann\u{7}\n", "has a control character in it"),
    ("\"two\nlines\"\n", "has a control character in it"),
    ("what?\n", "has '?' in it"),
    ("nul\n", "kept by Windows"),
    ("Com1\n", "kept by Windows"),
    ("LPT9.x\n", "kept by Windows"),
    ("COM² .txt\n", "kept by Windows"),
    ("Ann\n#Bo\n", "line 2: the line begins with '#'"),
    ("# the class\nname\nAnn\n", "line 1: the line begins with '#'"),
    ("id,name\n1,Ada\n2,Bo\n1,Cy\n", "line 4: the id '1' of 'Cy' is also that of 'Ada' in line 2"),
    ("name,id\n,7\n", "line 2: there is no name here"),
    ("Ann,7\nBo,8\n", "line 1: the roster has several columns and none is called"),
    ("\"Ann\n", "a quote (\") that is not closed"),
    ("\u{0}\u{1}\u{2}", "this is not text"),
    ("%PDF-1.7\n", "this is "),
    (String(repeating: "x", count: 201) + "\n", "has more than 200 bytes"),
  ]

  @Test("What is wrong with a roster is said, and nothing is written", arguments: rosters)
  func badRoster(roster: String, complaint: String) throws {
    try withTemporaryFolder { folder in
      let run = try write(roster, folder)
      #expect(run.code == 65)
      #expect(run.error.contains(complaint), "\(run.error)")
      #expect(run.output.isEmpty)
      #expect(files(folder).keys.sorted() == ["roster.csv"])
    }
  }

  @Test("Nothing of a class is written where one file is there already")
  func classForce() throws {
    try withTemporaryFolder { folder in
      #expect(try write("Ann\n", folder).code == 0)
      try "mine".write(
        toFile: "\(folder)/class/keys/Ann.md", atomically: true, encoding: .utf8)
      let before = files(folder)
      let run = try write("Bo\nAnn\n", folder)
      #expect(run.code == 73)
      #expect(run.error.contains("class/worksheets/Ann.md' and 2 more are there already"))
      #expect(
        files(folder).filter { $0.key != "roster.csv" } == before.filter { $0.key != "roster.csv" })
      #expect(try write("Bo\nAnn\n", folder, "--force").code == 0)
      #expect(text("\(folder)/class/keys/Ann.md")?.hasPrefix("# Momentum: key") == true)
      #expect(text("\(folder)/class/worksheets/Bo.md") != nil)
      let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/class").sorted()
      #expect(names == ["answers.csv", "keys", "worksheets"])
    }
  }

  @Test("A folder that cannot be written is said, and nothing is left behind")
  func badFolder() throws {
    try withTemporaryFolder { folder in
      let roster = "\(folder)/roster.csv"
      try "Ann\n".write(toFile: roster, atomically: true, encoding: .utf8)
      try "a file".write(toFile: "\(folder)/file", atomically: true, encoding: .utf8)
      try FileManager.default.createDirectory(
        atPath: "\(folder)/half", withIntermediateDirectories: false)
      try "a file".write(toFile: "\(folder)/half/keys", atomically: true, encoding: .utf8)
      for (output, complaint) in [
        ("\(folder)/file", "it is a file, not a folder"),
        ("\(folder)/nowhere/class", "there is no folder"),
        ("\(folder)/half", "half/keys' cannot be created: it is a file, not a folder"),
        ("/proc/class", "does not take new files"),
      ] {
        let run = CommandRun("key", "ewma", "--students", roster, "--output", output)
        #expect(run.code == 73, "\(output)")
        #expect(run.error.contains(complaint), "\(run.error)")
      }
      #expect(files(folder).keys.sorted() == ["file", "half/keys", "roster.csv"])
      #expect(CommandRun("key", "ewma", "--students", roster).code == 64)
    }
  }

  @Test("A student who would be a formula in another column's cell is none there")
  func defused() throws {
    try withTemporaryFolder { folder in
      #expect(try write("name,id\nAnn,=cmd()\n", folder).code == 0)
      let table = try #require(text("\(folder)/class/answers.csv"))
      #expect(table.contains("\r\nAnn,'=cmd(),"))
    }
  }

  @Test("Two hundred names have two hundred seeds")
  func seeds() {
    let seeds = (0..<200).map { seed(of: "Student \($0)", after: 1) }
    #expect(Set(seeds).count == 200)
    #expect(seed(of: "José", after: 1) == seed(of: "Jose\u{301}", after: 1))
    #expect(seed(of: "Ann", after: 1) != seed(of: "Ann", after: 2))
  }
}
