/// Results for candidates, kept for later submissions: a class makes the same mistakes.
struct CandidateCache<Value> {
  private var known: [Candidate: Value] = [:]

  /// The largest number of candidates that are kept.
  private static var most: Int { 10_000 }

  /// The value for a candidate, computed if it is not known yet.
  mutating func value(_ candidate: Candidate, _ make: () -> Value) -> Value {
    if let value = known[candidate] { return value }
    let value = make()
    if known.count >= Self.most { known = [:] }
    known[candidate] = value
    return value
  }
}
