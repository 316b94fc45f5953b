import Equations
import Numerics

/// Receives a trace line by line while it runs: to keep, print or stream it.
///
/// A sink implements the functions it needs; the others do nothing.
public protocol TraceSink {
  /// A step begins.
  mutating func begin(step t: Int)
  /// The update of one parameter begins.
  mutating func begin(update: UpdateView)
  /// A line has run; its view is valid only during this call.
  mutating func show(_ line: LineView)
  /// The update ends.
  mutating func endUpdate()
  /// The step ends.
  mutating func endStep()
  /// The numbers of the step that has ended, for a sink that will look at its lines again.
  mutating func keep(_ memory: [Double])
}

extension TraceSink {
  /// Does nothing.
  public mutating func begin(step t: Int) {}
  /// Does nothing.
  public mutating func begin(update: UpdateView) {}
  /// Does nothing.
  public mutating func show(_ line: LineView) {}
  /// Does nothing.
  public mutating func endUpdate() {}
  /// Does nothing.
  public mutating func endStep() {}
  /// Does nothing.
  public mutating func keep(_ memory: [Double]) {}
}

/// The update of one parameter.
public struct UpdateView {
  /// The parameter's name; empty in a lesson without parameters.
  public let name: String
  /// Its layer; nil in a lesson without parameters.
  public let layer: Int?
  /// The lines that are about to run.
  public let lines: [CompiledLine]
}

/// A line that has just run, viewed in memory.
public struct LineView {
  /// The number of the step.
  public let t: Int
  /// The parameter's name; empty in a lesson without parameters.
  public let subject: String
  /// Its layer.
  public let layer: Int?
  /// The number of the line in the update, from 1.
  public let number: Int
  /// The line.
  public let line: CompiledLine
  /// Whether the value is a miscopied answer and not the line's own.
  public let miscopied: Bool
  /// The tracer's memory.
  public let memory: UnsafePointer<Double>

  /// Rows and columns of the value.
  public var shape: Shape { line.value.shape }

  /// The value's elements, row by row.
  public var elements: UnsafeBufferPointer<Double> {
    UnsafeBufferPointer(start: memory + line.value.offset, count: line.value.shape.count)
  }

  /// A copy of the value.
  public var value: Matrix { Matrix(shape: shape, elements: Array(elements)) ?? Matrix(.nan) }

  /// The right-hand side with numbers for its 1×1 symbols.
  public func substituted(_ style: NumberStyle) -> String {
    var bytes: [UInt8] = []
    line.substitution.append(memory, style, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// One element worked in full: the right-hand side with that element's numbers.
  public func worked(at index: MatrixIndex, _ style: NumberStyle) -> String {
    guard let element = line.element else {
      let work = WorkedElement(line.operands, memory, in: UnicodeNotation()) { value, isExact in
        let style = isExact ? NumberStyle.full : style
        return Fragment(style.text(value), style.strength(value))
      }
      return work.text(line.assignment.formula, index.row, index.column)
    }
    var bytes: [UInt8] = []
    element.append(memory, row: index.row, column: index.column, style, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A note for the reader: a changed shape, a miscopied answer, the origin of a NaN or an
  /// infinity.
  ///
  /// Nil if there is nothing to note.
  public var note: String? {
    var notes: [String] = []
    if let shape = line.shapeNote { notes.append(shape) }
    if miscopied {
      notes.append("written down as \(NumberStyle().text(elements[0])), which is not the result")
    }
    if elements.contains(where: { !$0.isFinite }),
      let origin = NonFiniteOrigin(line.instructions, line.nodes, memory, of: elements)
    {
      notes.append(origin.words)
    }
    return notes.isEmpty ? nil : notes.joined(separator: "; ")
  }
}
