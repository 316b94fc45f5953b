import Foundation
import Testing
import Text

/// Tests each escaper with every special character, alone and between marks that would hide it from
/// a comparison of whole characters: U+0600 joins the character after it, U+0301 the one before.
@Suite("Escaping") struct EscapingTests {
  @Test(
    "Markdown's signs get a backslash, whatever stands beside them",
    arguments: Array("\\`*_<>$[]#|~&".unicodeScalars))
  func markdown(sign: Unicode.Scalar) {
    for (before, after) in [("", ""), ("\u{600}", ""), ("", "\u{301}"), ("a", "\u{301}")] {
      let escaped = "\(before)\(sign)\(after)".markdownEscaped
      #expect(escaped.unicodeScalars.elementsEqual("\(before)\\\(sign)\(after)".unicodeScalars))
    }
  }

  @Test("XML's five characters are written out, also in front of an accent")
  func xml() {
    let known = [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("'", "&#39;")]
    for (sign, written) in known {
      #expect(sign.xmlEscaped == written)
      #expect(
        "\u{600}\(sign)\u{301}".xmlEscaped.unicodeScalars.elementsEqual(
          "\u{600}\(written)\u{301}".unicodeScalars))
    }
    #expect("a\u{1B}b\u{202E}".xmlEscaped == #"a\u{1B}b\u{202E}"#)
  }

  @Test("A cell that begins like a formula is disarmed; a number is not")
  func formulas() {
    let known = [
      ("=1+1", "'=1+1"), ("+1+1", "'+1+1"), ("-1+1", "'-1+1"), ("@SUM(1)", "'@SUM(1)"),
      ("\t=1", "' =1"), ("\r1", "' 1"), ("=\u{301}1", "'=\u{301}1"), (" =1", "' =1"),
      ("＝1", "'＝1"),
      ("-0.5", "-0.5"), ("+1e-08", "+1e-08"), ("-inf", "-inf"), ("a=1", "a=1"), ("", ""),
    ]
    for (text, cell) in known {
      #expect(text.csvCell.unicodeScalars.elementsEqual(cell.unicodeScalars), "\(text.visible)")
    }
  }

  @Test("A cell with a separator or a quote stands in quotes, its own quotes twice")
  func cells() {
    let known = [
      ("a,b", "\"a,b\""), ("a;b", "\"a;b\""), ("say \"x\"", "\"say \"\"x\"\"\""),
      ("a,\u{301}b", "\"a,\u{301}b\""), ("\"\u{301}", "\"\"\"\u{301}\""),
      ("\u{600}\"", "\"\u{600}\"\"\""), ("a\nb", "a b"),
    ]
    for (text, cell) in known {
      #expect(text.csvCell.unicodeScalars.elementsEqual(cell.unicodeScalars), "\(text.visible)")
    }
  }

  @Test(
    "LaTeX's signs are harmless, also under an accent or a hat",
    arguments: [
      ("\\", #"\textbackslash{}"#), ("~", #"\textasciitilde{}"#), ("^", #"\textasciicircum{}"#),
      ("#", ##"\#"##), ("$", ##"\$"##), ("%", ##"\%"##), ("&", ##"\&"##), ("_", ##"\_"##),
      ("{", ##"\{"##),
      ("}", ##"\}"##), ("-", "{-}"), ("<", "{<}"), (">", "{>}"), ("'", "{'}"), ("`", "{`}"),
      ("\"", #"{\textquotedbl}"#),
    ])
  func latex(sign: String, escaped: String) {
    #expect(sign.latexEscaped == escaped)
    #expect(
      "\(sign)\u{301}".latexEscaped.unicodeScalars.elementsEqual(
        (escaped + "\\letter{301}{\u{301}}").unicodeScalars))
    #expect(
      "\(sign)\u{302}".latexEscaped.unicodeScalars.elementsEqual(
        (escaped + "\\letter{302}{\u{302}}").unicodeScalars))
    #expect("v\u{302}".latexEscaped == #"\ensuremath{\hat{v}}"#)
  }

  @Test("A shell takes the word apart into the very bytes it was made of")
  func shell() throws {
    let words = [
      "it's", "'", "''", "a b", "$HOME", "`id`", "\"", "\\", "*", "~", "=ls", "--set", "alpha=0.1",
      "W1=[[1,2]]", "#x", "a;b|c&d<e>f(g)", "", "line\nbreak\n", "tab\t", "\u{1B}[31m",
      "\u{9B}x\u{7F}",
      "\u{202E}b", "é’\u{301}", "%s%d", "\u{200B}", "!!",
    ]
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "printf '%s\\0' " + words.map(\.shellWord).joined(separator: " ")]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(bytes.elementsEqual(words.flatMap { Array($0.utf8) + [0] }))
    for word in words {
      #expect(!word.shellWord.unicodeScalars.contains { $0.isHidden && $0 != "\n" })
    }
    #expect("alpha=0.1".shellWord == "alpha=0.1")
    #expect("my/case.json".shellWord == "my/case.json")
  }
}
