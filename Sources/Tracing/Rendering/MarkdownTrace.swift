import Equations
import Numerics

/// The trace as Markdown with LaTeX formulas, for an answer key or a page.
public struct MarkdownTrace: TraceWriter {
  /// What has been written and not yet taken.
  public var bytes: [UInt8] = []

  private let style: NumberStyle
  private let element: (row: Int, column: Int)
  private var selection = Selection.all
  private var isNewUpdate = false

  /// Creates the writer.
  ///
  /// - Parameters:
  ///   - style: How numbers are shown.
  ///   - element: The element worked in full, counted from 0.
  public init(
    style: NumberStyle = NumberStyle(), element: (row: Int, column: Int) = (0, 0)
  ) {
    self.style = style
    self.element = element
  }

  /// Writes the title, the case, the variants and the hyperparameters.
  public mutating func open(_ header: TraceHeader) {
    selection = header.selection
    write("# \(header.lesson.title): case \(header.given.name)\n")
    if !header.given.title.isEmpty { write("\(header.given.title.markdownEscaped)\n") }
    for applied in header.variants {
      write("- `\(applied.argument)` (\(applied.variant.kind.rawValue)): \(applied.variant.title)")
    }
    if !header.variants.isEmpty { write("") }
    let values = header.hyperparameters.map { "$\($0.symbol.latex) = \(latex(exact: $0.value))$" }
    if !values.isEmpty { write(values.joined(separator: ", ") + "\n") }
    for fact in header.facts {
      write("\(fact.assignment.reason):\n")
      var numbers: Bindings = [:]
      for (symbol, value) in header.hyperparameters { numbers[symbol] = .number(value) }
      for other in header.facts {
        numbers[other.assignment.target] = .number(style.rounded(other.value.elements[0]))
      }
      let substituted = fact.assignment.formula.substituting(numbers).latex
      write("$$\(fact.assignment.latex) = \(substituted) = \(latex(fact.value))$$\n")
    }
  }

  /// Writes nothing.
  public mutating func begin(step t: Int) {}

  /// Notes the update until a line of it is shown.
  public mutating func begin(update view: UpdateView) { isNewUpdate = true }

  /// Writes a line in its stages.
  public mutating func show(_ view: LineView) {
    guard selection.includes(view.subject, view.line.assignment.target, view.line.target) else {
      return
    }
    if isNewUpdate {
      isNewUpdate = false
      let name = view.subject.isEmpty ? "" : " · \(view.subject)"
      write("## t = \(view.t)\(name)\n")
    }
    let assignment = view.line.assignment
    write("\(view.number). \(assignment.reason)\n")
    let symbols = assignment.formula.latex
    let substituted = self.substituted(view)
    let value = latex(view.value)
    write("$$")
    write(#"\begin{aligned}"#)
    write(#"\#(assignment.target.latex) &\leftarrow \#(symbols) \\"#)
    if substituted != symbols, substituted != value, !view.miscopied {
      write(#"&= \#(substituted) \\"#)
    }
    write("&= \(value)")
    write(#"\end{aligned}"#)
    write("$$\n")
    let (row, column) = element
    if view.shape != .scalar, row < view.shape.rows, column < view.shape.columns {
      let style = style
      let work = WorkedElement(view.line.operands, view.memory, in: LaTeXNotation()) {
        LaTeXNotation().write($1 ? $0 : style.rounded($0))
      }
      let worked = work.text(assignment.formula, row, column)
      let result = latex(view.elements[row * view.shape.columns + column])
      if worked != result { write("Element [\(row),\(column)]: $\(worked) = \(result)$\n") }
    }
    if let note = view.note { write("*\(note)*\n") }
  }

  /// Writes nothing.
  public mutating func endUpdate() {}
  /// Writes nothing.
  public mutating func endStep() {}
  /// Writes nothing.
  public mutating func close(_ outputs: [(name: String, value: Matrix)]) {}

  /// The right-hand side with numbers for its 1×1 symbols.
  private func substituted(_ view: LineView) -> String {
    var numbers: Bindings = [:]
    for (symbol, operand) in view.line.operands where operand.shape == .scalar {
      let value = view.memory[operand.offset]
      let isResult = Filling.Precision(symbol.role) == .result
      numbers[symbol] = .number(isResult ? style.rounded(value) : value)
    }
    return view.line.assignment.formula.substituting(numbers).latex
  }

  private func latex(_ value: Double) -> String { latex(exact: style.rounded(value)) }

  private func latex(exact value: Double) -> String { LaTeXNotation().write(value).text }

  private func latex(_ matrix: Matrix) -> String {
    if matrix.shape == .scalar { return latex(matrix.elements[0]) }
    // Of a wide matrix the first columns and the last, as in text.
    let isWide = matrix.shape.columns > 8
    let rows = (0..<matrix.shape.rows).map { row in
      let cells = matrix.row(row).map { latex($0) }
      let shown = isWide ? Array(cells.prefix(3)) + [#"\cdots"#] + Array(cells.suffix(3)) : cells
      return shown.joined(separator: " & ")
    }
    return #"\begin{bmatrix} "# + rows.joined(separator: #" \\ "#) + #" \end{bmatrix}"#
  }

  private mutating func write(_ line: String) {
    bytes.append(contentsOf: line.utf8)
    bytes.append(UInt8(ascii: "\n"))
  }
}

extension Formula {
  /// The formula in LaTeX.
  fileprivate var latex: String { written(in: LaTeXNotation()).text }
}

extension String {
  /// The text with Markdown's own signs made harmless.
  fileprivate var markdownEscaped: String {
    var escaped = ""
    for character in self {
      if "\\`*_<>$[]#|".contains(character) { escaped += "\\" }
      escaped.append(character)
    }
    return escaped
  }
}
