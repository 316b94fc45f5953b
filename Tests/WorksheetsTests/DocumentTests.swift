import Curriculum
import Foundation
import Numerics
import TestSupport
import Testing
import Tracing
import Worksheets

/// Finds errors in a document's form; nil if there are none.
enum Form {
  /// Tags are closed in the right order, and text contains nothing that looks like a tag.
  static func complaint(html text: String) -> String? {
    var open: [String] = []
    var rest = text[...]
    while let start = rest.firstIndex(of: "<") {
      rest = rest[start...]
      if rest.hasPrefix("<!--") {
        guard let end = rest.range(of: "-->") else { return "a comment without an end" }
        if rest[..<end.lowerBound].dropFirst(4).contains("--") { return "-- within a comment" }
        rest = rest[end.upperBound...]
        continue
      }
      guard let end = rest.firstIndex(of: ">") else { return "a tag without an end" }
      let tag = rest[..<end].dropFirst()
      rest = rest[rest.index(after: end)...]
      if tag.contains("<") { return "< within <\(tag)>" }
      let name = tag.prefix { $0.isLetter || $0.isNumber }
      if tag.hasPrefix("/") {
        guard open.popLast() == String(tag.dropFirst()) else { return "</\(tag)> closes nothing" }
      } else if !tag.hasPrefix("!"), name != "meta" {
        open.append(String(name))
      }
    }
    return open.isEmpty ? nil : "\(open) is not closed"
  }

  /// Braces and environments match, and no letter lacks a font in pdflatex.
  static func complaint(latex text: String) -> String? {
    var open: [String] = []
    for line in text.split(separator: "\n") {
      var line = line[...]
      // After a % that is not \%, the rest is a comment.
      var code = ""
      while let first = line.first {
        if first == "%" { break }
        if first == "\\" {
          code += line.prefix(2)
          line = line.dropFirst(2)
        } else {
          code.append(first)
          line = line.dropFirst()
        }
      }
      if let foreign = code.unicodeScalars.first(where: {
        $0.value > 0x7F && !(0xC0..<0x180 ~= $0.value)
      }), !code.contains("\\letter{") {
        return "\(foreign) in \(code)"
      }
      var rest = code[...]
      while let first = rest.first {
        if rest.hasPrefix("\\begin{") || rest.hasPrefix("\\end{") {
          let name = String(rest.drop { $0 != "{" }.dropFirst().prefix { $0 != "}" })
          if rest.hasPrefix("\\begin") {
            open.append(name)
          } else if open.popLast() != name {
            return "\\end{\(name)} in \(code)"
          }
          rest = rest.drop { $0 != "}" }.dropFirst()
        } else if first == "\\" {
          rest = rest.dropFirst(2)
        } else {
          if first == "{" { open.append("{") }
          if first == "}", open.popLast() != "{" { return "} in \(code)" }
          rest = rest.dropFirst()
        }
      }
    }
    return open.isEmpty ? nil : "\(open) is not closed"
  }

  /// Fences are closed, and table rows have as many cells as their headings.
  static func complaint(markdown text: String) -> String? {
    var isFenced = false
    var columns = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let isFence = line.drop { $0 == " " }.hasPrefix("```")
      if isFence { isFenced.toggle() }
      guard !isFence, !isFenced, line.hasPrefix("|") else {
        columns = 0
        continue
      }
      var pipes = 0
      var isEscaped = false
      for character in line {
        if character == "|", !isEscaped { pipes += 1 }
        isEscaped = character == "\\" && !isEscaped
      }
      if columns == 0 { columns = pipes }
      if pipes != columns { return "\(pipes) for \(columns) in \(line)" }
    }
    return isFenced ? "a fence without an end" : nil
  }

  /// Rows have as many cells as the heading, with line ends as in RFC 4180.
  static func complaint(csv text: String) -> String? {
    let lines = text.components(separatedBy: "\r\n")
    guard lines.first?.hasPrefix("# gradus.worksheet/1 {") == true, lines.last == "" else {
      return "no line that says what it is"
    }
    var columns = 0
    for line in lines.dropFirst().dropLast() {
      var isQuoted = false
      var count = 1
      for character in line {
        if character == "\"" { isQuoted.toggle() }
        if character == ",", !isQuoted { count += 1 }
        if character.isNewline { return "a line break within \(line)" }
      }
      if columns == 0 { columns = count }
      if count != columns || isQuoted { return line }
    }
    return columns > 0 ? nil : "no rows"
  }

  static func complaint(_ bytes: [UInt8], _ format: Handout.Format) -> String? {
    let text = String(decoding: bytes, as: UTF8.self)
    switch format {
    case .html: return complaint(html: text)
    case .latex: return complaint(latex: text)
    case .markdown: return complaint(markdown: text)
    case .csv: return complaint(csv: text)
    case .json:
      return (try? JSONSerialization.jsonObject(with: Data(bytes))) == nil ? "no JSON" : nil
    }
  }
}

