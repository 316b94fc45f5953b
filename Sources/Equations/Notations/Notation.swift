/// A way of writing formulas: Unicode, LaTeX, MathML, NumPy.
///
/// A notation says how to write a leaf, and how an operation joins operands that are already
/// written; `Formula.written(in:)` walks the tree.
public protocol Notation {
  /// Writes a symbol.
  func write(_ symbol: Symbol) -> Fragment
  /// Writes a number of the equation.
  func write(_ number: Double) -> Fragment
  /// Writes an operation on one operand.
  func write(_ operation: UnaryOperation, _ operand: Fragment) -> Fragment
  /// Writes an operation on two operands.
  func write(_ operation: BinaryOperation, _ left: Fragment, _ right: Fragment) -> Fragment
}

/// A formula as text, with the binding strength of its outermost operation.
public struct Fragment: Sendable {
  /// The text, with slots for numbers.
  public var pieces: [Piece]
  /// How tightly it binds, which decides whether it needs brackets.
  public var strength: BindingStrength

  /// A piece of written text.
  public enum Piece: Equatable, Sendable {
    /// Fixed text.
    case text(String)
    /// A slot for a symbol's value.
    case slot(Slot)
  }

  /// A slot for a symbol's value.
  public struct Slot: Equatable, Sendable {
    /// The symbol.
    public let symbol: Symbol
    /// The weakest value that needs no brackets here: a negative number binds like a sum.
    public var least: BindingStrength
    /// Whether the value is written as a superscript.
    public var isSuperscript: Bool
  }

  /// Creates a text with a binding strength.
  public init(_ text: String, _ strength: BindingStrength = .atom) {
    pieces = [.text(text)]
    self.strength = strength
  }

  /// Creates a slot for a symbol's value.
  public init(slot symbol: Symbol) {
    pieces = [.slot(Slot(symbol: symbol, least: .comparison, isSuperscript: false))]
    strength = .atom
  }

  /// Joins written parts and plain text.
  public init(_ parts: [Fragment], _ strength: BindingStrength) {
    pieces = []
    self.strength = strength
    for part in parts {
      for piece in part.pieces {
        if case .text(let new) = piece, case .text(let old)? = pieces.last {
          pieces[pieces.count - 1] = .text(old + new)
        } else {
          pieces.append(piece)
        }
      }
    }
  }

  /// The text, with the glyph of the symbol in each slot.
  public var text: String {
    var text = ""
    for piece in pieces {
      switch piece {
      case .text(let part): text += part
      case .slot(let slot): text += slot.symbol.glyph
      }
    }
    return text
  }

  /// The slot, if it is the only piece.
  var slot: Slot? {
    if pieces.count == 1, case .slot(let slot) = pieces[0] { return slot }
    return nil
  }

  /// The same, in brackets if it binds more weakly than `least`.
  ///
  /// A single slot gets its brackets later, when its number is known.
  func bracketed(below least: BindingStrength, _ open: String = "(", _ close: String = ")")
    -> Fragment
  {
    if var slot {
      slot.least = max(slot.least, least)
      return Fragment(slot)
    }
    return strength < least ? Fragment([Fragment(open), self, Fragment(close)], .atom) : self
  }

  init(_ slot: Slot) {
    pieces = [.slot(slot)]
    strength = .atom
  }
}

extension Formula {
  /// Writes the formula in a notation.
  public func written(in notation: some Notation) -> Fragment {
    switch self {
    case .number(let value): notation.write(value)
    case .symbol(let symbol): notation.write(symbol)
    case .unary(let operation, let operand):
      notation.write(operation, operand.written(in: notation))
    case .binary(let operation, let left, let right):
      notation.write(operation, left.written(in: notation), right.written(in: notation))
    }
  }
}

/// The shortest text that reads back to the same number, without a needless `.0`.
public func shortest(_ value: Double) -> String {
  if value.isNaN { return "NaN" }  // NaN has no sign here, though Swift would print one
  if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
  let text = "\(value)"
  return text.utf8.count > 2 && value != 0 && text.hasSuffix(".0")
    ? String(text.dropLast(2)) : (value == 0 && value.sign == .plus ? "0" : text)
}
