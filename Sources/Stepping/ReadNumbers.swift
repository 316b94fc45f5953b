import Equations
import Numerics
import Tracing

extension RecordedLine {
  /// The values a line reads for an entry of its result, in words: `β₁ = 0.9, v_dW1[0,1] = 0`,
  /// `row 0 of W1`.
  func reads(at entry: MatrixIndex, _ style: NumberStyle) -> String {
    look { view in
      var found: [String] = []
      ReadNumbers(view, style).collect(
        view.line.assignment.formula, entry.row, entry.column, &found)
      return found.joined(separator: ", ")
    }
  }
}

extension LineView {
  /// A quantity's name: with this line's own parameter, or the glyph if it belongs to another.
  func name(_ symbol: Symbol) -> String {
    let subject = ParameterName(subject).map { Program.Subject($0) } ?? .series
    return symbol.owner == .own ? subject.quantity(symbol) : symbol.glyph
  }
}

/// Collects the numbers in a line's formula that one entry of the result is computed from.
private struct ReadNumbers {
  let view: LineView
  let style: NumberStyle

  init(_ view: LineView, _ style: NumberStyle) {
    self.view = view
    self.style = style
  }

  func collect(_ formula: Formula, _ row: Int, _ column: Int, _ found: inout [String]) {
    switch formula {
    case .number: break
    case .symbol(let symbol): add(entry(symbol, row, column), to: &found)
    case .unary(.transpose, let inner): collect(inner, column, row, &found)
    case .unary(.rowSums, let inner): whole(inner, "row \(row) of", &found)
    case .unary(.columnSums, let inner): whole(inner, "column \(column) of", &found)
    case .unary(.sum, let inner), .unary(.columnCount, let inner):
      whole(inner, "all of", &found)
    case .unary(_, let inner): collect(inner, row, column, &found)
    case .binary(.matrixProduct, let left, let right):
      part(left, isRow: true, row, &found)
      part(right, isRow: false, column, &found)
    case .binary(.columns, let matrix, let picked):
      collect(picked, 0, column, &found)
      whole(matrix, "that column of", &found)
    case .binary(_, let left, let right):
      collect(left, row, column, &found)
      collect(right, row, column, &found)
    }
  }

  /// A row of a product's left side, or a column of its right side.
  private func part(_ formula: Formula, isRow: Bool, _ index: Int, _ found: inout [String]) {
    if case .unary(.transpose, let inner) = formula {
      part(inner, isRow: !isRow, index, &found)
    } else {
      whole(formula, isRow ? "row \(index) of" : "column \(index) of", &found)
    }
  }

  private func whole(_ formula: Formula, _ words: String, _ found: inout [String]) {
    formula.forEachSymbol { symbol in add("\(words) \(view.name(symbol))", to: &found) }
  }

  private func entry(_ symbol: Symbol, _ row: Int, _ column: Int) -> String {
    guard let operand = view.line.operands[symbol] else { return symbol.glyph }
    if operand.shape == .scalar {
      let style = symbol.isKept || symbol.role == .intermediate ? style : .full
      return "\(symbol.glyph) = \(style.text(view.memory[operand.offset]))"
    }
    // An axis of length 1 is broadcast.
    let own = MatrixIndex(
      operand.shape.rows == 1 ? 0 : row, operand.shape.columns == 1 ? 0 : column)
    guard own.isInside(operand.shape) else { return view.name(symbol) }
    let value = style.text(view.memory[operand.index(own.row, own.column)])
    return "\(view.name(symbol))\(own) = \(value)"
  }

  private func add(_ text: String, to found: inout [String]) {
    if !found.contains(text) { found.append(text) }
  }
}
