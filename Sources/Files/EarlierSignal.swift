#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a signal did before somebody listened to it.
///
/// One that was ignored stays ignored, as Ctrl-C does in a job in the background.
struct EarlierSignal: @unchecked Sendable {
  typealias Handler = @convention(c) (Int32) -> Void

  /// The signal.
  let number: Int32
  /// Whether it did nothing, and still does nothing.
  let isIgnored: Bool
  private let action: sigaction

  /// Listens to a signal, unless it is ignored.
  init(_ number: Int32, listening handler: @escaping Handler) {
    self.number = number
    var action = sigaction()
    sigaction(number, nil, &action)
    self.action = action
    let before = signal(number, handler)
    isIgnored = unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    if isIgnored { restore() }
  }

  /// Gives the signal the meaning back that it had, with its flags.
  func restore() {
    var action = action
    sigaction(number, &action, nil)
  }
}
