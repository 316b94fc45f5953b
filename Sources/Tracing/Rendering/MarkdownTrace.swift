import Equations
import Numerics
import Text

/// The trace as Markdown with LaTeX formulas, for an answer key or a page.
public struct MarkdownTrace: TraceWriter {
  /// The bytes written and not yet taken.
  public var bytes: [UInt8] = []

  private let latex: Typesetting<LaTeXNotation>
  private let element: MatrixIndex
  private var selection = Selection.all
  private var isNewUpdate = false
  /// The trace's header, until the first step begins.
  private var header: TraceHeader?

  /// Creates the writer.
  ///
  /// - Parameters:
  ///   - style: How numbers are shown.
  ///   - element: The element worked in full, counted from 0.
  public init(
    style: NumberStyle = NumberStyle(), element: MatrixIndex = .first
  ) {
    latex = Typesetting(latex: style)
    self.element = element
  }

  /// Writes the title, the case, the variants and the hyperparameters.
  public mutating func open(_ header: TraceHeader) {
    selection = header.selection
    self.header = header
    write("# \(header.lesson.title): case \(header.given.name.markdownEscaped)\n")
    if !header.given.title.isEmpty { write("\(header.given.title.markdownEscaped)\n") }
    for applied in header.variants {
      write("- `\(applied.argument)` (\(applied.variant.kind.rawValue)): \(applied.variant.title)")
    }
    if !header.variants.isEmpty { write("") }
    let values = header.hyperparameters.map { "$\($0.symbol.latex) = \(latex.exactly($0.value))$" }
    if !values.isEmpty { write(values.joined(separator: ", ") + "\n") }
    for fact in header.facts {
      write("\(fact.assignment.reason):\n")
      var numbers: Bindings = [:]
      for (symbol, value) in header.hyperparameters { numbers[symbol] = .number(value) }
      for other in header.facts {
        numbers[other.assignment.target] = .number(latex.style.rounded(other.value.elements[0]))
      }
      let substituted = latex.formula(fact.assignment.formula.substituting(numbers))
      write("$$\(fact.assignment.latex) = \(substituted) = \(latex.matrix(fact.value))$$\n")
    }
  }

  /// Before the first step, writes the note on where the run begins, if any.
  public mutating func begin(step t: Int) {
    if let note = header?.note(firstStep: t) { write("*\(note)*\n") }
    header = nil
  }

  /// Remembers the update until one of its lines is shown.
  public mutating func begin(update view: UpdateView) { isNewUpdate = true }

  /// Writes a line as equation, numbers and result.
  public mutating func show(_ view: LineView) {
    guard selection.includes(view) else { return }
    if isNewUpdate {
      isNewUpdate = false
      let name = view.subject.isEmpty ? "" : " · \(view.subject)"
      write("## t = \(view.t)\(name)\n")
    }
    write("\(view.number). \(view.line.assignment.reason)\n")
    write("$$\n\(latex.aligned(view))\n$$\n")
    if view.shape != .scalar, let worked = latex.worked(view, at: element) {
      write("Element \(element): $\(worked.work) = \(worked.result)$\n")
    }
    if let note = view.note { write("*\(note)*\n") }
  }

  private mutating func write(_ line: String) {
    bytes.append(contentsOf: line.utf8)
    bytes.append(UInt8(ascii: "\n"))
  }
}
