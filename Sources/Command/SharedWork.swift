import Files

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Does pieces of work on all cores, each core with tools of its own.
///
/// - Parameters:
///   - count: How many pieces there are.
///   - tools: Makes a core's tools; a core without them does nothing.
///   - progress: Told now and then how many pieces are done.
///   - piece: Does one piece, by its place.
/// - Returns: The results in the order of the pieces; nil where no core had tools.
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

/// The pieces that wait and the results that are done, for several workers.
///
/// With the threads of the C library, which a static executable has without Dispatch's three megabytes.
private final class SharedWork<Result: Sendable>: @unchecked Sendable {
  private let lock = Lock()
  private var waiting = 0
  private var finished = 0
  private var workers = 0
  private var results: [Result?]

  init(_ count: Int) { results = Array(repeating: nil, count: count) }

  /// Starts a worker on a thread of its own; where the system has none left, it works here and now.
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

  /// The next piece's position; nil when there is none left.
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

  /// Waits for the workers; false if some still work after that time.
  func wait(milliseconds: Int) -> Bool {
    lock.locked {
      if workers > 0 { lock.sleep(milliseconds: milliseconds) }
      return workers == 0
    }
  }

  var done: Int { lock.locked { finished } }
  var all: [Result?] { lock.locked { results } }
}
