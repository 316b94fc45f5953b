import Equations
import JSON
import Numerics

/// The trace as a table, one number a row: `t,parameter,layer,target,row,column,value`.
///
/// Rows and columns count from 0, as NumPy's indices do.
public struct CSVTrace: TraceWriter {
  private var json = JSONWriter()
  private var selection = Selection.all

  /// Creates the writer.
  public init() {}

  /// What has been written and not yet taken.
  public var bytes: [UInt8] {
    get { json.bytes }
    set { json.bytes = newValue }
  }

  /// Writes the column names.
  public mutating func open(_ header: TraceHeader) {
    selection = header.selection
    json.raw("t,parameter,layer,target,row,column,value\n")
  }

  /// Writes nothing.
  public mutating func begin(step t: Int) {}
  /// Writes nothing.
  public mutating func begin(update: UpdateView) {}

  /// Writes a row for each element.
  public mutating func show(_ view: LineView) {
    guard selection.includes(view.subject, view.line.assignment.target, view.line.target) else {
      return
    }
    for row in 0..<view.shape.rows {
      for column in 0..<view.shape.columns {
        json.integer(view.t)
        json.raw(",")
        json.bytes.append(contentsOf: view.subject.utf8)
        json.raw(",")
        if let layer = view.layer { json.integer(layer) }
        json.raw(",")
        json.bytes.append(contentsOf: view.line.target.utf8)
        json.raw(",")
        json.integer(row)
        json.raw(",")
        json.integer(column)
        json.raw(",")
        let value = view.elements[row * view.shape.columns + column]
        if value.isFinite {
          json.number(value)
        } else {
          json.bytes.append(contentsOf: (value.isNaN ? "NaN" : value < 0 ? "-inf" : "inf").utf8)
        }
        json.raw("\n")
      }
    }
  }

  /// Writes nothing.
  public mutating func endUpdate() {}
  /// Writes nothing.
  public mutating func endStep() {}
  /// Writes nothing.
  public mutating func close(_ outputs: [(name: String, value: Matrix)]) {}
}
