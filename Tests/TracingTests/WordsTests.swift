import Testing
import Tracing

@Suite("Words of somebody else's file") struct WordsTests {
  @Test(
    "What a terminal obeys becomes a space, what turns the direction of writing goes",
    arguments: [
      ("a\u{1B}[2Jb", "a [2Jb"), ("a\nb", "a b"), ("a\u{2028}b", "a b"),
      ("\u{202E}nuf\u{202C}", "nuf"), ("\u{2066}a\u{2069}\u{200F}", "a"), ("\u{FEFF}x", "x"),
      ("दे\u{200D}व", "दे\u{200D}व"),
    ])
  func controls(text: String, shown: String) {
    #expect(Array(text.withoutControls().unicodeScalars) == Array(shown.unicodeScalars))
    #expect("a\nb".withoutControls(keepingLineBreaks: true) == "a\nb")
  }
}
