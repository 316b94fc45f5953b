import Equations
import Numerics

/// A notation for typeset pages that can also write matrices: LaTeX, MathML.
public protocol TypesetNotation: Notation {
  /// Writes a matrix from its formatted entries, in brackets.
  func matrix(_ rows: [[String]]) -> String
  /// The sign for entries that are left out of a row.
  var dots: String { get }
}

extension LaTeXNotation: TypesetNotation {
  /// Writes a `bmatrix`.
  public func matrix(_ rows: [[String]]) -> String {
    #"\begin{bmatrix} "#
      + rows.map { $0.joined(separator: " & ") }.joined(separator: #" \\ "#)
      + #" \end{bmatrix}"#
  }

  /// Three dots in the middle.
  public var dots: String { #"\cdots"# }
}

extension MathMLNotation: TypesetNotation {
  /// Writes a table between brackets that grow with it.
  public func matrix(_ rows: [[String]]) -> String {
    var table = "<mrow><mo>[</mo><mtable>"
    for row in rows {
      table += "<mtr>"
      for cell in row { table += "<mtd>\(cell)</mtd>" }
      table += "</mtr>"
    }
    return table + "</mtable><mo>]</mo></mrow>"
  }

  /// Three dots.
  public var dots: String { "<mo>…</mo>" }
}

/// Writes a line for typeset pages: symbols, numbers, result.
public struct Typesetting<Style: TypesetNotation> {
  /// The notation.
  public let notation: Style
  /// How numbers are shown.
  public let style: NumberStyle
  /// Whether −0 is distinguished from 0; not on paper, where it would not be an answer.
  public let signsZero: Bool

  /// The most columns of a matrix that are shown; a wider one keeps the first three and the last
  /// three.
  private let mostColumns = 8

  /// Creates a typesetting.
  public init(_ notation: Style, _ style: NumberStyle, signsZero: Bool = true) {
    self.notation = notation
    self.style = style
    self.signsZero = signsZero
  }

  /// The number, with −0 as 0 unless the two are distinguished.
  private func signed(_ value: Double) -> Double { value == 0 && !signsZero ? 0 : value }

  /// A formula.
  public func formula(_ formula: Formula) -> String { formula.written(in: notation).text }

  /// A number in the style.
  public func number(_ value: Double) -> String { exactly(style.rounded(value)) }

  /// A number with all its digits.
  public func exactly(_ value: Double) -> String { notation.write(signed(value)).text }

  /// A matrix; a 1×1 matrix as a plain number.
  public func matrix(_ matrix: Matrix) -> String {
    if matrix.shape == .scalar { return number(matrix.elements[0]) }
    let isWide = matrix.shape.columns > mostColumns
    return notation.matrix(
      (0..<matrix.shape.rows).map { row in
        let cells = matrix.row(row).map { number($0) }
        return isWide ? Array(cells.prefix(3)) + [notation.dots] + Array(cells.suffix(3)) : cells
      })
  }

  /// The right-hand side with numbers for its 1×1 symbols; nil if that adds nothing.
  public func substituted(_ view: LineView) -> String? {
    var numbers: Bindings = [:]
    for (symbol, operand) in view.line.operands where operand.shape == .scalar {
      let value = view.memory[operand.offset]
      let isResult = Template.Precision(symbol.role) == .result
      numbers[symbol] = .number(signed(isResult ? style.rounded(value) : value))
    }
    let formula = view.line.assignment.formula
    let substituted = self.formula(formula.substituting(numbers))
    let isNew = substituted != self.formula(formula) && substituted != matrix(view.value)
    return isNew && !view.miscopied ? substituted : nil
  }

  /// One element worked in full, with its result; nil if that adds nothing.
  public func worked(
    _ view: LineView, at index: MatrixIndex
  ) -> (work: String, result: String)? {
    guard let position = index.position(in: view.shape) else { return nil }
    let work = WorkedElement(view.line.operands, view.memory, in: notation) { value, isExact in
      notation.write(signed(isExact ? value : style.rounded(value)))
    }
    let worked = work.text(view.line.assignment.formula, index.row, index.column)
    let result = number(view.elements[position])
    return worked == result ? nil : (worked, result)
  }
}

extension Symbol {
  /// The sign for terms that are left out of a long sum.
  static let dots = Symbol(
    name: "…", glyph: "…", latex: #"\cdots"#, role: .placeholder, meaning: "and so on")
}

extension Typesetting where Style == LaTeXNotation {
  /// Creates a typesetting in LaTeX with a number style.
  public init(latex style: NumberStyle, signsZero: Bool = true) {
    self.init(LaTeXNotation(), style, signsZero: signsZero)
  }

  /// The line's parts one below the other, as an `aligned` block.
  public func aligned(_ view: LineView) -> String {
    let assignment = view.line.assignment
    var text = #"\begin{aligned}"# + "\n"
    text += #"\#(assignment.target.latex) &\leftarrow \#(formula(assignment.formula)) \\"# + "\n"
    if let numbers = substituted(view) { text += #"&= \#(numbers) \\"# + "\n" }
    return text + "&= \(matrix(view.value))\n" + #"\end{aligned}"#
  }
}
