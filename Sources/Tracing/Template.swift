import Equations
import Numerics
import Text

/// A text with slots for numbers in a tracer's memory.
public struct Template: Sendable {
  /// A piece of the text.
  public enum Piece: Sendable {
    /// Fixed text, as UTF-8.
    case text([UInt8])
    /// A number. A hyperparameter is the same in every step; it is shown in full, as t and l are.
    case number(Operand, least: BindingStrength, isSuperscript: Bool, precision: Precision)
  }

  /// How a number is shown.
  public enum Precision: Sendable {
    /// A constant of the run: as given.
    case constant
    /// A counted or measured number, such as t, l or an input: with all its digits.
    case count
    /// A result: with significant digits.
    case result

    init(_ role: Symbol.Role) {
      switch role {
      case .hyperparameter: self = .constant
      case .step, .layer, .input: self = .count
      default: self = .result
      }
    }
  }

  /// The pieces in order.
  public let pieces: [Piece]

  init(_ written: Fragment, _ operands: [Symbol: Operand]) {
    pieces = written.pieces.map { piece in
      switch piece {
      case .text(let text): return .text(Array(text.utf8))
      case .slot(let slot):
        guard let operand = operands[slot.symbol] else {
          return .text(Array(slot.symbol.glyph.utf8))
        }
        // A measured number is shown in full, unless it is part of a matrix.
        let isAlone = operand.shape == .scalar
        return .number(
          operand, least: slot.least, isSuperscript: slot.isSuperscript,
          precision: isAlone ? Precision(slot.symbol.role) : .result)
      }
    }
  }

  private init(pieces: [Piece]) { self.pieces = pieces }

  /// The template with constant numbers already put in, for streams of a million steps.
  public func withConstants(_ memory: UnsafePointer<Double>, _ style: NumberStyle) -> Template {
    var merged: [Piece] = []
    for piece in pieces {
      guard let text = piece.constantText(memory, style) else {
        merged.append(piece)
        continue
      }
      if case .text(let before)? = merged.last {
        merged[merged.count - 1] = .text(before + text)
      } else {
        merged.append(.text(text))
      }
    }
    return Template(pieces: merged)
  }

  /// Appends the text with the current numbers in memory.
  ///
  /// - Parameters:
  ///   - memory: The tracer's memory.
  ///   - row: The row of the element, if an operand has several.
  ///   - column: The column.
  ///   - style: How numbers are shown.
  ///   - bytes: Where to append.
  public func append(
    _ memory: UnsafePointer<Double>, row: Int = 0, column: Int = 0, _ style: NumberStyle,
    to bytes: inout [UInt8]
  ) {
    for piece in pieces { piece.append(memory, row: row, column: column, style, to: &bytes) }
  }
}

extension Template.Piece {
  /// The piece's text, if it is the same in every step.
  fileprivate func constantText(
    _ memory: UnsafePointer<Double>, _ style: NumberStyle
  ) -> [UInt8]? {
    switch self {
    case .number(_, _, _, .result), .number(_, _, _, .count): return nil
    case .number(_, _, _, .constant), .text: break
    }
    var text: [UInt8] = []
    append(memory, row: 0, column: 0, style, to: &text)
    return text
  }

  @inline(__always)
  fileprivate func append(
    _ memory: UnsafePointer<Double>, row: Int, column: Int, _ style: NumberStyle,
    to bytes: inout [UInt8]
  ) {
    switch self {
    case .text(let text): bytes.append(contentsOf: text)
    case .number(let operand, let least, let isSuperscript, let precision):
      let value = memory[operand.index(row, column)]
      let style = precision == .result ? style : .full
      if isSuperscript {
        let text = style.text(value)
        bytes.append(contentsOf: (text.superscript ?? "^\(text)").utf8)
      } else if least > .comparison, style.strength(value) < least {
        bytes.append(UInt8(ascii: "("))
        style.append(value, to: &bytes)
        bytes.append(UInt8(ascii: ")"))
      } else {
        style.append(value, to: &bytes)
      }
    }
  }
}
