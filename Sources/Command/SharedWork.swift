import Files

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Runs pieces of work on all cores, with separate tools for each core.
///
/// - Parameters:
///   - count: The number of pieces.
///   - tools: Makes a core's tools; a core without tools does nothing.
///   - progress: Called now and then with the number of finished pieces.
///   - piece: Runs one piece, given its index.
/// - Returns: The results in the order of the pieces; nil if no core had tools.
func onAllCores<Tools, Result: Sendable>(
  _ count: Int, tools: @escaping @Sendable () -> Tools?, progress: (Int) -> Void = { _ in },
  _ piece: @escaping @Sendable (inout Tools, Int) -> Result
) -> [Result?] {
  let work = SharedWork<Result>(count)
  for _ in 0..<Swift.max(1, Swift.min(count, coreCount())) {
    work.start {
      guard var own = tools() else { return }
      while let index = work.next() { work.put(piece(&own, index), at: index) }
    }
  }
  while !work.wait(milliseconds: 200) { progress(work.done) }
  return work.all
}

/// The remaining pieces and the finished results, shared by several workers.
///
/// It uses the C library's threads: Dispatch would add three megabytes to a static executable.
private final class SharedWork<Result: Sendable>: @unchecked Sendable {
  private let lock = Lock()
  private var waiting = 0
  private var finished = 0
  private var workers = 0
  private var results: [Result?]

  init(_ count: Int) { results = Array(repeating: nil, count: count) }

  /// Starts a worker on a new thread, or runs it here if the system has no thread left.
  func start(_ work: @escaping @Sendable () -> Void) {
    lock.locked { workers += 1 }
    startThread {
      work()
      self.lock.locked {
        self.workers -= 1
        if self.workers == 0 { self.lock.wake() }
      }
    }
  }

  /// The next piece's index; nil if there is none left.
  func next() -> Int? {
    lock.locked {
      guard waiting < results.count else { return nil }
      waiting += 1
      return waiting - 1
    }
  }

  func put(_ result: Result, at index: Int) {
    lock.locked {
      results[index] = result
      finished += 1
    }
  }

  /// Waits for the workers; false if some still run when the time is over.
  func wait(milliseconds: Int) -> Bool {
    lock.locked {
      if workers > 0 { lock.sleep(milliseconds: milliseconds) }
      return workers == 0
    }
  }

  var done: Int { lock.locked { finished } }
  var all: [Result?] { lock.locked { results } }
}
