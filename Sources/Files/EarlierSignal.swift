#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A signal's earlier action, kept so that it can be restored.
///
/// An ignored signal stays ignored, as Ctrl-C does in a background job.
struct EarlierSignal: @unchecked Sendable {
  typealias Handler = @convention(c) (Int32) -> Void

  /// The signal's number.
  let number: Int32
  /// Whether the signal was ignored, and still is.
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

  /// Restores the signal's earlier action and flags.
  func restore() {
    var action = action
    sigaction(number, &action, nil)
  }
}
