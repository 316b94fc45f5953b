import Testing
import Text

/// A page in a terminal, compared with a layout made by hand.
@Suite("Markdown in a terminal") struct MarkdownPageTests {
  private func shown(_ markdown: String, width: Int = 40) -> [String] {
    var text = WrappedText(width: width)
    MarkdownPage(markdown).write(in: &text)
    return text.lines.map(\.text)
  }

  @Test func `headings are underlined and paragraphs joined and broken again`() {
    #expect(
      shown("# Adam\n\nOne two\nthree four five.\n\n## Why\n### Units\n", width: 12)
        == ["Adam", "════", "", "One two", "three four", "five.", "", "Why", "───", "", "Units"])
  }

  @Test func `code of one word stands as it is, a command in quotes, and a link is its text`() {
    #expect(
      shown("Run `gradus step adam`; see `beta1` in [the *rule*](../a.md), **now**. 2 * 3 \\* 4")
        == ["Run 'gradus step adam'; see beta1 in the", "rule, now. 2 * 3 * 4"])
  }

  @Test func `footnotes are numbered as they are referred to, and stand at the end`() {
    #expect(
      shown("A.[^b] B.[^a] C.[^b]\n\n[^a]: Note 1,\nline 2.\n[^b]: Note 0.\n[^c]: Nobody's.\n")
        == ["A.[1] B.[2] C.[1]", "", "[1] Note 0.", "[2] Note 1, line 2."])
  }

  @Test func `the items of a list hang, and one goes on in the next line`() {
    #expect(
      shown("- one two\n  three\n- four\n  - five\n\n1. six\n", width: 10)
        == ["• one two", "  three", "• four", "  • five", "", "1. six"].filter { !$0.isEmpty })
  }

  @Test func `a table that fits is a table, and one that does not is records`() {
    let table = "| mistake | what happens |\n|---|---|\n| `a\\|b` | x is lost |\n| `c` | |\n"
    #expect(
      shown(table)
        == ["mistake  what happens", "───────  ────────────", "a|b      x is lost", "c"])
    #expect(
      shown(table, width: 20)
        == ["mistake: a|b", "  what happens", "      x is lost", "", "mistake: c"])
  }

  @Test func `a table within a list is as far in as its item`() {
    #expect(
      shown("- the shapes:\n\n  | q | s |\n  |---|---|\n  | X | 2 |\n\n- more")
        == ["• the shapes:", "", "  q  s", "  ─  ─", "  X  2", "", "• more"])
  }

  @Test func `long code continues below itself, a reason beside an equation on its own line`() {
    #expect(
      shown("```\n   1  v ← β·v      keep the past\n```", width: 24)
        == ["   1  v ← β·v", "     keep the past"])
    #expect(
      shown("```\n  with the bug no-correction\n```", width: 20)
        == ["  with the bug", "      no-correction"])
    #expect(shown("```\n⎡ 0.123  −0.25 ⎤\n```", width: 17) == ["⎡ 0.123  −0.25 ⎤"])
  }

  @Test func `a long command continues after a backslash, and a quoted argument stays whole`() {
    #expect(
      shown("```console\n$ gradus trace adam --case course\n```", width: 24)
        == ["$ gradus trace adam \\", "    --case course"])
    #expect(
      shown("```console\n$ printf 'a = 1 2 3 4 5 6' | gradus trace\n```", width: 26)
        == ["$ printf \\", "    'a = 1 2 3 4 5 6' | \\", "    gradus trace"])
    #expect(
      shown("```console\n$ gradus trace adam xyz\n```", width: 23) == ["$ gradus trace adam xyz"])
  }

  @Test func `a picture is its description, and a formula plain characters`() {
    #expect(shown("![Two paths](picture.svg)") == ["[Picture: Two paths]"])
    #expect(
      shown(#"$$\hat{v} \leftarrow \frac{v}{1 - \beta_1^{t}} \cdot \left(1-\beta\right)^2$$"#)
        == ["  v̂ ← v / (1 − β₁ᵗ) · (1−β)²"])
  }

  @Test(arguments: [
    "> quoted", "* star", "<b>bold</b>", "a <br> b", "a&nbsp;b", "[a][b]", "~~gone~~", "$x$",
    "    indented", "---",
  ])
  func `what the pages do not use is unknown`(markdown: String) {
    #expect(MarkdownPage(markdown).unknown == [markdown])
  }

  @Test func `what looks like markup inside code is known`() {
    #expect(MarkdownPage("`<b>` and `$x$`\n\n```\n> <b>\n```").unknown == [])
  }
}
