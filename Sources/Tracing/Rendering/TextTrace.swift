import Equations
import Numerics
import Text

/// The trace as people read it: each line three times (symbols, numbers, result), the reason beside
/// the equation, one element worked in full.
public struct TextTrace: TraceWriter {
  /// The bytes written and not yet taken.
  public var bytes: [UInt8] = []

  private let style: NumberStyle
  private let element: MatrixIndex
  private let hasColour: Bool
  private let width: Int?
  private var selection = Selection.all
  private var update: UpdateView?
  private var isNewUpdate = false
  private var series = SeriesTable()
  /// The trace's header, until the first step begins.
  private var header: TraceHeader?

  /// The column in which reasons begin.
  static let reasonColumn = 54

  /// Creates the writer.
  ///
  /// - Parameters:
  ///   - style: How numbers are shown.
  ///   - element: The element worked in full, counted from 0.
  ///   - hasColour: Whether to use a terminal's colours; all other characters are then made
  ///     harmless.
  ///   - width: The width of the terminal; a reason that does not fit beside its equation goes
  ///     below.
  public init(
    style: NumberStyle = NumberStyle(), element: MatrixIndex = .first,
    hasColour: Bool = false, width: Int? = nil
  ) {
    self.width = width
    self.style = style
    self.element = element
    self.hasColour = hasColour
  }

  /// Writes the lesson, the case, the variants and the hyperparameters.
  public mutating func open(_ header: TraceHeader) {
    selection = header.selection
    self.header = header
    let title = header.given.title.isEmpty ? "" : ": \(header.given.title)"
    write(
      StyledLine(header.lesson.title, .strong).with(" · case \(header.given.name)\(title)"))
    if !header.hyperparameters.isEmpty {
      write(
        header.hyperparameters.map { "\($0.symbol.glyph) = \(NumberStyle.full.text($0.value))" }
          .joined(separator: "   "))
    }
    for applied in header.variants {
      let kind = applied.variant.kind.introduction
      write(StyledLine("\(kind) \(applied.argument): \(applied.variant.title)", .warning))
    }
    for fact in header.facts {
      let value = style.text(fact.value.elements[0])
      let equation = "\(fact.equation) = \(fact.substituted) = \(value)"
      write(equation, beside: fact.assignment.reason)
    }
  }

  /// Remembers the step; before the first one, writes the note on where the run begins, if any.
  public mutating func begin(step t: Int) {
    if let note = header?.note(firstStep: t) {
      for line in note.lines(width: width ?? 100) { write(StyledLine(line, .warning)) }
    }
    header = nil
    series.beginRow(t)
  }

  /// Remembers the update until one of its lines is shown.
  public mutating func begin(update view: UpdateView) {
    update = view
    isNewUpdate = true
  }

  /// Writes a line as symbols, numbers and result.
  public mutating func show(_ view: LineView) {
    guard selection.includes(view) else { return }
    if isNewUpdate { heading(view) }
    let line = view.line
    // From ten lines on, the first nine numbers are padded.
    let width = update.map { "\($0.lines.count)".utf8.count } ?? 1
    let number = "\(view.number)"
    write(
      spaces(width - number.utf8.count) + "\(number)  \(line.equation)",
      beside: line.assignment.reason)
    let indent = spaces(4 + width)
    let symbols = line.assignment.formula.written(in: UnicodeNotation()).text
    let numbers = view.substituted(style)
    if numbers != symbols { write("\(indent)= \(numbers)") }
    if let note = view.note, view.miscopied {
      write("\(indent)= \(style.text(view.elements[0]))   (\(note))")
      series.add(view)
      return
    }
    let rows = drawn(view.value, style)
    for (index, row) in rows.enumerated() { write(indent + (index == 0 ? "= " : "  ") + row) }
    writeWorked(view, indent)
    if let note = view.note { write(StyledLine("\(indent)\(note)", .warning)) }
    series.add(view)
  }

  /// Writes one element in full; for a plain number only if it is computed from a matrix.
  private mutating func writeWorked(_ view: LineView, _ indent: String) {
    let isNumber = view.shape == .scalar
    let index = isNumber ? .first : element
    guard let position = index.position(in: view.shape), !isNumber || view.line.element == nil
    else { return }
    let worked = view.worked(at: index, style)
    let value = style.text(view.elements[position])
    if worked != value { write("\(indent)\(index): \(worked) = \(value)") }
  }

  /// Writes the series as a table, if the lesson has one.
  public mutating func close(_ outputs: [(name: String, value: Matrix)]) {
    let table = series.text(style)
    guard !table.isEmpty else { return }
    write("")
    for row in table { write(row) }
  }

  private mutating func heading(_ view: LineView) {
    isNewUpdate = false
    write("")
    guard let layer = view.layer, let update else {
      write(StyledLine("t = \(view.t)", .strong))
      write("")
      return
    }
    let shape = update.lines.last.map { " (\($0.value.shape), layer \(layer))" } ?? ""
    write(StyledLine("t = \(view.t) · \(view.subject)", .strong).with(shape))
    write("")
  }

  private mutating func write(_ equation: String, beside reason: String) {
    guard !reason.isEmpty else { return write(equation) }
    let start = Swift.max(Self.reasonColumn, equation.count + 2)
    if let width, start + reason.count > width {
      write(equation)
      write(StyledLine(spaces(5)).with(reason, .quiet))
    } else {
      write(StyledLine(padded(equation, start)).with(reason, .quiet))
    }
  }

  private mutating func write(_ line: StyledLine) {
    append(hasColour ? line.forTerminal(hasColour: true) : line.text)
  }

  private mutating func write(_ line: String) { append(hasColour ? line.visible : line) }

  private mutating func append(_ line: String) {
    bytes.append(contentsOf: line.utf8)
    bytes.append(UInt8(ascii: "\n"))
  }
}

/// The results of a lesson without parameters, one row per step, if there are few enough for a
/// table.
struct SeriesTable {
  private var columns: [String] = []
  private var rows: [(t: Int, cells: [Double], gaps: Set<Int>)] = []
  private var isTooLong = false
  private static let mostRows = 400

  mutating func beginRow(_ t: Int) {
    guard !isTooLong else { return }
    rows.append((t, [], []))
    if rows.count > Self.mostRows {
      isTooLong = true
      rows = []
    }
  }

  mutating func add(_ view: LineView) {
    guard view.layer == nil, view.shape == .scalar, !isTooLong, !rows.isEmpty else { return }
    for (symbol, operand) in view.line.operands
    where symbol.role == .input && operand.shape == .scalar {
      record(symbol.glyph, view.memory[operand.offset])
    }
    record(view.line.assignment.target.glyph, view.elements[0])
  }

  private mutating func record(_ name: String, _ value: Double) {
    let at = columns.firstIndex(of: name) ?? columns.count
    if at == columns.count { columns.append(name) }
    let row = rows.count - 1
    while rows[row].cells.count <= at {
      rows[row].gaps.insert(rows[row].cells.count)
      rows[row].cells.append(.nan)
    }
    rows[row].cells[at] = value
    rows[row].gaps.remove(at)
  }

  func text(_ style: NumberStyle) -> [String] {
    // A quantity that is a number in some steps and a matrix in others has no column.
    let whole = columns.indices.filter { at in
      rows.allSatisfy { at < $0.cells.count && !$0.gaps.contains(at) }
    }
    guard rows.count > 1, !whole.isEmpty else { return [] }
    var table = [["t"] + whole.map { columns[$0] }]
    for row in rows { table.append(["\(row.t)"] + whole.map { style.text(row.cells[$0]) }) }
    return aligned(table)
  }
}
