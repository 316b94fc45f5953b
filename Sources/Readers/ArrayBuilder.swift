/// Builds an array from its brackets and numbers as they come, and refuses ragged rows.
struct ArrayBuilder {
  private var numbers: [PrintedNumber] = []
  /// How many entries every list of an axis has, once one was closed.
  private var lengths: [Int?] = []
  /// How many entries stand before an axis's ellipsis.
  private var gaps: [Int?] = []
  /// The lists that are open, from the outermost on.
  private var open: [(count: Int, gap: Int?, place: TextPlace?)] = []
  /// How many brackets stand around every number.
  private var depthOfNumbers: Int?
  private var digits = SharedDigits()

  /// Whether any number was taken.
  var isEmpty: Bool { numbers.isEmpty }
  /// How many numbers were taken.
  var count: Int { numbers.count }
  /// How many lists are open.
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
        "numbers are left out in two places, so nobody can tell which ones stand between them; print the "
          + "whole array: np.set_printoptions(threshold=np.inf)",
        at: place)
    }
    open[last].gap = open[last].count
  }

  /// Takes a closing bracket; tells whether it was the outermost.
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

  /// Hands over the array, once its outermost bracket is closed.
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

/// What an array's numbers tell of one another's precision: trimmed zeros are real information.
struct SharedDigits {
  private var decimals: Int?
  private var mantissa: Int?

  /// Looks at a number of the array.
  mutating func see(_ number: Decimal) {
    if let more = number.decimals { decimals = max(decimals ?? 0, more) }
    if let more = number.mantissa { mantissa = max(mantissa ?? 0, more) }
  }

  /// The precision of a number among the others.
  func precision(_ own: PrintedNumber.Precision) -> PrintedNumber.Precision {
    switch own {
    case .decimals(let few): .decimals(decimals ?? few)
    case .whole: decimals.map { .decimals($0) } ?? .whole
    case .significant(let few): .significant(mantissa ?? few)
    case .double, .single: own
    }
  }

  /// Gives numbers the precision they have among one another.
  func share(_ numbers: inout [PrintedNumber]) {
    if decimals == nil && mantissa == nil { return }
    for index in numbers.indices { numbers[index].precision = precision(numbers[index].precision) }
  }
}

/// Numbers in rows without brackets, as a table's or a column's.
struct RowsBuilder {
  private var numbers: [PrintedNumber] = []
  private var digits = SharedDigits()
  /// How many rows there are, and how many numbers each has.
  private(set) var rows = 0
  private(set) var width = 0
  /// Where the first number stands.
  var place: TextPlace? { numbers.first?.place }

  /// Takes a row; the caller has made sure of its length.
  mutating func append(_ row: [(number: Decimal, place: TextPlace)]) throws(ReadingError) {
    for (number, place) in row {
      guard numbers.count < Limit.numbers else { throw Limit.tooManyNumbers(at: place) }
      digits.see(number)
      numbers.append(PrintedNumber(number.value, number.precision, at: place))
    }
    rows += 1
    width = row.count
  }

  /// Hands over the matrix; with `squeezed` a column or a single row is a list, a single number a number.
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
