import JSON
import Numerics
import TestSupport
import Testing
import Tracing
import Worksheets

@Suite("The source of a worksheet") struct SourceTests {
  static let sources: [WorksheetSpec] = [
    WorksheetSpec(lesson: "adam", given: .named("course")),
    WorksheetSpec(
      lesson: "adam", given: .named("by-hand"), seed: 4_294_967_295,
      settings: [WorksheetSpec.Setting("alpha", 0.1), WorksheetSpec.Setting("beta1", -1e-300)],
      asked: BlankSelection(
        items: [
          BlankSelection.Item("v"),
          BlankSelection.Item("W1", entry: MatrixIndex(0, 12), points: 3),
        ], steps: [1, 3], points: 0), digits: 17, convention: ["epsilon-inside-root"],
      student: "Ann \"--\" --> O'Neil\\ 李 =cmd()|{}"),
    WorksheetSpec(
      lesson: "ewma",
      given: .whole(
        Array(#"{"lesson": "ewma", "name": "a--b", "steps": [{"theta": -40, "repeat": 2}]}"#.utf8))),
  ]

  @Test("A source comes back from every kind of comment as it went", arguments: sources)
  func comesBack(source: WorksheetSpec) throws {
    let line = String(decoding: source.line, as: UTF8.self)
    #expect(try WorksheetSpec.found(in: Array("text\n<!-- \(line) -->\n".utf8)) == source)
    #expect(try WorksheetSpec.found(in: Array("% \(line)\n".utf8)) == source)
    #expect(try WorksheetSpec.found(in: Array("# \(line)\r\nblank,t\r\n".utf8)) == source)
    #expect(try WorksheetSpec.read(source.json) == source)
    #expect(!line.contains("--"), "it would end the comment of a page")
  }

  @Test("What a program does not know it says, with its place in the file")
  func errors() {
    func message(_ text: String) -> String {
      do {
        guard let found = try WorksheetSpec.found(in: Array(text.utf8)) else { return "nothing" }
        return "\(found)"
      } catch { return "\(error.place?.line ?? 0):\(error.place?.column ?? 0) \(error.message)" }
    }
    #expect(message("no such line") == "nothing")
    #expect(message("gradus.worksheet/2 {}") == "nothing")
    let mark = "gradus.worksheet/1"
    #expect(
      message("a\n<!-- \(mark) {\"lesson\": \"adam\" -->")
        == "2:43 the line '\(mark)' is damaged: expected ',' or '}', found '-'")
    #expect(
      message("\(mark) {\"lesson\": \"adam\", \"case\": \"course\", \"digits\": 0}")
        == "1:67 the line '\(mark)' is damaged: digits is 0: expected a whole number from 1 to 17")
    #expect(message("\(mark) {}").hasSuffix("the source of the worksheet has no \"lesson\""))
    #expect(
      message("\(mark) {\"lesson\": \"a\", \"case\": \"b\", \"seeds\": 1}").contains("'seed'"))
    #expect(message("\(mark) {\"lesson\": 1}").contains("expected the lesson's name"))
    #expect(message("\(mark) {\"ask\": [\"W1[0]\"]}").contains("\"W1[0]\" is not a quantity"))
    #expect(message(mark).contains("expected the source of a worksheet"))
  }

  @Test("A line that a spreadsheet has saved as a row of cells is still read")
  func spreadsheet() throws {
    // The first row of a worksheet's CSV, as LibreOffice writes it.
    let saved =
      "\"# gradus.worksheet/1 {\"\"lesson\"\": \"\"adam\"\"\",\" \"\"case\"\": \"\"course\"\"\","
      + "\" \"\"digits\"\": 5\",\" \"\"points\"\": 1}\",,,\n1,2,W1,0,0,1,\n"
    #expect(
      try WorksheetSpec.found(in: Array(saved.utf8))
        == WorksheetSpec(lesson: "adam", given: .named("course")))
  }

  @Test("Items are read as they are typed", arguments: ["v", "W1[0,2]", "W1[10,0]=3", "v̂=0"])
  func items(text: String) { #expect(BlankSelection.Item(text)?.text == text) }

  @Test(
    "A text that is not an item is not read as one",
    arguments: [
      "", "[0,0]", "W1[0]", "W1[0,1", "W1[-1,0]", "W1[0,0]=", "W1=x", "W1=-1", "W1[2147483648,0]",
    ])
  func noItems(text: String) { #expect(BlankSelection.Item(text) == nil) }

  @Test("A source of another lesson, case, constant or convention is refused by name")
  func refused() throws {
    let adam = try lesson("adam")
    func message(_ change: (inout WorksheetSpec) -> Void) -> String {
      var source = WorksheetSpec(lesson: "adam", given: .named("course"))
      change(&source)
      do {
        _ = try source.worksheet(adam)
        return ""
      } catch { return error.message }
    }
    #expect(message { _ in } == "")
    #expect(message { $0.lesson = "ewma" }.contains("for the lesson 'ewma', not 'adam'"))
    #expect(message { $0.given = .named("cours") }.contains("Did you mean 'course'?"))
    #expect(message { $0.given = .whole(Array("{}".utf8)) }.contains("the case has no \"steps\""))
    #expect(message { $0.settings = [WorksheetSpec.Setting("beta", 1)] }.contains("'beta'"))
    #expect(message { $0.settings = [WorksheetSpec.Setting("beta1", 1)] }.contains("below 1"))
    #expect(message { $0.convention = ["missing-exponent"] }.contains("'missing-exponent'"))
    #expect(message { $0.asked.items = [BlankSelection.Item("W9")] }.contains("'W9'"))
    #expect(message { $0.asked.steps = [1] }.contains("no step t = 1"))
  }
}
