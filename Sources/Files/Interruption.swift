#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Removes an unfinished file when Ctrl-C or `kill` stops the process.
///
/// An earlier handler, such as one that restores the terminal, runs next. Dispatch's signal sources
/// do not work here: on Linux they permanently install a handler of their own, later.
final class Interruption {
  private static let signals = [SIGINT, SIGTERM]
  private static let lock = Lock()
  /// The greatest number of files watched at once; further ones are not watched.
  private static let room = 64

  /// The names of the files to remove: plain memory, since a signal handler may touch nothing else.
  nonisolated(unsafe) private static let names = memory(UnsafeMutablePointer<CChar>?.none)
  /// The folders that contain them.
  nonisolated(unsafe) private static let folders = memory(Int32(-1))
  /// The earlier action, by signal number.
  nonisolated(unsafe) private static let earlier = memory(EarlierSignal?.none)
  nonisolated(unsafe) private static var count = 0

  private static func memory<Value>(_ value: Value) -> UnsafeMutablePointer<Value> {
    let memory = UnsafeMutablePointer<Value>.allocate(capacity: room)
    memory.initialize(repeating: value, count: room)
    return memory
  }

  private let place: Int?
  /// The folder, kept open for the handler.
  private let folder: Descriptor

  /// Watches the file until `end()`.
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

  /// Stops watching.
  ///
  /// After the last file, the signals' earlier actions are restored.
  func end() {
    guard let place else { return }
    Self.lock.locked {
      // Not freed: a handler may be reading it right now.
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
