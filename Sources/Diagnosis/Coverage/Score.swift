/// So many of so many.
public struct Score: Equatable, Sendable {
  /// How many.
  public let count: Int
  /// Of how many.
  public let total: Int

  init(count: Int, of total: Int) {
    self.count = count
    self.total = total
  }

  /// Whether it is all of them.
  public var isFull: Bool { count == total }

  /// The percentage, rounded down: 100 only for all of them.
  public var percent: Int { total == 0 ? 100 : count * 100 / total }

  /// The score in words: `27 of 29 (93 %)`.
  public var words: String { "\(count) of \(total) (\(percent) %)" }
}
