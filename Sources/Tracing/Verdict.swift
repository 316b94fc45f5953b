/// The verdict on some printed numbers: a program's output, a worksheet or a training log.
public enum Verdict: String, Sendable, CaseIterable {
  /// The numbers are the rule's.
  case correct
  /// The numbers are right in another book, which is named.
  case convention
  /// One smallest set of mistakes makes exactly these numbers.
  case diagnosed
  /// Several sets make these numbers, and this input cannot tell them apart.
  case ambiguous
  /// No known mistake makes these numbers.
  case unknown

  /// Whether the numbers are right, in this book or in another.
  public var isRight: Bool { self == .correct || self == .convention }
}
