import Testing
import Text

@Suite("Words") struct WordsTests {
  @Test("One is one thing, any other number several")
  func counting() {
    #expect(
      (0...2).map { counted($0, "point") } == ["0 points", "1 point", "2 points"])
    #expect(counted(2, "quantity", "quantities") == "2 quantities")
    #expect(counted(1, "quantity", "quantities") == "1 quantity")
  }

  @Test("A list has an 'and' before its last word")
  func lists() {
    let lists = [[], ["a"], ["a", "b"], ["a", "b", "c"]]
    #expect(lists.map { listed($0) } == ["", "a", "a and b", "a, b and c"])
  }

  @Test("Padding goes by the columns of a terminal")
  func padding() {
    #expect(padded("v̂", 3) == "v̂  ")
    #expect(padded("日本", 5) == "日本 ")
    #expect(padded("abc", 2) == "abc")
  }

  @Test("A text is broken at spaces, where the next word would pass the width")
  func wrapping() {
    #expect("aa bb cc".lines(width: 5) == ["aa bb", "cc"])
    #expect("aa bb cc".lines(width: 4) == ["aa", "bb", "cc"])
    #expect("日本 日本".lines(width: 9) == ["日本 日本"])
    #expect("日本 日本".lines(width: 8) == ["日本", "日本"])
    #expect("aa bb".lines(width: 7, after: "To: ") == ["To: aa", "    bb"])
    #expect("toolong a".lines(width: 3) == ["toolong", "a"])
  }

  @Test("Distances count inserted, dropped, replaced and, if asked for, swapped letters")
  func distances() {
    func distance(_ a: String, _ b: String, swaps: Bool = true) -> Int {
      editDistance(Array(a.utf8), Array(b.utf8), countsSwaps: swaps)
    }
    #expect(distance("adam", "adam") == 0)
    #expect(distance("adm", "adam") == 1)
    #expect(distance("tarce", "trace") == 1)
    #expect(distance("tarce", "trace", swaps: false) == 2)
    #expect(distance("", "abc") == 3)
    #expect(distance("kitten", "sitting") == 3)
  }

  @Test("Digits, signs, brackets and the letters of exponents can be raised, other letters cannot")
  func superscripts() {
    #expect("0123456789".superscript == "⁰¹²³⁴⁵⁶⁷⁸⁹")
    #expect("−8".superscript == "⁻⁸" && "-8".superscript == "⁻⁸" && "t + 1".superscript == "ᵗ⁺¹")
    #expect("(l − n)".superscript == "⁽ˡ⁻ⁿ⁾")
    #expect("2x".superscript == nil)
  }

  @Test("Only a small ASCII letter becomes a capital")
  func capitals() {
    // Every ASCII character, compared with the standard library's table of letters.
    for code in UInt8(0x20)..<0x7F {
      let letter = String(UnicodeScalar(code))
      #expect((letter + "az").capitalizedFirst == letter.uppercased() + "az")
    }
    #expect(
      ["cost", "α", "", "C", "1st"].map(\.capitalizedFirst) == ["Cost", "α", "", "C", "1st"])
  }
}
