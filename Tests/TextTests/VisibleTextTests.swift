import Testing
import Text

@Suite("Texts from outside, made visible") struct VisibleTextTests {
  @Test(
    "A character that a terminal obeys, or that nobody sees, is shown by its number",
    arguments: [
      ("a\u{1B}[2Jb", #"a\u{1B}[2Jb"#), ("a\nb\tc\r", "a b c "), ("a\u{2028}b", "a b"),
      ("a\0b\u{7F}", #"a\u{0}b\u{7F}"#), ("\u{9B}31m", #"\u{9B}31m"#),
      ("\u{202E}nuf\u{202C}", #"\u{202E}nuf\u{202C}"#),
      ("\u{2066}a\u{200F}", #"\u{2066}a\u{200F}"#),
      ("\u{FEFF}x\u{200B}y", #"\u{FEFF}x\u{200B}y"#), ("a\u{E0041}", #"a\u{E0041}"#),
      ("a\u{AD}b\u{FFFF}", #"a\u{AD}b\u{FFFF}"#), ("x\u{200D}=", #"x\u{200D}="#),
      // Names need these characters.
      ("दे\u{200D}व", "दे\u{200D}व"), ("علی\u{200C}رضا", "علی\u{200C}رضا"), ("e\u{301}", "e\u{301}"),
      ("\u{600}<", "\u{600}<"), ("v̂ ← β₁·v − …", "v̂ ← β₁·v − …"),
    ])
  func shown(text: String, shown: String) {
    #expect(Array(text.visible.unicodeScalars) == Array(shown.unicodeScalars))
  }

  @Test("Every control character of C0, DEL and C1 is hidden, no other below U+00A0")
  func controls() {
    for value in UInt32(0)..<0xA0 {
      let isControl = value < 0x20 || value >= 0x7F
      #expect(Unicode.Scalar(value)?.isHidden == isControl, "\(value)")
    }
  }

  @Test("Lines stay lines, with their tabs; a return alone would overwrite one")
  func lines() {
    #expect("a\n\tb\r\nc".visibleLines.utf8.elementsEqual("a\n\tb\r\nc".utf8))
    #expect("right\rwrong\u{1B}".visibleLines == #"right wrong\u{1B}"#)
  }

  @Test("Bytes without a hidden character pass at once, those with one never do")
  func bytes() {
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value), scalar != "\n", scalar != "\t" else { continue }
      guard scalar.isHidden || value < 0x2500 else { continue }
      // Bytes are examined eight at a time, so the character is tested at each of eight positions,
      // and at the end.
      for before in 0..<8 {
        let text =
          String(repeating: "a", count: before) + "\(scalar)" + (before > 0 ? "letters" : "")
        let isPassed = !mayHide(Array(text.utf8))
        if scalar.isHidden == isPassed,
          scalar.isHidden || value < 0x600 || 0x2190...0x22FF ~= value
        {
          Issue.record("U+\(String(value, radix: 16)) behind \(before)")
        }
      }
    }
    #expect(!mayHide(Array("θ ← θ − α·v̂ / (√ŝ + ε) …\r\n— “⎡ 1×10⁻⁸ ⎤”\n".utf8)))
  }
}
