import Equations
import Numerics

/// The trace as Markdown with LaTeX formulas, for an answer key or a page.
public struct MarkdownTrace: TraceWriter {
  /// What has been written and not yet taken.
  public var bytes: [UInt8] = []

  private let style: NumberStyle
  private var selection = Selection.all
  private var isNewUpdate = false

  /// Creates the writer.
  public init(style: NumberStyle = NumberStyle()) { self.style = style }

  /// Writes the title, the case, the variants and the hyperparameters.
  public mutating func open(_ header: TraceHeader) {
    selection = header.selection
    write("# \(header.lesson.title): case \(header.given.name)\n")
    if !header.given.title.isEmpty { write("\(header.given.title)\n") }
    for applied in header.variants {
      write("- `\(applied.argument)` (\(applied.variant.kind.rawValue)): \(applied.variant.title)")
    }
    if !header.variants.isEmpty { write("") }
    let values = header.hyperparameters.map { "$\($0.symbol.latex) = \(latex($0.value))$" }
    if !values.isEmpty { write(values.joined(separator: ", ") + "\n") }
    for fact in header.facts {
      write("\(fact.assignment.reason):\n")
      write("$$\(fact.assignment.latex) = \(latex(fact.value))$$\n")
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
    var numbers: [Symbol: Formula] = [:]
    for (symbol, operand) in view.line.operands where operand.shape == .scalar {
      numbers[symbol] = .number(style.rounded(view.memory[operand.offset]))
    }
    let substituted = assignment.formula.substituting(numbers).written(in: LaTeXNotation()).text
    let symbols = assignment.formula.written(in: LaTeXNotation()).text
    write("$$")
    write(#"\begin{aligned}"#)
    write(#"\#(assignment.target.latex) &\leftarrow \#(symbols) \\"#)
    if substituted != symbols, !view.miscopied { write(#"&= \#(substituted) \\"#) }
    write("&= \(latex(view.value))")
    write(#"\end{aligned}"#)
    write("$$\n")
    if let note = view.note { write("*\(note)*\n") }
  }

  /// Writes nothing.
  public mutating func endUpdate() {}
  /// Writes nothing.
  public mutating func endStep() {}
  /// Writes nothing.
  public mutating func close(_ outputs: [(name: String, value: Matrix)]) {}

  private func latex(_ value: Double) -> String { LaTeXNotation().write(style.rounded(value)).text }

  private func latex(_ matrix: Matrix) -> String {
    if matrix.shape == .scalar { return latex(matrix.elements[0]) }
    let rows = (0..<matrix.shape.rows).map { row in
      matrix.row(row).map(latex).joined(separator: " & ")
    }
    return #"\begin{bmatrix} "# + rows.joined(separator: #" \\ "#) + #" \end{bmatrix}"#
  }

  private mutating func write(_ line: String) {
    bytes.append(contentsOf: line.utf8)
    bytes.append(UInt8(ascii: "\n"))
  }
}
