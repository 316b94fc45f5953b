import Equations
import Numerics
import Readers
import Tracing

// Compares arrays with the shapes of the rule's results.
extension Alignment {
  func expectedShape(_ subject: Int, _ symbol: Int, _ step: Int) -> Shape? {
    guard let outcome = rule[subject] else { return nil }
    let values = runs.outcomes[outcome].steps
    guard step < values.count else { return nil }
    if symbol < values[step].count, let value = values[step][symbol] { return value.shape }
    return runs.start(runs.book.symbols[symbol], of: subject)?.shape
  }

  /// The shape of the weights of a bias's layer.
  func weightsShape(_ subject: Int, _ step: Int) -> Shape? {
    let layer = runs.subjects[subject].layer
    guard layer != nil,
      let weights = runs.subjects.firstIndex(where: { $0.layer == layer && !$0.isBias }),
      let θ = runs.observables.first(where: { $0.role == .parameter })
    else { return nil }
    return expectedShape(weights, runs.book.symbols.firstIndex(of: θ) ?? 0, step)
  }

  func observation(
    _ array: PrintedArray, _ subject: Int, _ symbol: Int, step: Int
  ) -> Observation? {
    let quantity = runs.subjects[subject].quantity(runs.book.symbols[symbol])
    let isLast = step == runs.clock.count - 1
    let name = isLast ? quantity : "\(quantity) at t = \(runs.clock[step])"
    let expected = expectedShape(subject, symbol, step)
    // Axes of length 1 do not matter if more than two axes were printed.
    var shape = array.shape
    var gaps = array.gaps
    while shape.count > 2, let at = shape.firstIndex(of: 1) {
      shape.remove(at: at)
      gaps.remove(at: at)
    }
    guard shape.count <= 2, shape.allSatisfy({ $0 > 0 }) else { return nil }
    let whole = array.wholeShape.flatMap { $0.count == shape.count ? $0 : nil } ?? shape
    let isCut = gaps.contains { $0 != nil }
    let form: Observation.Form
    var full: Shape
    switch shape.count {
    case 0:
      full = .scalar
      form = .matrix(.scalar)
    case 1:
      let count = isCut ? expected?.count ?? whole[0] : whole[0]
      full = Shape(1, count)
      form = .vector(count)
    default:
      full = Shape(whole[0], whole[1])
      if isCut, array.wholeShape == nil {
        // Broadcasting may have given a bias the shape of its weights.
        let wide = weightsShape(subject, step)
        let shapes = [expected, wide].compactMap { $0 }
        full = shapes.first { $0.isPrinted(as: shape, gaps) } ?? expected ?? full
      }
      let isTurned =
        expected.map { min($0.rows, $0.columns) == 1 && $0.count == full.count } ?? false
      if let expected, isTurned, min(full.rows, full.columns) == 1, expected != full {
        form = .vector(full.count)
      } else {
        form = .matrix(full)
      }
    }
    let rows = shape.count == 2 ? shape[0] : 1
    let columns = shape.last ?? 1
    guard rows * columns == array.numbers.count, full.rows >= rows, full.columns >= columns else {
      return nil
    }
    let rowGap = shape.count == 2 ? gaps[0] : nil
    let columnGap = gaps.last ?? nil
    var entries: [Observation.Entry] = []
    for i in 0..<array.numbers.count {
      var (row, column) = (i / columns, i % columns)
      if let gap = rowGap, row >= gap { row += full.rows - rows }
      if let gap = columnGap, column >= gap { column += full.columns - columns }
      entries.append(entry(row * full.columns + column, array.numbers[i]))
    }
    return Observation(
      name: name, subject: subject, symbol: symbol, moment: .after(step), form: form,
      entries: entries, printed: array)
  }

  /// A quantity whose print cannot be compared, so it is never right.
  func impossible(
    _ array: PrintedArray, _ subject: Int, _ symbol: Int, step: Int
  ) -> Observation {
    Observation(
      name: runs.subjects[subject].quantity(runs.book.symbols[symbol]), subject: subject,
      symbol: symbol, moment: .after(step), form: .impossible, entries: [], printed: array)
  }

  func entry(_ index: Int, _ number: PrintedNumber) -> Observation.Entry {
    // The tolerance is set later, once the precision of the whole print is known.
    Observation.Entry(
      index: index,
      tolerance: number.tolerance(.printed(decimals: 0, significant: 1, largest: 0)),
      printed: number)
  }

  /// Numbers printed one by one: a single one is the result after the last step, several are the
  /// series.
  mutating func printedSingly(
    _ numbers: [PrintedNumber], _ symbol: Int
  ) -> (array: PrintedArray, observation: Observation?) {
    let isSingle = numbers.count == 1
    let array = PrintedArray(
      shape: isSingle ? [] : [numbers.count], numbers: numbers, place: numbers[0].place)
    let found =
      isSingle
      ? observation(array, 0, symbol, step: runs.clock.count - 1) : series(array, 0, symbol)
    return (array, found)
  }

  /// A list with one number for each step, with or without the start value.
  mutating func series(_ array: PrintedArray, _ subject: Int, _ symbol: Int) -> Observation? {
    let long = array.shape.filter { $0 != 1 }
    let steps = runs.clock.count
    guard long.count <= 1, array.gaps.allSatisfy({ $0 == nil }),
      expectedShape(subject, symbol, 0) == .scalar
    else { return nil }
    var numbers = array.numbers
    if numbers.count == 1 && steps > 1 { return nil }
    let hasStart = numbers.count == steps + 1
    if hasStart { numbers.removeFirst() }
    guard numbers.count <= steps, !numbers.isEmpty else { return nil }
    let name = runs.book.symbols[symbol].name
    if hasStart {
      notes.append(
        "The first of \(steps + 1) numbers of \(name) was read as the value before the first step."
      )
    }
    return Observation(
      name: numbers.count == steps ? name : "\(name), the first \(numbers.count)", subject: subject,
      symbol: symbol, moment: .series, form: .matrix(.scalar),
      entries: numbers.enumerated().map { entry($0.offset, $0.element) }, printed: array)
  }
}

extension Shape {
  /// Whether a matrix of this shape may be shortened to the given shape when printed.
  fileprivate func isPrinted(as shape: [Int], _ gaps: [Int?]) -> Bool {
    let own = [rows, columns]
    return shape.count == 2
      && own.indices.allSatisfy { gaps[$0] == nil ? own[$0] == shape[$0] : own[$0] > shape[$0] }
  }
}

extension [Int] {
  /// A shape as people write it: `2×3`.
  var text: String {
    isEmpty ? "1×1" : count == 1 ? "\(self[0]) numbers" : map { "\($0)" }.joined(separator: "×")
  }
}
