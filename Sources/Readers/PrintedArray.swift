/// A printed array, list or single number, with the names before it.
public struct PrintedArray: Equatable, Sendable {
  /// The names before it, outermost first; empty if there are none.
  ///
  /// `v["dW1"] = …`, `v = {"dW1": …}` and JSON's `{"v": {"dW1": …}}` all give `["v", "dW1"]`. A
  /// label in words is one name, without its colon.
  public var names: [String]
  /// The length of each axis as printed: `[]` for a single number, `[2, 3]` for a matrix.
  public var shape: [Int]
  /// The numbers, row by row.
  public var numbers: [PrintedNumber]
  /// For each axis, the number of entries before an ellipsis; nil if nothing was left out.
  public var gaps: [Int?]
  /// The full shape, if the print states it (`shape=(1001,)`); otherwise nil.
  public var wholeShape: [Int]?
  /// The number of its step, if the input states it, as Gradus's own traces do.
  public var step: Int?
  /// The position of its beginning; nil in a binary file.
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