@Suite("Documents") struct DocumentTests {
  @Test(
    "Every document of every case is well formed, and says what it is", arguments: LessonCase.all)
  func form(of one: LessonCase) throws {
    let handout = try one.handout()
    for kind in Handout.Kind.allCases {
      for format in Handout.Format.allCases {
        let bytes = handout.bytes(kind, format)
        #expect(Form.complaint(bytes, format) == nil, "\(kind) in \(format)")
        #expect(try WorksheetSpec.read(bytes) == handout.source, "\(kind) in \(format)")
      }
    }
  }

  @Test("No worksheet has an answer in it, in any format", arguments: LessonCase.all)
  func noAnswers(of one: LessonCase) throws {
    let handout = try one.handout()
    // A given value may equal an answer; so may a short number, by chance.
    let given = handout.worksheet.given
    let inputs = (given.head.start + given.steps.flatMap(\.values)).flatMap(\.value.elements)
      .flatMap { ["\($0)", NumberStyle(digits: 9).text($0)] }
    var looked = 0
    for format in Handout.Format.allCases {
      let text = String(decoding: handout.bytes(.worksheet, format), as: UTF8.self)
      for blank in handout.worksheet.blanks {
        for number in [handout.plain(blank.answer), NumberStyle(digits: 5).text(blank.answer)]
        where number.utf8.count >= 6 && !inputs.contains(where: { $0.contains(number) }) {
          looked += 1
          #expect(!text.contains(number), "\(blank.name) in \(format)")
        }
      }
    }
    if one.name == "course", one.lesson.id != "decay" { #expect(looked > 0) }
  }

  /// Characters with a special meaning in some format.
  static let hostile =
    #"</title><script>alert(1)</script> \input{x} $HOME #1 100% a_b ^ ~ {|} `c` --> *]]> "q" =cmd() 李 β₁ v̂"#

  @Test("Names and titles are shown as they are, whatever signs they hold")
  func hostileText() throws {
    let ewma = try lesson("ewma")
    var given = try embeddedCase("by-hand", of: ewma)
    given.head.title = Self.hostile
    given.head.name = Self.hostile
    let source = WorksheetSpec(
      lesson: "ewma", given: WorksheetSpec.Given(given), student: Self.hostile)
    let handout = try Handout(source, ewma)
    for kind in Handout.Kind.allCases {
      for format in Handout.Format.allCases {
        let bytes = handout.bytes(kind, format)
        #expect(Form.complaint(bytes, format) == nil, "\(kind) in \(format)")
        #expect(try WorksheetSpec.read(bytes) == source, "\(kind) in \(format)")
        // The last line of a page and the first of a table contain the source, where nothing is
        // interpreted.
        let text = String(decoding: bytes, as: UTF8.self)
          .split(separator: "\n").filter { !$0.contains("gradus.worksheet/1") }
          .joined(separator: "\n")
        switch format {
        case .html:
          #expect(!text.contains("<script") && text.contains("&lt;script&gt;alert(1)"))
        case .latex:
          #expect(!text.contains("\\input") && text.contains("\\textbackslash{}input\\{x\\}"))
          #expect(text.contains(##"\$HOME \#1 100\% a\_b \textasciicircum{} \textasciitilde{}"##))
          #expect(text.contains(#"\letter{674E}{李} \ensuremath{\beta}\ensuremath{{}_1}"#))
          #expect(text.contains(#"\ensuremath{\hat{v}}"#))
        case .markdown:
          #expect(!text.replacingOccurrences(of: "\\<", with: "").contains("<script"))
          #expect(
            text.contains(#"\<script\>alert(1)"#) && text.contains(#"{\|} \`c\` --\> \*\]\]\>"#))
        case .csv, .json: break
        }
      }
    }
  }

  @Test("The letters of every title and every reason are formulas in LaTeX, none a number")
  func letters() throws {
    for one in LessonCase.all {
      let text = String(decoding: try one.handout().bytes(.key, .latex), as: UTF8.self)
      let body = text.split(separator: "\n").drop { !$0.hasPrefix("\\begin{document}") }
      #expect(!body.contains { $0.contains("\\letter{") && !$0.hasPrefix("%") }, "\(one)")
    }
  }

  @Test("LaTeX prints the answers in the key and not in the worksheet, which has none")
  func printedAnswers() throws {
    let handout = try LessonCase(lesson: lesson("adam"), name: "course").handout()
    let key = String(decoding: handout.bytes(.key, .latex), as: UTF8.self)
    let sheet = String(decoding: handout.bytes(.worksheet, .latex), as: UTF8.self)
    #expect(key.contains("\n\\printanswers %") && key.contains("\\fillin[$-0.57927$]"))
    #expect(sheet.contains("\n% \\printanswers %") && !sheet.contains("\\begin{solution}"))
    #expect(sheet.contains("\\fillin[][4cm]"))
  }

  @Test("A page runs no script, fetches nothing, and names its parts")
  func page() throws {
    let handout = try LessonCase(lesson: lesson("adam"), name: "course").handout()
    for kind in Handout.Kind.allCases {
      let text = String(decoding: handout.bytes(kind, .html), as: UTF8.self)
      for part in [
        "<html lang=\"en\">", "<title>Adam: \(kind.rawValue)</title>", "<main>", "<caption>",
        "content=\"default-src 'none'; style-src 'unsafe-inline'\"",
        "<th scope=\"col\">answer</th>",
        "@media print", "prefers-color-scheme: dark",
      ] { #expect(text.contains(part), "\(part)") }
      #expect(text.components(separatedBy: "<h1>").count == 2)
      for part in ["<script", " src=", " href=", "http:", "https:", "url(", "onclick"] {
        #expect(!text.contains(part), "\(part)")
      }
    }
  }

  @Test("A worksheet gives every number its questions need, up to the last step asked about")
  func given() throws {
    let one = LessonCase(lesson: try lesson("ewma"), name: "course")
    let text = String(
      decoding: try one.handout { $0.asked.steps = [3] }.bytes(.worksheet, .markdown),
      as: UTF8.self)
    #expect(text.contains("\\beta = 0.9") && text.contains("v = 0"))
    #expect(text.contains("| 1 | 40 |\n| 2 | 49 |\n| 3 | 45 |\n\n"))
    #expect(!text.contains("| 4 | 43 |"))
    // By hand: 0.9·(0.9·4 + 4.9) + 4.5 = 12.15.
    let key = try one.handout { $0.asked.steps = [3] }
    #expect(
      String(decoding: key.bytes(.key, .markdown), as: UTF8.self)
        .contains("| 1 | v | 3 | 1 | 12.15 |\n"))
  }

  @Test("A number is asked for with its own points, and counted once")
  func points() throws {
    let one = LessonCase(lesson: try lesson("adam"), name: "course")
    let sheet = try one.handout {
      $0.asked.items = ["W1[0,1]=3", "W1", "v_db2"].compactMap { BlankSelection.Item($0) }
      $0.asked.points = 2
    }.worksheet
    #expect(sheet.blanks.map(\.name).contains("v_db2[2,0]"))
    #expect(sheet.blanks.count == 9)
    #expect(sheet.points == 3 + 5 * 2 + 3 * 2)
  }
}
