import Testing
import Text

/// Expected lines are laid out by hand.
@Suite("Text in columns") struct WrappedTextTests {
  private func laidOut(_ width: Int, _ write: (inout WrappedText) -> Void) -> [String] {
    var text = WrappedText(width: width)
    write(&text)
    return text.lines.map(\.text)
  }

  @Test func `words go on below their own beginning`() {
    #expect(
      laidOut(16) { $0.words("one two three four", after: "Seen  ") }
        == ["Seen  one two", "      three four"])
    #expect(laidOut(9) { $0.words("one two three", indent: 2) } == ["one two", "  three"])
  }

  @Test func `a line is never broken`() {
    #expect(laidOut(10) { $0.line("⎡ 0.1100619 0.1144724 ⎤") } == ["⎡ 0.1100619 0.1144724 ⎤"])
  }

  @Test func `words are broken at a hundred columns where there are more`() {
    let words = Array(repeating: "1234", count: 30).joined(separator: " ")
    #expect(laidOut(300) { $0.words(words) }.map(\.count) == [99, 49])
  }

  @Test func `a no-break space keeps words together and is written as a space`() {
    #expect(
      laidOut(12) { $0.words("trace [--case\u{A0}X]") } == ["trace", "[--case X]"])
  }

  @Test func `the last column goes on below itself`() {
    #expect(
      laidOut(30) { $0.rows([["a", "one two three four five six"], ["bcd", "one"]]) }
        == ["a    one two three four five", "     six", "bcd  one"])
  }

  @Test func `one long label has its text below, and the others keep their columns`() {
    let rows: [[StyledLine]] = [
      ["a", "one two three"], ["a much longer label", "four"], ["b", "five"],
    ]
    #expect(
      laidOut(20) { $0.rows(rows) }
        == ["a  one two three", "a much longer label", "   four", "b  five"])
  }

  @Test func `a table that is too wide is cut into tables that have the first column`() {
    #expect(
      laidOut(11) { $0.table([["", "seen", "apart"], ["x", "1", "2"]]) }
        == ["   seen", "x  1", "", "   apart", "x  2"])
    #expect(
      laidOut(14) { $0.table([["", "seen", "apart"], ["x", "1", "2"]]) }
        == ["   seen  apart", "x  1     2"])
  }

  @Test func `a few long names stand above their rows where the table then fits`() {
    let rows: [[StyledLine]] = [["", "a"], ["x", "1"], ["y", "2"], ["much longer", "3"]]
    #expect(laidOut(8) { $0.table(rows) } == ["   a", "x  1", "y  2", "much longer", "   3"])
  }

  @Test func `what stands out stays so in every line it is broken into`() {
    var text = WrappedText(width: 7)
    text.words(StyledLine("one two", .good).with(" three", .bad))
    #expect(
      text.lines.map { $0.forTerminal(hasColour: true) }
        == ["\u{1B}[32mone two\u{1B}[0m", "\u{1B}[1;31mthree\u{1B}[0m"])
  }

  @Test func `an escape sequence in a text is shown and not obeyed`() {
    #expect(
      StyledLine("\u{1B}[31mred", .good).forTerminal(hasColour: true)
        == "\u{1B}[32m\\u{1B}[31mred\u{1B}[0m")
  }

  @Test func `names are the same but for capitals and what separates their words`() {
    #expect(isSameName("lr_decay", "LR-Decay"))
    #expect(isSameName("bias correction", "bias-correction"))
    #expect(!isSameName("beta1", "beta2"))
    #expect(!isSameName("beta", "beta1"))
  }
}
