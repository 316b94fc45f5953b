import Testing
import Text

@Suite("Text in columns") struct FoldingTests {
  /// From Unicode's EastAsianWidth.txt and UnicodeData.txt.
  @Test(
    "A text takes the columns that terminals give it",
    arguments: [
      ("", 0), ("abc", 3), ("v̂", 1), ("ŝ ← s", 5), ("√(v̂) + ε", 8), ("θ₁₂", 3), ("⎡ 1 ⎤", 5),
      ("日本", 4), ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2), ("ｆ", 2), ("e\u{301}\u{302}", 1),
      ("🙂", 2),
      ("−0.5", 4), ("▶", 1), ("…", 1),
    ])
  func columns(text: String, columns: Int) {
    #expect(text.columns == columns)
    #expect(StyledLine(text).columns == columns)
  }

  @Test("A line that is too long ends in …, and never in half a character")
  func clipping() {
    #expect(StyledLine("abcdef").clipped(to: 6).text == "abcdef")
    #expect(StyledLine("abcdef").clipped(to: 5).text == "abcd…")
    #expect(StyledLine("v̂v̂v̂").clipped(to: 2).text == "v̂…")
    #expect(StyledLine("日本語").clipped(to: 4).text == "日…")
    #expect(StyledLine("日本語").clipped(to: 1).text == "…")
    #expect(StyledLine("日本語").clipped(to: 0).text == "")
    #expect(StyledLine("ab").clipped(to: -1).text == "")
  }

  @Test("What stands out still does after clipping and folding")
  func emphasis() {
    let line = StyledLine("one ", .strong).with("two three", .warning)
    #expect(
      line.clipped(to: 7) == StyledLine("one ", .strong).with("tw", .warning).with("…", .warning))
    #expect(
      line.wrapped(to: 8, indent: 2) == [
        StyledLine("one ", .strong).with("two", .warning),
        StyledLine("  ").with("three", .warning),
      ])
  }

  @Test("A line is folded at spaces, further lines are indented, a long word is cut")
  func wrapping() {
    func folded(_ text: String, _ width: Int, _ indent: Int = 0) -> [String] {
      StyledLine(text).wrapped(to: width, indent: indent).map { $0.text }
    }
    #expect(folded("one two three", 13) == ["one two three"])
    #expect(folded("one two three", 12) == ["one two", "three"])
    #expect(folded("one two three", 7, 2) == ["one two", "  three"])
    #expect(folded("  one two", 6, 2) == ["  one", "  two"])
    #expect(folded("abcdefgh", 3) == ["abc", "def", "gh"])
    #expect(folded("a abcdefgh", 4, 1) == ["a", " abc", " def", " gh"])
    #expect(folded("日本語", 5) == ["日本", "語"])
    #expect(folded("a日", 1) == ["a", "…"])
    #expect(folded("one   two", 4) == ["one", "two"])
    #expect(folded("one two", 0) == [""])
    #expect(folded("one two", -3) == [""])
    #expect(folded("a b c", 1, 9) == ["a", "b", "c"])
    #expect(folded("", 5) == [""])
  }

  @Test("Folding loses nothing but spaces, and keeps within the columns", arguments: 1...40)
  func nothingLost(width: Int) {
    let text = "3  v̂ ← v / (1 − β₁ᵗ) = ⎡ −0.1100619   0.1144724 ⎤ 日本語 supercalifragilistic"
    let lines = StyledLine(text).wrapped(to: width, indent: 4)
    #expect(lines.allSatisfy { $0.columns <= width })
    if width > 1 {
      let joined = lines.map { $0.text }.joined().filter { $0 != " " }
      #expect(joined == text.filter { $0 != " " })
    }
  }

  @Test("A control character is shown by its number, a line break as a space")
  func controls() {
    #expect(StyledLine("a\u{1B}[2J\r\nb\u{9B}c").text == #"a\u{1B}[2J  b\u{9B}c"#)
  }

  @Test(
    "A line is indented by its spaces and the mark that points at it",
    arguments: [
      ("", 0), ("a", 0), ("  a b", 2), ("▶ a", 2), ("  ▶ a ▶", 4), ("   ", 3), ("·  a", 0),
    ])
  func indentation(text: String, columns: Int) {
    #expect(StyledLine(text).indentation == columns)
    // With any division into pieces.
    let pieces = text.reduce(StyledLine()) { $0.with(String($1), .strong) }
    #expect(pieces.indentation == columns)
  }
}
