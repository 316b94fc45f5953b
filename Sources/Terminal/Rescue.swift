#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The data a signal handler needs to restore the terminal: plain memory, since a handler may do
/// little else.
struct Rescue {
  /// Bytes to write, and where.
  var leaving = UnsafePointer<UInt8>(Painter.leaving.utf8Start)
  var count = Painter.leaving.utf8CodeUnitCount
  var output: Int32 = -1
  /// The attributes to set, and where.
  var input: Int32 = -1
  var attributes = termios()
  /// Whether the terminal is in raw mode now.
  var isNeeded = false
  /// The writing end of a pipe that reports signals to the main program.
  var wake: Int32 = -1
  /// The number of signals that asked for the end.
  var asked: Int32 = 0

  /// The only instance, global so that a signal handler can reach it.
  nonisolated(unsafe) static let shared: UnsafeMutablePointer<Rescue> = {
    let memory = UnsafeMutablePointer<Rescue>.allocate(capacity: 1)
    memory.initialize(to: Rescue())
    return memory
  }()

  /// Restores the terminal at any time, with only the calls a signal handler may make.
  static func giveBack() {
    guard shared.pointee.isNeeded else { return }
    shared.pointee.isNeeded = false
    // In the background the terminal belongs to another process and is left alone.
    let front = tcgetpgrp(shared.pointee.input)
    guard front == getpgrp() || front < 0 else { return }
    var ready = pollfd(fd: shared.pointee.output, events: Int16(POLLOUT), revents: 0)
    // A terminal that accepts no output must not keep the process from ending.
    if poll(&ready, 1, 100) == 1 {
      _ = write(shared.pointee.output, shared.pointee.leaving, shared.pointee.count)
    }
    tcsetattr(shared.pointee.input, TCSANOW, &shared.pointee.attributes)
  }

  // MARK: - Crashes

  private static let crashes = [SIGSEGV, SIGABRT, SIGILL, SIGTRAP, SIGBUS, SIGFPE]
  /// The earlier crash actions, by signal number.
  nonisolated(unsafe) private static let before: UnsafeMutablePointer<sigaction> = {
    let memory = UnsafeMutablePointer<sigaction>.allocate(capacity: 64)
    memory.initialize(repeating: sigaction(), count: 64)
    return memory
  }()

  /// Restores the terminal at a crash and at `exit` from now on; after `kill -9` this is
  /// impossible.
  static let prepare: Void = {
    atexit { Rescue.giveBack() }
    // After a stack overflow a handler needs a stack of its own.
    var stack = stack_t()
    stack.ss_size = 1 << 16
    stack.ss_sp = UnsafeMutableRawPointer.allocate(byteCount: 1 << 16, alignment: 16)
    sigaltstack(&stack, nil)
    for number in crashes {
      var action = sigaction(
        { number in
          Rescue.giveBack()
          sigaction(number, Rescue.before + Int(number & 63), nil)
          // The signal stays blocked until this handler returns; then the earlier action runs.
          raise(number)
        }, flags: Int32(SA_ONSTACK))
      sigaction(number, &action, before + Int(number & 63))
    }
  }()
}
