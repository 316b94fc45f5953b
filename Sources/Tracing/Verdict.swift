/// What can be said about some printed numbers: of a program's output, a worksheet or a training log.
public enum Verdict: String, Sendable, CaseIterable {
  /// They are the rule's.
  case correct
  /// They are right in another book, which is named.
  case convention
  /// One smallest set of mistakes makes exactly these numbers.
  case diagnosed
  /// Several sets do, and this input cannot tell them apart.
  case ambiguous
  /// No known mistake makes them.
  case unknown

  /// Whether the numbers are right, in this book or in another.
  public var isRight: Bool { self == .correct || self == .convention }
}
