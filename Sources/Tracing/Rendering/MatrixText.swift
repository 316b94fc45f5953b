import Numerics
import Text

/// Draws a matrix with its entries in columns, decimal points below one another.
///
/// ```
/// ⎡ −0.1100619   0.1144724   0.09015907 ⎤
/// ⎣  0.05024943  0.09008559 −0.06837279 ⎦
/// ```
///
/// By default, a matrix of more than ten rows or eight columns keeps the first and last three, with
/// dots between.
///
/// - Parameter isMarked: Whether an entry, counted row by row, gets a `*`.
package func drawn(
  _ matrix: Matrix, _ style: NumberStyle, mostColumns: Int = 8, mostRows: Int = 10,
  isMarked: (Int) -> Bool = { _ in false }
) -> [String] {
  let shape = matrix.shape
  if shape == .scalar { return [style.text(matrix.elements[0]) + (isMarked(0) ? "*" : "")] }
  let columns = kept(shape.columns, most: mostColumns)
  let rows = kept(shape.rows, most: mostRows)
  var cells = rows.map { row in
    columns.map { column in
      guard let row, let column else { return "…" }
      let index = row * shape.columns + column
      return style.text(matrix.elements[index]) + (isMarked(index) ? "*" : "")
    }
  }
  // One column for the signs of the whole matrix, so that it does not shift from line to line.
  let sign = matrix.elements.contains { $0.sign == .minus } ? 1 : 0
  for column in columns.indices {
    let parts = cells.map { parted($0[column]) }
    let before = parts.map { $0.before.count + ($0.before.hasPrefix("−") ? 0 : sign) }.max() ?? 0
    let after = parts.map { $0.after.count }.max() ?? 0
    for row in cells.indices {
      let (start, end) = parts[row]
      cells[row][column] =
        spaces(before - start.count) + start + end + spaces(after - end.count)
    }
  }
  return cells.indices.map { row in
    let text = cells[row].joined(separator: " ")
    if cells.count == 1 { return "[ \(text) ]" }
    let (open, close) =
      row == 0 ? ("⎡", "⎤") : (row == cells.count - 1 ? ("⎣", "⎦") : ("⎢", "⎥"))
    return "\(open) \(text) \(close)"
  }
}

/// The indices shown of a long axis; nil stands for the dots.
private func kept(_ count: Int, most: Int) -> [Int?] {
  guard count > most else { return (0..<count).map { Optional($0) } }
  return [0, 1, 2, nil, count - 3, count - 2, count - 1]
}

/// A number's text before and from its decimal point (or its power of ten).
private func parted(_ text: String) -> (before: String, after: String) {
  let end = text.firstIndex { $0 == "." || $0 == "×" } ?? text.endIndex
  return (String(text[..<end]), String(text[end...]))
}
