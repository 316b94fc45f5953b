#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The system's message for an error, such as `No space left on device`.
func systemWords(_ number: Int32 = errno) -> String { String(cString: strerror(number)) }

/// Repeats a system call as long as a signal interrupts it.
func uninterrupted<Value: BinaryInteger>(_ call: () -> Value) -> Value {
  while true {
    let value = call()
    if value >= 0 || errno != EINTR { return value }
  }
}

/// An open file or folder, closed when it is no longer referenced.
final class Descriptor: Sendable {
  /// The file descriptor.
  let number: Int32

  /// Takes over a file descriptor; nil if it is negative, and `errno` says why.
  init?(_ number: Int32) {
    guard number >= 0 else { return nil }
    self.number = number
  }

  /// Opens a path.
  convenience init?(_ path: String, _ flags: Int32) {
    self.init(uninterrupted { open(path, flags | O_CLOEXEC) })
  }

  /// Opens a name within a folder.
  convenience init?(_ name: String, in folder: Descriptor, _ flags: Int32) {
    self.init(uninterrupted { openat(folder.number, name, flags | O_CLOEXEC) })
  }

  deinit { close(number) }

  /// Writes all the bytes; false if the system refuses, and `errno` says why.
  func write(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let part = UnsafeRawBufferPointer(rebasing: rest)
        let count = uninterrupted { send(number, part.baseAddress, part.count) }
        if count < 0 { return false }
        rest = rest.dropFirst(count)
      }
      return true
    }
  }

  /// Reads at most `count` bytes; empty at the end, nil if the system refuses.
  func read(atMost count: Int) -> [UInt8]? {
    var isRead = true
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, length in
      let read = uninterrupted { receive(number, buffer.baseAddress, count) }
      isRead = read >= 0
      length = max(0, read)
    }
    return isRead ? bytes : nil
  }

  /// Waits until no other process holds the lock on the file or folder, then locks it until it is
  /// closed.
  ///
  /// - Parameter waits: Whether to wait; if not, `errno` is `EWOULDBLOCK` while the lock is taken.
  /// - Returns: Whether it is locked. Some file systems cannot lock.
  func lock(waits: Bool = true) -> Bool {
    uninterrupted { flock(number, LOCK_EX | (waits ? 0 : LOCK_NB)) } == 0
  }
}

/// The system's `write`, under a name that `Descriptor` does not use itself.
private func send(_ number: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(number, bytes, count)
}

/// The system's `read`.
private func receive(_ number: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(number, bytes, count)
}
