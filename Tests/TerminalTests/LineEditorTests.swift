import Interaction
import Terminal
import Testing

@Suite("An answer that is typed") struct LineEditorTests {
  /// The answer after some keys, with `|` at the cursor.
  static func typed(_ keys: [Key], from initial: String = "", history: [String] = []) -> String {
    var editor = LineEditor(label: ":", command: "say", initial: initial, history: history)
    for key in keys { _ = editor.take(key) }
    return editor.before + "|" + editor.after
  }

  static func characters(_ text: String) -> [Key] { text.map { .character($0) } }

  @Test("Keys edit the answer as a shell's do")
  func editing() {
    let typed = Self.typed
    #expect(typed(Self.characters("abc"), "", []) == "abc|")
    #expect(typed([.backspace], "abc", []) == "ab|")
    #expect(typed([.left, .left, .character("x")], "abc", []) == "ax|bc")
    #expect(typed([.home, .delete, .right, .character("x")], "abc", []) == "bx|c")
    #expect(typed([.control("a"), .character("x"), .control("e")], "abc", []) == "xabc|")
    #expect(typed([.left, .control("u")], "abc", []) == "|c")
    #expect(typed([.left, .left, .control("k")], "abc", []) == "a|")
    #expect(typed([.control("w")], "one two ", []) == "one |")
    #expect(typed([.control("w"), .control("w"), .control("w")], "one two", []) == "|")
    #expect(typed([.left, .control("d")], "abc", []) == "ab|")
    #expect(typed([.right, .delete, .end, .home, .left], "é", []) == "|é")
    #expect(typed([.character("v"), .character("\u{302}"), .left], "", []) == "|v̂")
    #expect(typed([.unknown, .pageUp, .tab, .control("x")], "abc", []) == "abc|")
  }

  @Test("An answer of 4096 bytes is full: no more characters, but the keys that edit it")
  func longest() {
    var editor = LineEditor(
      label: ":", command: "say", initial: String(repeating: "a", count: 4_095))
    _ = editor.take(.character("b"))
    #expect(editor.answer.utf8.count == 4_096 && editor.answer.hasSuffix("b"))
    _ = editor.take(.character("c"))
    #expect(editor.answer.utf8.count == 4_096 && editor.answer.hasSuffix("b"))
    _ = editor.take(.backspace)
    _ = editor.take(.character("c"))
    #expect(editor.answer.hasSuffix("ac"))
  }

  @Test("Earlier answers come back with the arrows, and so does what was begun")
  func history() {
    let earlier = ["one", "two"]
    #expect(Self.typed([.up], from: "x", history: earlier) == "two|")
    #expect(Self.typed([.up, .up, .up], from: "x", history: earlier) == "one|")
    #expect(Self.typed([.up, .up, .down, .down], from: "x", history: earlier) == "x|")
    #expect(Self.typed([.down], from: "x", history: earlier) == "x|")
    #expect(Self.typed([.up], from: "x") == "x|")
  }

  @Test("Enter puts the answer behind the command, and an ending behind its own")
  func finishing() {
    func outcome(_ key: Key, _ command: String, _ initial: String) -> LineEditor.Outcome {
      var editor = LineEditor(
        label: ":", command: command, initial: initial, endings: ["g": "line"])
      return editor.take(key)
    }
    #expect(outcome(.enter, "say", " a b ") == .finished(command: "say a b"))
    #expect(outcome(.enter, "say", "") == .finished(command: "say"))
    #expect(outcome(.enter, "", "next") == .finished(command: "next"))
    #expect(outcome(.enter, "", " ") == .cancelled)
    #expect(outcome(.character("g"), "", "5") == .finished(command: "line 5"))
    #expect(outcome(.escape, "say", "x") == .cancelled)
    #expect(outcome(.backspace, "say", "") == .cancelled)
    #expect(outcome(.control("d"), "say", "") == .cancelled)
    #expect(outcome(.character("x"), "say", "") == .goesOn)
  }

  @Test("An answer stops growing before it is absurd")
  func length() {
    let text = Self.typed(Array(repeating: .character("x"), count: 10_000))
    #expect(text.count < 5_000)
  }
}
