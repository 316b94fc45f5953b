import Dispatch
import Foundation

/// Removes an unfinished file or folder when the process is told to stop: Ctrl-C, `kill`.
final class Interruption {
  private static let signals = [SIGINT, SIGTERM]
  private let sources: [any DispatchSourceSignal]

  /// Watches until `end()`.
  init(removing path: String) {
    sources = Self.signals.map { number in
      // The default would end the process before the watcher hears of it.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        try? FileManager.default.removeItem(atPath: path)
        _exit(128 + number)
      }
      source.resume()
      return source
    }
  }

  /// Gives the signals their usual meaning back.
  func end() {
    for source in sources { source.cancel() }
    for number in Self.signals { signal(number, SIG_DFL) }
  }
}
