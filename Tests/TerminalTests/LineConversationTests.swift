import Foundation
import Interaction
import SmallTalk
import Terminal
import Testing
import Text

/// A conversation through two pipes.
private struct Talk {
  let text: String
  let code: Int32

  init(_ typed: [UInt8], readsNothing: Bool = false, count: Int = 2) {
    let input = Pipe()
    let output = Pipe()
    final class Sink: @unchecked Sendable { var data = Data() }
    let sink = Sink()
    let group = DispatchGroup()
    DispatchQueue.global().async(group: group) {
      try? input.fileHandleForWriting.write(contentsOf: typed)
      try? input.fileHandleForWriting.close()
    }
    if readsNothing {
      try? output.fileHandleForReading.close()
    } else {
      DispatchQueue.global().async(group: group) {
        sink.data = (try? output.fileHandleForReading.readToEnd()) ?? Data()
      }
    }
    var program = SmallTalk(count: count)
    code = converse(
      with: &program, input: input.fileHandleForReading.fileDescriptor,
      output: output.fileHandleForWriting.fileDescriptor, environment: ["TERM": "xterm"])
    try? output.fileHandleForWriting.close()
    if !readsNothing { group.wait() }
    text = String(decoding: sink.data, as: UTF8.self)
  }

  init(_ typed: String) { self.init(Array(typed.utf8)) }
}

/// One conversation at a time, since it uses the process's signals.
@Suite("A conversation through a pipe or on a screen", .serialized) struct LineConversationTests {
  static let opening = """
    Small talk · line 1 of 2
    lines of any length

    ▶ line 1: v ← β₁·v + (1 − β₁)·g
      line 2: v ← β₁·v + (1 − β₁)·g

    Space next · b back · 5g line 5 · : command · ? help · q quit

    """

  @Test("The first page is printed whole, and the end of the input is a quit")
  func opening() {
    let talk = Talk("")
    #expect(talk.text == Self.opening + "good-bye\n")
    #expect(talk.code == 0)
  }

  @Test(
    "Every command is repeated before its answer, and a new page has its heading if that is new")
  func commands() {
    let talk = Talk("next\nline 2\nsay hello\r\nwarn\nquit\nnext\n")
    #expect(
      talk.text == Self.opening + """
        > next
        Small talk · line 2 of 2
        lines of any length
          line 1: v ← β₁·v + (1 − β₁)·g
        ▶ line 2: v ← β₁·v + (1 − β₁)·g
        > line 2
          line 1: v ← β₁·v + (1 − β₁)·g
        ▶ line 2: v ← β₁·v + (1 − β₁)·g
        > say hello
        hello
        > warn
        a warning
        right
        > quit
        good-bye

        """)
    #expect(talk.code == 0)
  }

  @Test("An empty line goes to the program, and so does a last line without a line break")
  func repeating() {
    #expect(Talk("say a\n\nquit").text == Self.opening + "> say a\na\n> \na\n> quit\ngood-bye\n")
  }

  @Test("A line that is too long or not UTF-8 is passed over with a word")
  func badLines() {
    let long = [UInt8](repeating: 0x78, count: 70_000)
    let talk = Talk(long + Array("\nsay a\n".utf8) + [0xFF, 0x0A] + Array("say b\n".utf8))
    #expect(
      talk.text == Self.opening + """
        A line is longer than 64 KB, which no command is; it was passed over.
        > say a
        a
        A line is not UTF-8 text, as commands are; it was passed over.
        > say b
        b
        good-bye

        """)
  }

  @Test("Control characters in a command are not given to the terminal")
  func controls() {
    #expect(
      !Talk("say \u{1B}[2J\u{7}\n").text.unicodeScalars.contains { $0.isHidden && $0 != "\n" })
  }

  @Test("When nobody reads, the conversation ends quietly with 141")
  func closed() {
    #expect(Talk(Array("next\nnext\n".utf8), readsNothing: true).code == 141)
  }

  @Test("An answer larger than a pipe arrives whole")
  func large() {
    let talk = Talk(Array("next\nquit\n".utf8), count: 5_000)
    // The page twice, each with two heading lines; a footer, two commands, a farewell; without the
    // blank lines.
    #expect(talk.text.split(separator: "\n").count == 10_008)
  }
}
