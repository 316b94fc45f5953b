import Interaction
import Testing
import Text

@testable import Terminal

@Suite("What a screen shows") struct SceneTests {
  static func page(_ body: [StyledLine], focus: Range<Int> = 0..<0) -> Page {
    Page(heading: ["heading"], body: body, focus: focus, footer: "footer")
  }

  static func scene(_ columns: Int, _ rows: Int, _ page: Page, said: [StyledLine] = []) -> Scene {
    var scene = Scene(size: WindowSize(columns: columns, rows: rows))
    scene.show(page, said: said)
    return scene
  }

  static func text(_ scene: Scene) -> [String] { scene.drawing().rows.map { $0.text } }

  @Test("The heading is at the top, the message above the footer, the page between them")
  func places() {
    let scene = Self.scene(10, 7, Self.page(["one", "two"]), said: ["said"])
    #expect(Self.text(scene) == ["heading", "one", "two", "", "", "said", "footer"])
  }

  @Test("Of a page that is too long the focus is seen, and the footer counts what is not")
  func focus() {
    let body = (1...9).map { StyledLine("\($0)") }
    #expect(
      Self.text(Self.scene(16, 5, Self.page(body, focus: 4..<5)))
        == ["heading", "3", "4", "5", "footer     ↑2 ↓4"])
    #expect(
      Self.text(Self.scene(16, 5, Self.page(body, focus: 0..<1)))
        == ["heading", "1", "2", "3", "footer        ↓6"])
  }

  @Test("A page moves no further than its focus asks for")
  func moving() {
    let body = (1...9).map { StyledLine("\($0)") }
    var scene = Self.scene(16, 5, Self.page(body, focus: 4..<5))
    scene.show(Self.page(body, focus: 3..<4), said: [])
    #expect(Self.text(scene)[1...3] == ["3", "4", "5"])
    scene.show(Self.page(body, focus: 1..<2), said: [])
    #expect(Self.text(scene)[1...3] == ["2", "3", "4"])
    scene.show(Self.page(Array(body[..<2]), focus: 1..<2), said: [])
    #expect(Self.text(scene)[1...3] == ["1", "2", ""])
  }

  @Test("Of a focus that is too long, what has come to it is seen, else its start")
  func longFocus() {
    let body = (1...9).map { StyledLine("\($0)") }
    var scene = Self.scene(16, 5, Self.page(body, focus: 2..<8))
    #expect(Self.text(scene)[1...3] == ["3", "4", "5"])
    scene = Self.scene(16, 5, Self.page(Array(body[..<5]), focus: 0..<5))
    scene.show(Self.page(body, focus: 0..<7), said: [])
    #expect(Self.text(scene)[1...3] == ["5", "6", "7"])
  }

  @Test("What was scrolled to stays when the page stays, and a focus that fits comes back")
  func samePage() {
    let body = (1...9).map { StyledLine("\($0)") }
    for focus in [0..<0, 0..<7] {
      var scene = Self.scene(16, 5, Self.page(body, focus: focus))
      scene.scroll(.pageDown)
      scene.show(Self.page(body, focus: focus), said: [])
      #expect(Self.text(scene)[1...3] == ["3", "4", "5"])
    }
    var scene = Self.scene(16, 5, Self.page(body, focus: 0..<1))
    scene.scroll(.pageDown)
    scene.show(Self.page(body, focus: 0..<1), said: [])
    #expect(Self.text(scene)[1...3] == ["1", "2", "3"])
  }

  @Test("Scrolling ends at both ends of the page")
  func scrolling() {
    let body = (1...9).map { StyledLine("\($0)") }
    var scene = Self.scene(16, 5, Self.page(body))
    scene.scroll(.lineDown)
    #expect(Self.text(scene)[1...3] == ["2", "3", "4"])
    scene.scroll(.pageDown)
    #expect(Self.text(scene)[1...3] == ["4", "5", "6"])
    for _ in 0..<9 { scene.scroll(.pageDown) }
    #expect(Self.text(scene)[1...3] == ["7", "8", "9"])
    scene.scroll(.pageUp)
    #expect(Self.text(scene)[1...3] == ["5", "6", "7"])
    for _ in 0..<9 { scene.scroll(.lineUp) }
    #expect(Self.text(scene)[1...3] == ["1", "2", "3"])
  }

  @Test("A long answer takes the page's place and scrolls, and the page comes back")
  func answers() {
    let said = (1...5).map { StyledLine("said \($0)") }
    var scene = Self.scene(48, 5, Self.page(["one"]), said: said)
    #expect(
      Self.text(scene) == [
        "heading", "said 1", "said 2", "said 3",
        "↑ ↓ Space: more · any other key: back         ↓2",
      ])
    scene.scroll(.pageDown)
    #expect(Self.text(scene)[1...3] == ["said 3", "said 4", "said 5"])
    scene.dismiss()
    #expect(Self.text(scene) == ["heading", "one", "", "", "footer"])
  }

  @Test("The question is at the bottom with the cursor in it, however long the answer is")
  func question() {
    var scene = Self.scene(10, 4, Self.page(["one"]))
    scene.editor = LineEditor(label: "say: ", command: "say", initial: "v̂")
    #expect(scene.drawing().rows.last?.text == "say: v̂")
    #expect(scene.drawing().cursor?.row == 3 && scene.drawing().cursor?.column == 6)
    scene.editor = LineEditor(label: "say: ", command: "say", initial: "0123456789")
    #expect(scene.drawing().rows.last?.text == "say: 6789")
    #expect(scene.drawing().cursor?.column == 9)
  }

  @Test(
    "A window of any size is filled, and nothing overflows it",
    arguments: [1, 2, 3, 5, 8, 13, 20, 30], 1...9)
  func everySize(columns: Int, rows: Int) {
    let body = (1...9).map { StyledLine("v̂ ← v / (1 − β₁ᵗ), 日本語, number \($0)") }
    let answers: [[StyledLine]] = [
      [], ["said"], ["said at some length, in two lines", "or more"], body + body,
    ]
    for said in answers {
      for focus in [0..<0, 8..<9, 2..<7, 5..<99] {
        var scene = Self.scene(columns, rows, Self.page(body, focus: focus), said: said)
        for way in [KeyMeaning.Scroll.pageDown, .lineDown, .pageUp, .lineUp] {
          scene.scroll(way)
          let drawing = scene.drawing()
          #expect(drawing.rows.count == rows)
          #expect(drawing.rows.allSatisfy { $0.columns <= columns })
        }
        scene.editor = LineEditor(label: "a question: ", command: "", initial: "日本語 12345678")
        let drawing = scene.drawing()
        #expect(drawing.rows.count == rows)
        #expect(drawing.rows.allSatisfy { $0.columns <= columns })
        #expect(
          drawing.cursor?.row == rows - 1 && drawing.cursor.map { $0.column < columns } == true)
      }
    }
  }

  @Test(
    "A footer that is too long loses parts before help and the way out",
    arguments: [
      (34, "n next · b back · h help · q quit"), (25, "n next · h help · q quit"),
      (16, "h help · q quit"), (10, "q quit"), (5, "q qu…"),
    ])
  func fittedFooter(columns: Int, expected: String) {
    var scene = Scene(size: WindowSize(columns: columns, rows: 3))
    scene.show(
      Page(body: ["one"], footer: "n next · b back · s set · h help · q quit"), said: [])
    #expect(Self.text(scene).last == expected)
  }

  @Test("A window of 20 × 5 shows the heading, the focus and the footer; one row shows the focus")
  func smallWindows() {
    let body = (1...9).map { StyledLine("number \($0)") }
    #expect(
      Self.text(Self.scene(20, 5, Self.page(body, focus: 8..<9)))
        == ["heading", "number 7", "number 8", "number 9", "footer            ↑6"])
    #expect(Self.text(Self.scene(20, 1, Self.page(body, focus: 8..<9))) == ["number 9"])
    #expect(
      Self.text(Self.scene(20, 2, Self.page(body, focus: 8..<9), said: ["said"]))
        == ["number 9", "said"])
  }

  @Test("A size that is unknown or absurd is 80 × 24", arguments: [(0, 0), (-5, 70_000)])
  func unknownSize(columns: Int, rows: Int) {
    #expect(WindowSize(columns: columns, rows: rows) == WindowSize(columns: 80, rows: 24))
  }
}

