/// An array, a list or a single number as it was printed, with the names that stood before it.
public struct PrintedArray: Equatable, Sendable {
  /// The names that stood before it, outermost first; empty if nothing did.
  ///
  /// `v["dW1"] = …`, `v = {"dW1": …}` and JSON's `{"v": {"dW1": …}}` all give `["v", "dW1"]`; a label in
  /// words is one name, without its colon.
  public var names: [String]
  /// The length of each axis as far as it was printed: `[]` for a single number, `[2, 3]` for a matrix.
  public var shape: [Int]
  /// The numbers, row after row.
  public var numbers: [PrintedNumber]
  /// For each axis how many entries stand before an ellipsis; nil where nothing was left out.
  public var gaps: [Int?]
  /// The whole shape where the print tells it (`shape=(1001,)`); nil if it does not.
  public var wholeShape: [Int]?
  /// The number of the step it belongs to, where the input tells it: Gradus's own traces do.
  public var step: Int?
  /// Where it begins; nil in a file that is no text.
  public var place: TextPlace?
  /// Whether it was printed in parentheses, as Python prints the shape of an array.
  public var isTuple: Bool

  /// Creates an array.
  public init(
    names: [String] = [], shape: [Int], numbers: [PrintedNumber], gaps: [Int?]? = nil,
    wholeShape: [Int]? = nil, step: Int? = nil, place: TextPlace? = nil, isTuple: Bool = false
  ) {
    self.names = names
    self.shape = shape
    self.numbers = numbers
    self.gaps = gaps ?? Array(repeating: nil, count: shape.count)
    self.wholeShape = wholeShape
    self.step = step
    self.place = place
    self.isTuple = isTuple
  }
}
