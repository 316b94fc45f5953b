/// A count out of a total.
public struct Score: Equatable, Sendable {
  /// The count.
  public let count: Int
  /// The total.
  public let total: Int

  init(count: Int, of total: Int) {
    self.count = count
    self.total = total
  }

  /// Whether the count equals the total.
  public var isFull: Bool { count == total }

  /// The percentage, rounded down: 100 only if the score is full.
  public var percent: Int { total == 0 ? 100 : count * 100 / total }

  /// The score in words: `27 of 29 (93 %)`.
  public var words: String { "\(count) of \(total) (\(percent) %)" }
}
