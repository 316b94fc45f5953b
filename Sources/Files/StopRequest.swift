#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The signal that came, set by the handler below; a plain word, the only thing a handler may touch.
nonisolated(unsafe) private var request: sig_atomic_t = 0

/// Lets a long run end early and still print what it has: Ctrl-C asks it to, a second Ctrl-C ends it at once.
///
/// A signal that is ignored, as Ctrl-C is in a job in the background, stays ignored.
public struct StopRequest: Sendable {
  private static let signals = [SIGINT, SIGTERM]
  /// What was to be done before.
  private let earlier: [EarlierSignal]

  /// Listens from now on.
  ///
  /// - Parameter isPatient: Whether a second signal asks only once more, since something must be cleaned up
  ///   first.
  public init(isPatient: Bool = false) {
    request = 0
    // Whoever started the process may have left them blocked.
    var wanted = sigset_t()
    sigemptyset(&wanted)
    for number in Self.signals { sigaddset(&wanted, number) }
    pthread_sigmask(SIG_UNBLOCK, &wanted, nil)
    earlier = Self.signals.map { number in
      EarlierSignal(number) { number in request = sig_atomic_t(number) }
    }
    guard !isPatient else { return }
    for one in earlier where !one.isIgnored {
      signal(one.number) { number in
        request = sig_atomic_t(number)
        signal(number, SIG_DFL)
      }
    }
  }

  /// Whether somebody has asked.
  public var isMade: Bool { request != 0 }

  /// The exit code that tells which signal asked: 130 after Ctrl-C, 143 after `kill`.
  public var exitCode: Int32 { 128 + Int32(request) }

  /// Gives the signals the meaning back that they had.
  public func end() { for one in earlier { one.restore() } }
}
