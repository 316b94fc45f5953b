/// How a program takes the steps of a case, where it does not take them as they are.
public enum StepOrder: Hashable, Sendable {
  /// The steps from the last to the first: a list that was read from its end.
  case newestFirst
  /// The last step is not made: `range(1, n)`, or results printed before it.
  case withoutLast
  /// The last step is made once more, with a t that goes on.
  case lastTwice
  /// A state starts at the mean of what the steps bring.
  case fromMean(Symbol, of: Symbol)

  /// The mistake, in a few words.
  public var words: String {
    switch self {
    case .newestFirst: "from the last step to the first"
    case .withoutLast: "every step but the last"
    case .lastTwice: "every step, and the last once more"
    case .fromMean(let state, let brought):
      "\(state.glyph) starts at the mean of all \(brought.glyph)"
    }
  }
}

extension Variant {
  /// How it takes the case's steps, if not as they are.
  public var order: StepOrder? {
    for edit in edits { if case .take(let order) = edit.change { return order } }
    return nil
  }
}
