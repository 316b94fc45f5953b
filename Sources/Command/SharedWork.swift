import Dispatch
import Foundation

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
  let workers = Swift.max(1, Swift.min(count, ProcessInfo.processInfo.activeProcessorCount))
  let group = DispatchGroup()
  for _ in 0..<workers {
    DispatchQueue.global().async(group: group) {
      guard var own = tools() else { return }
      while let index = work.next() { work.put(piece(&own, index), at: index) }
    }
  }
  while group.wait(timeout: .now() + .milliseconds(200)) == .timedOut { progress(work.done) }
  return work.all
}

/// The pieces that wait and the results that are done, for several workers.
private final class SharedWork<Result: Sendable>: @unchecked Sendable {
  private let lock = NSLock()
  private var waiting = 0
  private var finished = 0
  private var results: [Result?]

  init(_ count: Int) { results = Array(repeating: nil, count: count) }

  /// The next piece's position; nil when there is none left.
  func next() -> Int? {
    lock.withLock {
      guard waiting < results.count else { return nil }
      waiting += 1
      return waiting - 1
    }
  }

  func put(_ result: Result, at index: Int) {
    lock.withLock {
      results[index] = result
      finished += 1
    }
  }

  var done: Int { lock.withLock { finished } }
  var all: [Result?] { lock.withLock { results } }
}
