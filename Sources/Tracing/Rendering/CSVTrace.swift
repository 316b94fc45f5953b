import Equations
import Numerics

/// The trace as a table, one number per row: `t,parameter,layer,target,row,column,value`.
///
/// Rows and columns count from 0, as NumPy's indices do.
public struct CSVTrace: TraceWriter {
  /// The bytes written and not yet taken.
  public var bytes: [UInt8] = []
  private var selection = Selection.all

  /// Creates the writer.
  public init() {}

  /// Writes the column names.
  public mutating func open(_ header: TraceHeader) {
    selection = header.selection
    bytes.append(contentsOf: "t,parameter,layer,target,row,column,value\n".utf8)
  }

  /// Writes a row for each element.
  public mutating func show(_ view: LineView) {
    guard selection.includes(view) else { return }
    for row in 0..<view.shape.rows {
      for column in 0..<view.shape.columns {
        cell(view.t)
        cell(view.subject)
        if let layer = view.layer { cell(layer) } else { cell("") }
        cell(view.line.target)
        cell(row)
        cell(column)
        let value = view.elements[row * view.shape.columns + column]
        if value.isFinite {
          bytes.append(finite: value)
        } else {
          bytes.append(contentsOf: (value.isNaN ? "NaN" : value < 0 ? "-inf" : "inf").utf8)
        }
        bytes.append(UInt8(ascii: "\n"))
      }
    }
  }

  private mutating func cell(_ number: Int) {
    bytes.append(whole: Int64(number))
    bytes.append(UInt8(ascii: ","))
  }

  /// Appends a cell with a name; names of quantities need no quotes.
  private mutating func cell(_ name: String) {
    bytes.append(contentsOf: name.utf8)
    bytes.append(UInt8(ascii: ","))
  }
}
