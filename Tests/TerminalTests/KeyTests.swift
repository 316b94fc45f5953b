import Interaction
import Terminal
import Testing

/// Marsaglia's xorshift, which gives the same numbers every time.
private struct Repeatable: RandomNumberGenerator {
  private var state: UInt64 = 88_172_645_463_325_252

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}

@Suite("Keys") struct KeyTests {
  /// The keys for some bytes, with a pause after them.
  static func keys(_ bytes: [UInt8]) -> [Key] {
    var decoder = KeyDecoder()
    return bytes.flatMap { decoder.take($0) } + decoder.finish()
  }

  static func keys(_ text: String) -> [Key] { keys(Array(text.utf8)) }

  /// From terminfo: xterm-256color, rxvt-unicode, tmux-256color, linux; `infocmp -1` shows them.
  static let sequences: [(String, Key)] = [
    ("\u{1B}[A", .up), ("\u{1B}OA", .up), ("\u{1B}[B", .down), ("\u{1B}OB", .down),
    ("\u{1B}[C", .right), ("\u{1B}[D", .left), ("\u{1B}[1;5C", .right), ("\u{1B}[1;2A", .up),
    ("\u{1B}[a", .up), ("\u{1B}Od", .left),
    ("\u{1B}[H", .home), ("\u{1B}OH", .home), ("\u{1B}[1~", .home), ("\u{1B}[7~", .home),
    ("\u{1B}[7$", .home), ("\u{1B}[7^", .home),
    ("\u{1B}[F", .end), ("\u{1B}OF", .end), ("\u{1B}[4~", .end), ("\u{1B}[8~", .end),
    ("\u{1B}[3~", .delete), ("\u{1B}[3;5~", .delete), ("\u{1B}[5~", .pageUp),
    ("\u{1B}[6~", .pageDown), ("\u{1B}[2~", .unknown), ("\u{1B}[Z", .backtab),
    ("\u{1B}OM", .enter), ("\u{1B}Op", .character("0")), ("\u{1B}On", .character(".")),
    ("\u{1B}Om", .character("-")),
    ("\u{1B}OP", .unknown), ("\u{1B}[[A", .unknown), ("\u{1B}[15~", .unknown),
    ("\u{1B}[M !!", .unknown), ("\u{1B}[<0;10;10M", .unknown), ("\u{1B}[I", .unknown),
    ("\u{1B}[13u", .enter), ("\u{1B}[27;5u", .escape),
    ("\r", .enter), ("\n", .enter), ("\t", .tab), ("\u{7F}", .backspace), ("\u{8}", .backspace),
    ("\u{1}", .control("a")), ("\u{1A}", .control("z")), ("\0", .unknown),
    ("a", .character("a")), (" ", .character(" ")), ("β", .character("β")),
    ("√", .character("√")), ("🙂", .character("🙂")), ("\u{302}", .character("\u{302}")),
    ("\u{1B}x", .unknown), ("\u{1B}ö", .unknown), ("\u{1B}", .escape), ("\u{1B}[", .unknown),
    ("\u{9B}", .unknown), ("\u{202E}", .unknown), ("\u{2028}", .unknown),
  ]

  @Test("A sequence of bytes is one key, and the next key is understood", arguments: sequences)
  func sequence(bytes: String, key: Key) {
    #expect(Self.keys(bytes) == [key])
    var decoder = KeyDecoder()
    let once = bytes.utf8.flatMap { decoder.take($0) } + decoder.finish()
    #expect(once + decoder.take(0x6E) == [key, .character("n")])
  }

  @Test("Escape alone is told from a sequence by a pause, and Escape twice is two keys")
  func escape() {
    var decoder = KeyDecoder()
    #expect(decoder.take(0x1B) == [])
    #expect(decoder.isWaiting)
    #expect(decoder.finish() == [.escape])
    #expect(!decoder.isWaiting)
    #expect(Self.keys("\u{1B}\u{1B}") == [.escape, .escape])
    #expect(Self.keys("\u{1B}[A\u{1B}[B") == [.up, .down])
  }

  @Test(
    "Broken UTF-8 is unknown, and what follows is understood",
    arguments: [
      [0xFF], [0x80], [0xC0], [0xC3], [0xE2, 0x88], [0xF5], [0xC3, 0xC3], [0xC1],
    ] as [[UInt8]])
  func brokenText(bytes: [UInt8]) {
    let keys = Self.keys(bytes + [0x6E])
    #expect(keys.last == .character("n"))
    #expect(keys.dropLast().allSatisfy { $0 == .unknown } && keys.count > 1)
  }

  @Test(
    "Overlong forms and surrogates are unknown",
    arguments: [
      [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
    ] as [[UInt8]])
  func overlong(bytes: [UInt8]) { #expect(Self.keys(bytes) == [.unknown]) }

  @Test("A sequence that a control key or another one breaks into is given up")
  func interrupted() {
    #expect(Self.keys("\u{1B}[12\r") == [.unknown, .enter])
    #expect(Self.keys("\u{1B}[1\u{1B}[A") == [.unknown, .up])
    #expect(
      Self.keys("\u{1B}[" + String(repeating: "1", count: 9_999) + "Aq") == [
        .unknown, .character("q"),
      ])
    #expect(Self.keys("\u{1B}]0;title\u{7}q") == [.unknown, .character("q")])
  }

  @Test("After the end of what was pasted keys are keys again")
  func afterPaste() {
    let keys = Self.keys("\u{1B}[200~a\r\u{1B}[201~\r\t\u{1B}[A")
    #expect(
      keys.filter { $0 != .unknown } == [.character("a"), .character(" "), .enter, .tab, .up])
  }

  @Test(
    "What was pasted is characters, its line breaks spaces, until it ends or nothing more comes")
  func paste() {
    let keys = Self.keys("\u{1B}[200~0.9\r\u{1B}[A\u{3}\u{1B}[201~q")
    let text = keys.filter { $0 != .unknown }
    #expect(text == "0.9 q".map { Key.character($0) })
    var decoder = KeyDecoder()
    for byte in "\u{1B}[200~x".utf8 { _ = decoder.take(byte) }
    #expect(decoder.isPasting && decoder.isWaiting)
    _ = decoder.finish()
    #expect(!decoder.isPasting && decoder.take(0x0D) == [.enter])
  }

  @Test("A hundred thousand random bytes are keys, and after a pause the next is understood")
  func anything() {
    var random = Repeatable()
    var decoder = KeyDecoder()
    for _ in 0..<100_000 {
      // Half of them are bytes that sequences consist of.
      let common: [UInt8] = [0x1B, 0x5B, 0x4F, 0x3B, 0x7E, 0x31, 0x32, 0x30, 0xC3, 0xE2, 0x4D]
      let byte =
        Bool.random(using: &random) ? UInt8.random(in: 0...255) : common.randomElement() ?? 0
      _ = decoder.take(byte)
    }
    _ = decoder.finish()
    #expect(decoder.take(0x71) == [.character("q")])
  }
}
