#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Removes an unfinished file when the process is told to stop: Ctrl-C, `kill`.
///
/// Whoever listened to the signals before, such as a screen that must give the terminal back, hears of it next.
/// Dispatch's signal sources won't do: on Linux they put a handler of their own in place, later and for good.
final class Interruption {
  private static let signals = [SIGINT, SIGTERM]
  private static let lock = Lock()
  /// More files than one process writes at the same time; one more is not watched.
  private static let room = 64

  /// The names of the files to remove: plain memory, the only thing a handler may touch.
  nonisolated(unsafe) private static let names = memory(UnsafeMutablePointer<CChar>?.none)
  /// The folders that they lie in.
  nonisolated(unsafe) private static let folders = memory(Int32(-1))
  /// What was to be done before, by signal number.
  nonisolated(unsafe) private static let earlier = memory(EarlierSignal?.none)
  nonisolated(unsafe) private static var count = 0

  private static func memory<Value>(_ value: Value) -> UnsafeMutablePointer<Value> {
    let memory = UnsafeMutablePointer<Value>.allocate(capacity: room)
    memory.initialize(repeating: value, count: room)
    return memory
  }

  private let place: Int?
  /// Kept open for the handler.
  private let folder: Descriptor

  /// Watches until `end()`.
  init(removing file: Named) {
    let room = Self.room
    folder = file.folder
    place = Self.lock.locked {
      guard let place = (0..<room).first(where: { Self.names[$0] == nil }) else { return nil }
      Self.folders[place] = file.folder.number
      Self.names[place] = strdup(file.name)
      Self.count += 1
      if Self.count == 1 { Self.listen() }
      return place
    }
  }

  /// Watches no longer; after the last file the signals have the meaning again that they had.
  func end() {
    guard let place else { return }
    Self.lock.locked {
      // Not freed: a handler may be reading it at this very moment.
      Self.names[place] = nil
      Self.count -= 1
      guard Self.count == 0 else { return }
      for number in Self.signals { Self.earlier[Int(number)]?.restore() }
    }
  }

  private static func listen() {
    for number in signals {
      earlier[Int(number)] = EarlierSignal(number) { number in
        for place in 0..<Interruption.room {
          if let name = Interruption.names[place] {
            unlinkat(Interruption.folders[place], name, 0)
          }
        }
        Interruption.earlier[Int(number)]?.restore()
        raise(number)
      }
    }
  }
}
