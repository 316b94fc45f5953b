#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The signal that arrived.
///
/// A plain word, since a signal handler may touch nothing else.
nonisolated(unsafe) private var request: sig_atomic_t = 0

/// Lets a long run end early and still print its results: Ctrl-C requests it, a second Ctrl-C ends
/// the process at once.
///
/// An ignored signal stays ignored, as Ctrl-C does in a background job.
public struct StopRequest: Sendable {
  private static let signals = [SIGINT, SIGTERM]
  /// The earlier actions of the signals.
  private let earlier: [EarlierSignal]

  /// Starts listening.
  ///
  /// - Parameter isPatient: Whether a second signal only repeats the request, because something
  ///   must be cleaned up first.
  public init(isPatient: Bool = false) {
    request = 0
    // The parent process may have blocked the signals.
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

  /// Whether a stop was requested.
  public var isMade: Bool { request != 0 }

  /// The exit code for the signal: 130 after Ctrl-C, 143 after `kill`.
  public var exitCode: Int32 { 128 + Int32(request) }

  /// Restores the signals' earlier actions.
  public func end() { for one in earlier { one.restore() } }
}
