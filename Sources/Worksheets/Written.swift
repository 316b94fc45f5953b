import Numerics
import Tracing

extension Recording {
  /// The answer that someone who works like this run writes when another run, the key, asks for a
  /// quantity.
  ///
  /// Usually that is the quantity's value after the step. If a result is stored in another quantity
  /// than the key's, the learner has that result instead, and the quantity keeps its earlier value.
  ///
  /// - Returns: Nil if the run has nothing to write.
  func written(_ target: String, after t: Int, beside key: Recording) -> Matrix? {
    guard let step = steps.last(where: { $0.t == t }),
      let theirs = key.steps.last(where: { $0.t == t }),
      let line = key.lines[theirs.lines].first(where: { $0.target == target })
    else { return value(target, after: t) }
    let own = lines[step.lines].filter { $0.subject == line.subject }
    // The key's results without a line of their own, and the lines that assign a quantity again.
    let missing = key.lines[theirs.lines].filter { one in
      one.subject == line.subject && !own.contains { $0.target == one.target }
    }
    guard !missing.isEmpty else { return value(target, after: t) }
    var seen: Set<String> = []
    let again = own.filter { !seen.insert($0.target).inserted }
    guard missing.count == again.count else { return value(target, after: t) }
    if let at = missing.firstIndex(where: { $0.target == target }) { return again[at].value }
    return own.first { $0.target == target }?.value
  }
}
