import Files

extension Console {
  /// Runs some work.
  ///
  /// If it takes more than a second, a line on the terminal says what is being done and for how
  /// long.
  ///
  /// - Parameters:
  ///   - words: The work in words: `Looking for the mistake`.
  ///   - work: The work.
  func showing<Value, Failure: Error>(
    _ words: String, _ work: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    guard showsProgress else { return try work() }
    let notice = WorkNotice(words, progress)
    notice.begin()
    defer { notice.end() }
    return try work()
  }
}

/// A line on standard error that counts the seconds while a thread works.
private final class WorkNotice: @unchecked Sendable {
  private let words: String
  private let show: (String) -> Void
  private let lock = Lock()
  private var isOver = false
  private var isGone = false
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant

  init(_ words: String, _ show: @escaping (String) -> Void) {
    self.words = words
    self.show = show
    start = clock.now
  }

  func begin() {
    let isStarted = startThread(isOptional: true) {
      self.lock.locked {
        var shown = 0
        while !self.isOver {
          let seconds = Int((self.clock.now - self.start).components.seconds)
          if seconds > shown {
            shown = seconds
            self.show("\(self.words) … \(seconds) s")
          }
          self.lock.sleep(milliseconds: 100)
        }
        if shown > 0 { self.show("") }
        self.isGone = true
        self.lock.wake()
      }
    }
    if !isStarted { isGone = true }
  }

  /// Removes the line.
  func end() {
    lock.locked {
      isOver = true
      lock.wake()
      while !isGone { lock.sleep(milliseconds: 100) }
    }
  }
}
