#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Turns signals into something to be read, so that they are answered between two commands and not within one.
///
/// The first that asks for the end is answered by whoever reads; a second one ends the process at once.
final class Signals {
  /// Those that ask for the end.
  static let endings = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]
  /// Those that concern a screen: another size, a stop, going on.
  static let screen = [SIGWINCH, SIGTSTP, SIGCONT]

  /// The first of some signals that asks for the end.
  static func ending(among numbers: [Int32]) -> Int32? { numbers.first(where: endings.contains) }

  /// Becomes readable when a signal has come.
  let descriptor: Int32
  private let writing: Int32
  private var earlier: [(number: Int32, action: sigaction)] = []

  /// Listens until `end()`; nil if the system has no pipe left.
  init?(_ numbers: [Int32]) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    // Where standard input is closed its number is free, and must not become the pipe's.
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
      // Under nohup, or where nobody could make the process go on.
      if [SIGHUP, SIGTSTP].contains(number), action.isIgnored { continue }
      earlier.append((number, action))
      sigaddset(&wanted, number)
      Self.listen(number)
    }
    earlier.append((SIGPIPE, sigaction()))
    sigaction(SIGPIPE, nil, &earlier[earlier.count - 1].action)
    signal(SIGPIPE, SIG_IGN)
    // Whoever started the process may have left them blocked.
    pthread_sigmask(SIG_UNBLOCK, &wanted, nil)
  }

  /// The signals that have come, in their order.
  func take() -> [Int32] {
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = read(descriptor, &bytes, bytes.count)
    return count > 0 ? bytes[..<count].map { Int32($0) } : []
  }

  /// Stops the process as Ctrl-Z would have, and returns when it goes on.
  func stop() {
    signal(SIGTSTP, SIG_DFL)
    raise(SIGTSTP)
    Self.listen(SIGTSTP)
  }

  /// Gives the signals the meaning back that they had.
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
