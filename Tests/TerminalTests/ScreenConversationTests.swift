import Foundation
import Interaction
import Terminal
import Testing

/// A program that records its commands.
private struct Diary: Interactive {
  private(set) var entries: [String] = []

  func page(width: Int?) -> Page { Page(body: ["\(entries.count) entries"], footer: "q quit") }

  func meaning(of key: Key) -> KeyMeaning {
    switch key {
    case .character(":"): .ask(label: ":", command: "say")
    case .character(let letter): .command(letter == "q" ? "quit" : String(letter))
    case .up: .command("up")
    default: .nothing
    }
  }

  mutating func perform(_ command: String) -> Reply {
    entries.append(command)
    return Reply(said: [], isOver: command == "quit")
  }
}

/// A pseudo-terminal: the test types into one end, and the program uses the other.
private final class Keyboard {
  let terminal: Int32
  private let keys: Int32
  private let group = DispatchGroup()

  init?() {
    #if canImport(Darwin)
      keys = posix_openpt(O_RDWR | O_NOCTTY)
      guard keys >= 0, grantpt(keys) == 0, unlockpt(keys) == 0, let name = ptsname(keys) else {
        return nil
      }
      terminal = open(name, O_RDWR | O_NOCTTY)
    #else
      // Glibc hides the functions above from Swift; these are TIOCSPTLCK and TIOCGPTN, which they
      // use.
      keys = open("/dev/ptmx", O_RDWR | O_NOCTTY)
      var (lock, number) = (Int32(0), Int32(0))
      guard keys >= 0, ioctl(keys, 0x4004_5431, &lock) == 0, ioctl(keys, 0x8004_5430, &number) == 0
      else { return nil }
      terminal = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
    #endif
    var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    guard terminal >= 0, ioctl(keys, UInt(TIOCSWINSZ), &size) == 0 else { return nil }
  }

  /// Types texts with pauses, once the program has drawn its first screen.
  func type(_ texts: [String]) {
    let keys = keys
    DispatchQueue.global().async(group: group) {
      var bytes = [UInt8](repeating: 0, count: 65_536)
      var rest = texts[...]
      // The output must be read, or the program would wait for a reader.
      while true {
        var drawn = pollfd(fd: keys, events: Int16(POLLIN), revents: 0)
        let isDrawn = poll(&drawn, 1, 100) == 1
        if isDrawn {
          if read(keys, &bytes, bytes.count) <= 0 { return }
        } else if let text = rest.popFirst() {
          _ = Array(text.utf8).withUnsafeBytes { write(keys, $0.baseAddress, $0.count) }
        }
      }
    }
  }

  func end() {
    close(terminal)
    group.wait()
    close(keys)
  }
}

extension LineConversationTests {
  /// Text as a terminal marks it when it is pasted.
  static func pasted(_ text: String) -> String { "\u{1B}[200~\(text)\u{1B}[201~" }

  @Test(
    "Keys do what they mean, and what is pasted is an answer or nothing",
    arguments: [
      (["nnq"], ["n", "n", "quit"]),
      (["\u{1B}[A", "q"], ["up", "quit"]),
      ([pasted("nn"), "q"], ["quit"]),
      ([pasted("q"), "nq"], ["n", "quit"]),
      ([pasted(":n\rq") + "bq"], ["b", "quit"]),
      // In pieces, as they may arrive.
      (["\u{1B}[200~nq", "n", "q\u{1B}[201~bq"], ["b", "quit"]),
      ([":" + pasted("nq") + "\rq"], ["say nq", "quit"]),
      ([":a", pasted("b\u{1B}[Ac"), "d\rq"], ["say abcd", "quit"]),
      // An arrow key recalls an earlier answer.
      ([":one\r", ":\u{1B}[A\r", "q"], ["say one", "say one", "quit"]),
      ([":x\u{7F}y\r", "q"], ["say y", "quit"]),
    ] as [([String], [String])])
  func keys(typed: [String], performed: [String]) throws {
    let keyboard = try #require(Keyboard())
    var diary = Diary()
    keyboard.type(typed)
    let code = converse(
      with: &diary, input: keyboard.terminal, output: keyboard.terminal,
      environment: ["TERM": "xterm"])
    keyboard.end()
    #expect(code == 0 && diary.entries == performed)
  }
}
