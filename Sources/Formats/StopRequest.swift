import Foundation

/// Set by the handler of the signals below; a plain word, the only thing a handler may touch.
nonisolated(unsafe) private var isRequested: sig_atomic_t = 0

/// Lets a long run end early and still print what it has: Ctrl-C asks it to, a second Ctrl-C ends it at once.
public struct StopRequest: Sendable {
  private static let signals = [SIGINT, SIGTERM]

  /// Listens from now on.
  public init() {
    isRequested = 0
    // Whoever started the process may have left them blocked.
    var wanted = sigset_t()
    sigemptyset(&wanted)
    for number in Self.signals { sigaddset(&wanted, number) }
    pthread_sigmask(SIG_UNBLOCK, &wanted, nil)
    for number in Self.signals {
      signal(number) { number in
        isRequested = 1
        signal(number, SIG_DFL)
      }
    }
  }

  /// Whether somebody has asked.
  public var isMade: Bool { isRequested != 0 }

  /// Gives the signals their usual meaning back.
  public func end() { for number in Self.signals { signal(number, SIG_DFL) } }
}
