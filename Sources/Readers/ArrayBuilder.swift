/// Builds an array from brackets and numbers as they are read, and refuses ragged rows.
struct ArrayBuilder {
  private var numbers: [PrintedNumber] = []
  /// The number of entries in each list of an axis, once one has been closed.
  private var lengths: [Int?] = []
  /// The number of entries before an axis's ellipsis.
  private var gaps: [Int?] = []
  /// The open lists, from the outermost on.
  private var open: [(count: Int, gap: Int?, place: TextPlace?)] = []
  /// The number of brackets around every number.
  private var depthOfNumbers: Int?
  private var digits = SharedDigits()

  /// Whether no number has been read.
  var isEmpty: Bool { numbers.isEmpty }
  /// The count of numbers read.
  var count: Int { numbers.count }
  /// The count of open lists.
  var depth: Int { open.count }

  /// Takes an opening bracket.
  mutating func begin(at place: TextPlace?) throws(ReadingError) {
    guard open.count < Limit.nesting else {
      throw ReadingError("more than \(Limit.nesting) brackets within each other", at: place)
    }
    if let depthOfNumbers, open.count >= depthOfNumbers {
      throw ReadingError(
        "a list stands where the rows before it have a number; an array's rows are all alike",
        at: place)
    }
    if let last = open.indices.last { open[last].count += 1 }
    open.append((0, nil, place))
    if lengths.count < open.count {
      lengths.append(nil)
      gaps.append(nil)
    }
  }

  /// Takes a number.
  mutating func append(_ number: Decimal, at place: TextPlace?) throws(ReadingError) {
    if let depthOfNumbers, depthOfNumbers != open.count {
      throw ReadingError(
        "a number stands beside a list; was a bracket lost? An array's rows are all alike",
        at: place)
    }
    guard numbers.count < Limit.numbers else { throw Limit.tooManyNumbers(at: place) }
    depthOfNumbers = open.count
    if let last = open.indices.last { open[last].count += 1 }
    digits.see(number)
    numbers.append(PrintedNumber(number.value, number.precision, at: place))
  }

  /// Takes an ellipsis.
  mutating func leaveOut(at place: TextPlace) throws(ReadingError) {
    guard let last = open.indices.last else { return }
    guard open[last].gap == nil || open[last].gap == open[last].count else {
      throw ReadingError(
        "numbers are left out in two places, so it is unclear which ones stand between them; print the "
          + "whole array: np.set_printoptions(threshold=np.inf)",
        at: place)
    }
    open[last].gap = open[last].count
  }

  /// Takes a closing bracket; returns whether it was the outermost one.
  mutating func end() throws(ReadingError) -> Bool {
    guard let list = open.popLast() else { return true }
    let axis = open.count
    if list.count == 0, depthOfNumbers == nil { depthOfNumbers = axis + 1 }
    guard axis < lengths.count else { return open.isEmpty }
    guard let length = lengths[axis] else {
      lengths[axis] = list.count
      gaps[axis] = list.gap
      return open.isEmpty
    }
    if length != list.count {
      let row = open.last?.count ?? 1
      let entries = axis + 1 == depthOfNumbers ? "number" : "row"
      throw ReadingError(
        "row \(row) has \(list.count) \(entries)\(list.count == 1 ? "" : "s"), "
          + "the rows before it have \(length): all must be of one length; "
          + "was a part lost in copying?",
        at: list.place)
    }
    if gaps[axis] != list.gap {
      throw ReadingError(
        "row \(open.last?.count ?? 1) leaves out other entries (\"...\") than the rows before it",
        at: list.place)
    }
    return open.isEmpty
  }

  /// Returns the array, once its outermost bracket is closed.
  mutating func array(_ names: [String], at place: TextPlace?, isTuple: Bool = false)
    -> PrintedArray
  {
    digits.share(&numbers)
    let all = numbers
    numbers = []
    return PrintedArray(
      names: names, shape: lengths.map { $0 ?? 0 }, numbers: all, gaps: gaps, place: place,
      isTuple: isTuple)
  }
}

/// What an array's numbers reveal about each other's precision, such as trimmed zeros.
struct SharedDigits {
  private var decimals: Int?
  private var mantissa: Int?

  /// Records a number of the array.
  mutating func see(_ number: Decimal) {
    if let more = number.decimals { decimals = max(decimals ?? 0, more) }
    if let more = number.mantissa { mantissa = max(mantissa ?? 0, more) }
  }

  /// The precision of a number, given the others.
  func precision(_ own: PrintedNumber.Precision) -> PrintedNumber.Precision {
    switch own {
    case .decimals(let few): .decimals(decimals ?? few)
    case .whole: decimals.map { .decimals($0) } ?? .whole
    case .significant(let few): .significant(mantissa ?? few)
    case .double, .single: own
    }
  }

  /// Gives numbers the precision that follows from the whole array.
  func share(_ numbers: inout [PrintedNumber]) {
    if decimals == nil && mantissa == nil { return }
    for index in numbers.indices { numbers[index].precision = precision(numbers[index].precision) }
  }
}

/// Numbers in rows without brackets, as in a table or a column.
struct RowsBuilder {
  private var numbers: [PrintedNumber] = []
  private var digits = SharedDigits()
  /// The number of rows, and of numbers in each.
  private(set) var rows = 0
  private(set) var width = 0
  /// The position of the first number.
  var place: TextPlace? { numbers.first?.place }

  /// Adds a row; the caller has checked its length.
  mutating func append(_ row: [(number: Decimal, place: TextPlace)]) throws(ReadingError) {
    for (number, place) in row {
      guard numbers.count < Limit.numbers else { throw Limit.tooManyNumbers(at: place) }
      digits.see(number)
      numbers.append(PrintedNumber(number.value, number.precision, at: place))
    }
    rows += 1
    width = row.count
  }

  /// Returns the matrix; with `squeezed`, a column or a single row is a list, and a single number a
  /// number.
  mutating func array(_ names: [String], squeezed: Bool) -> PrintedArray {
    var shape = [rows, width]
    if squeezed { shape.removeAll { $0 == 1 } }
    let place = place
    digits.share(&numbers)
    let all = numbers
    numbers = []
    return PrintedArray(names: names, shape: shape, numbers: all, place: place)
  }
}
