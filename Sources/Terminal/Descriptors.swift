#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The result of waiting for input.
enum Arrival {
  case bytes([UInt8])
  /// Nothing arrived in the given time.
  case nothing
  case signals([Int32])
  /// The file has ended, or the terminal has closed.
  case end
}

/// Waits for bytes or a signal, whichever comes first.
///
/// - Parameter milliseconds: The longest wait; nil to wait without limit.
func arrival(on input: Int32, _ signals: Signals?, milliseconds: Int32? = nil) -> Arrival {
  var bytes = [UInt8](repeating: 0, count: 4_096)
  while true {
    var watched = [
      pollfd(fd: signals?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: input, events: Int16(POLLIN), revents: 0),
    ]
    let count = poll(&watched, 2, milliseconds ?? -1)
    if count == 0 { return .nothing }
    if count < 0, errno != EINTR, errno != EAGAIN { return .end }
    if watched[0].revents != 0, let taken = signals?.take(), !taken.isEmpty {
      return .signals(taken)
    }
    guard count > 0, watched[1].revents != 0 else { continue }
    let length = read(input, &bytes, bytes.count)
    if length > 0 { return .bytes(Array(bytes[..<length])) }
    if length < 0, errno == EINTR || errno == EAGAIN { continue }
    return .end
  }
}

/// The reason writing failed.
public enum WriteFailure: Error {
  /// The output has no reader any more.
  case closed
  /// Any other error, such as a full disk.
  case failed
}

/// Writes all the bytes.
public func writeAll(_ bytes: [UInt8], to output: Int32) throws(WriteFailure) {
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { write(output, $0.baseAddress, $0.count) }
    if count >= 0 {
      rest = rest.dropFirst(count)
    } else if errno == EAGAIN {
      var ready = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
      poll(&ready, 1, 1_000)
    } else if errno != EINTR {
      throw errno == EPIPE || errno == EIO ? .closed : .failed
    }
  }
}

/// The size of a terminal's window; nil if it is unknown or this is not a terminal.
func windowSize(_ terminal: Int32) -> WindowSize? {
  var size = winsize()
  guard ioctl(terminal, UInt(TIOCGWINSZ), &size) == 0 else { return nil }
  return WindowSize(columns: Int(size.ws_col), rows: Int(size.ws_row))
}
