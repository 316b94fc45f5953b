#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a signal handler needs to give the terminal back: plain memory, for a handler may do very little.
struct Rescue {
  /// Bytes to write, and where.
  var leaving = UnsafePointer<UInt8>(Painter.leaving.utf8Start)
  var count = Painter.leaving.utf8CodeUnitCount
  var output: Int32 = -1
  /// The attributes to set, and where.
  var input: Int32 = -1
  var attributes = termios()
  /// Whether the terminal is ours now.
  var isNeeded = false
  /// The signals to which somebody waits for an answer: the writing end of a pipe.
  var wake: Int32 = -1
  /// How often the end was asked for.
  var asked: Int32 = 0

  /// The only one; a handler has no other way to it.
  nonisolated(unsafe) static let shared: UnsafeMutablePointer<Rescue> = {
    let memory = UnsafeMutablePointer<Rescue>.allocate(capacity: 1)
    memory.initialize(to: Rescue())
    return memory
  }()

  /// Gives the terminal back, whatever is going on; only calls that a signal handler may make.
  static func giveBack() {
    guard shared.pointee.isNeeded else { return }
    shared.pointee.isNeeded = false
    // In the background it is another's, who would be disturbed.
    let front = tcgetpgrp(shared.pointee.input)
    guard front == getpgrp() || front < 0 else { return }
    var ready = pollfd(fd: shared.pointee.output, events: Int16(POLLOUT), revents: 0)
    // A terminal that takes nothing must not keep the process from ending.
    if poll(&ready, 1, 100) == 1 {
      _ = write(shared.pointee.output, shared.pointee.leaving, shared.pointee.count)
    }
    tcsetattr(shared.pointee.input, TCSANOW, &shared.pointee.attributes)
  }

  // MARK: - Crashes

  private static let crashes = [SIGSEGV, SIGABRT, SIGILL, SIGTRAP, SIGBUS, SIGFPE]
  /// What was to be done at a crash before, by signal number.
  nonisolated(unsafe) private static let before: UnsafeMutablePointer<sigaction> = {
    let memory = UnsafeMutablePointer<sigaction>.allocate(capacity: 64)
    memory.initialize(repeating: sigaction(), count: 64)
    return memory
  }()

  /// Gives the terminal back at a crash and at `exit`, from now on and once for all; `kill -9` cannot be helped.
  static let prepare: Void = {
    atexit { Rescue.giveBack() }
    // After a stack overflow there is no room for a handler but on a stack of its own.
    var stack = stack_t()
    stack.ss_size = 1 << 16
    stack.ss_sp = UnsafeMutableRawPointer.allocate(byteCount: 1 << 16, alignment: 16)
    sigaltstack(&stack, nil)
    for number in crashes {
      var action = sigaction(
        { number in
          Rescue.giveBack()
          sigaction(number, Rescue.before + Int(number & 63), nil)
          // Blocked until this handler returns, and then what it was before.
          raise(number)
        }, flags: Int32(SA_ONSTACK))
      sigaction(number, &action, before + Int(number & 63))
    }
  }()
}