@Suite("What is sent to a terminal") struct PainterTests {
  static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test("Only rows that differ are sent, and nothing if none does")
  func differences() {
    var painter = Painter(hasColour: true)
    let size = WindowSize(columns: 10, rows: 2)
    let first = Scene.Drawing(rows: ["one", "two"], cursor: nil)
    let second = Scene.Drawing(rows: ["one", "three"], cursor: nil)
    #expect(Self.text(painter.paint(first, size)).hasSuffix("\u{1B}[1;1Hone\u{1B}[2;1Htwo"))
    #expect(painter.paint(first, size).isEmpty)
    #expect(Self.text(painter.paint(second, size)) == "\u{1B}[?25l\u{1B}[2;1Hthree\u{1B}[K")
    painter.forget()
    #expect(Self.text(painter.paint(second, size)).contains("\u{1B}[1;1Hone"))
  }

  @Test("Without colour nothing is coloured, and a warning still stands out")
  func colour() {
    let size = WindowSize(columns: 10, rows: 1)
    let row = StyledLine("a", .warning).with("b", .good).with("c", .focus)
    let drawing = Scene.Drawing(rows: [row], cursor: nil)
    var coloured = Painter(hasColour: true)
    var plain = Painter(hasColour: false)
    #expect(
      Self.text(coloured.paint(drawing, size)).hasSuffix(
        "\u{1B}[1;33ma\u{1B}[0m\u{1B}[32mb\u{1B}[0m\u{1B}[7mc\u{1B}[0m"))
    #expect(
      Self.text(plain.paint(drawing, size)).hasSuffix("\u{1B}[1ma\u{1B}[0mb\u{1B}[7mc\u{1B}[0m"))
  }
}
