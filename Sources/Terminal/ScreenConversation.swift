import Interaction
import Text

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A conversation on a screen, by keys.
struct ScreenConversation<Program: Interactive> {
  var program: Program
  /// The program's last words, shown after the screen is restored.
  private(set) var farewell: [StyledLine] = []

  private let terminal: RawTerminal
  private let input: Int32
  private let output: Int32
  private let signals: Signals
  private var scene: Scene
  private var painter: Painter
  private var decoder = KeyDecoder()
  /// The time at which the unfinished sequence began.
  private var begun = 0.0
  /// Earlier answers, by the command they belong to.
  private var histories: [String: [String]] = [:]

  init(
    _ program: Program, _ terminal: RawTerminal, input: Int32, output: Int32, signals: Signals,
    hasColour: Bool
  ) {
    (self.program, self.terminal, self.signals) = (program, terminal, signals)
    (self.input, self.output) = (input, output)
    scene = Scene(size: terminal.size)
    painter = Painter(hasColour: hasColour)
    scene.show(program.page(width: scene.size.columns), said: [])
  }

  /// Runs the conversation until it ends.
  mutating func run() -> Ending {
    defer { terminal.leave() }
    do {
      try terminal.enter()
      while true {
        try writeAll(painter.paint(scene.drawing(), scene.size), to: output)
        if let ending = try wait() { return ending }
      }
    } catch { return Ending(error, of: SIGHUP) }
  }

  /// Handles the next event; returns an ending if there is one.
  private mutating func wait() throws(WriteFailure) -> Ending? {
    let patience = patience
    switch arrival(on: input, signals, milliseconds: patience) {
    case .nothing: return perform(decoder.finish())
    case .bytes(let bytes):
      // A busy machine may be late to notice that nothing followed the Escape.
      let isLate = patience.map { now - begun > Double($0) / 1_000 } ?? false
      if isLate, let ending = perform(decoder.finish()) { return ending }
      begun = now
      for byte in bytes {
        let keys = decoder.take(byte)
        // Pasted text can answer a prompt; it never triggers commands.
        if decoder.isPasting, scene.editor == nil { continue }
        if let ending = perform(keys) { return ending }
      }
    case .signals(let numbers): return try answer(numbers)
    case .end: return .closed(SIGHUP)
    }
    return nil
  }

  /// The milliseconds after which an unfinished sequence counts as ended.
  ///
  /// The bytes of a sequence arrive together; if they do not, the key was Escape. Pasted text may
  /// arrive slowly.
  private var patience: Int32? {
    if decoder.isPasting { return 1_000 }
    return decoder.isWaiting ? 40 : nil
  }

  /// Seconds on a clock that never goes backwards.
  private var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private mutating func answer(_ numbers: [Int32]) throws(WriteFailure) -> Ending? {
    if let ending = Signals.ending(among: numbers) { return .signal(ending) }
    if numbers.contains(SIGTSTP) {
      terminal.leave()
      signals.stop()
      // A signal that ends a stopped process leaves it in the background: the terminal belongs to
      // another.
      if let ending = Signals.ending(among: signals.take()) { return .signal(ending) }
      try takeAgain()
    } else if numbers.contains(SIGCONT) {
      try takeAgain()
    } else {
      resize()
    }
    return nil
  }

  /// After a stop: other programs have used the terminal and may have changed its settings.
  private mutating func takeAgain() throws(WriteFailure) {
    try terminal.enter()
    painter.forget()
    resize()
  }

  private mutating func resize() {
    let size = terminal.size
    scene.resize(to: size, program.page(width: size.columns))
  }

  // MARK: - Keys

  private mutating func perform(_ keys: [Key]) -> Ending? {
    for key in keys {
      if let ending = perform(key) { return ending }
    }
    return nil
  }

  private mutating func perform(_ key: Key) -> Ending? {
    if key == .control("l") {
      painter.forget()
      return nil
    }
    if var editor = scene.editor {
      let outcome = editor.take(key)
      scene.editor = editor
      return finish(editor, outcome)
    }
    if scene.isAnswering {
      // A window that gains focus may report it; that is not a key.
      if key == .unknown { return nil }
      // Space and Enter page through the answer and, at its end, close it; a held arrow key stays
      // in it.
      let isThrough = [.enter, .character(" ")].contains(key) && !scene.hasMoreAnswer
      if scene.scrollsAnswer, !isThrough, let way = Self.scrolling(key) {
        scene.scroll(way)
      } else {
        scene.dismiss()
      }
      return nil
    }
    switch program.meaning(of: key) {
    case .command(let command): return perform(command)
    case .ask(let label, let command, let initial, let endings):
      scene.editor = LineEditor(
        label: label, command: command, initial: initial, endings: endings,
        history: histories[command, default: []])
    case .scroll(let way): scene.scroll(way)
    case .nothing: if key == .control("d") { return perform("quit") ?? .over }
    }
    return nil
  }

  private static func scrolling(_ key: Key) -> KeyMeaning.Scroll? {
    switch key {
    case .up, .character("k"): .lineUp
    case .down, .character("j"), .enter: .lineDown
    case .pageUp, .character("b"): .pageUp
    case .pageDown, .character(" "): .pageDown
    default: nil
    }
  }

  private mutating func finish(_ editor: LineEditor, _ outcome: LineEditor.Outcome) -> Ending? {
    switch outcome {
    case .goesOn: return nil
    case .cancelled:
      scene.editor = nil
      return nil
    case .finished(let command):
      scene.editor = nil
      remember(editor)
      return perform(command)
    }
  }

  private mutating func remember(_ editor: LineEditor) {
    guard !editor.answer.isEmpty, histories[editor.command]?.last != editor.answer else { return }
    histories[editor.command, default: []].append(editor.answer)
    if histories[editor.command, default: []].count > 100 {
      histories[editor.command]?.removeFirst()
    }
  }

  private mutating func perform(_ command: String) -> Ending? {
    let reply = program.perform(command)
    if reply.isOver {
      farewell = reply.said
      return .over
    }
    scene.show(program.page(width: scene.size.columns), said: reply.said)
    return nil
  }
}
