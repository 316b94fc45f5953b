#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Turns signals into something to read, so that they are handled between commands and never within
/// one.
///
/// The reader handles the first signal that asks for the end; a second one ends the process at
/// once.
final class Signals {
  /// The signals that ask for the end.
  static let endings = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]
  /// The signals that concern a screen: resize, stop, continue.
  static let screen = [SIGWINCH, SIGTSTP, SIGCONT]

  /// The first signal that asks for the end.
  static func ending(among numbers: [Int32]) -> Int32? { numbers.first(where: endings.contains) }

  /// Becomes readable when a signal arrives.
  let descriptor: Int32
  private let writing: Int32
  private var earlier: [(number: Int32, action: sigaction)] = []

  /// Listens until `end()`; nil if the system cannot create a pipe.
  init?(_ numbers: [Int32]) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    // If standard input is closed, its number is free; the pipe must not get it.
    let moved = ends.map { fcntl($0, F_DUPFD_CLOEXEC, 3) }
    for end in ends { close(end) }
    for end in moved { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
    (descriptor, writing) = (moved[0], moved[1])
    Rescue.shared.pointee.wake = writing
    Rescue.shared.pointee.asked = 0
    var wanted = sigset_t()
    sigemptyset(&wanted)
    for number in numbers {
      var action = sigaction()
      sigaction(number, nil, &action)
      // Ignored under nohup, or where the process could not be continued after a stop.
      if [SIGHUP, SIGTSTP].contains(number), action.isIgnored { continue }
      earlier.append((number, action))
      sigaddset(&wanted, number)
      Self.listen(number)
    }
    earlier.append((SIGPIPE, sigaction()))
    sigaction(SIGPIPE, nil, &earlier[earlier.count - 1].action)
    signal(SIGPIPE, SIG_IGN)
    // The parent process may have blocked the signals.
    pthread_sigmask(SIG_UNBLOCK, &wanted, nil)
  }

  /// The signals that have arrived, in order.
  func take() -> [Int32] {
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = read(descriptor, &bytes, bytes.count)
    return count > 0 ? bytes[..<count].map { Int32($0) } : []
  }

  /// Stops the process as Ctrl-Z would, and returns when it continues.
  func stop() {
    signal(SIGTSTP, SIG_DFL)
    raise(SIGTSTP)
    Self.listen(SIGTSTP)
  }

  /// Restores the signals' earlier actions.
  func end() {
    for index in earlier.indices { sigaction(earlier[index].number, &earlier[index].action, nil) }
    earlier = []
    Rescue.shared.pointee.wake = -1
    close(descriptor)
    close(writing)
  }

  private static func listen(_ number: Int32) {
    signal(number) { number in
      let error = errno
      if number == SIGINT || number == SIGTERM || number == SIGQUIT {
        Rescue.shared.pointee.asked += 1
        if Rescue.shared.pointee.asked > 1 {
          Rescue.giveBack()
          _exit(128 + number)
        }
      }
      var byte = UInt8(truncatingIfNeeded: number)
      _ = write(Rescue.shared.pointee.wake, &byte, 1)
      errno = error
    }
  }
}
