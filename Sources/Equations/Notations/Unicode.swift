import Text

/// The notation of traces: `v ← β₁·v + (1 − β₁)·g`.
///
/// The symbols in `slots` become slots for their values.
public struct UnicodeNotation: Notation, Sendable {
  /// The symbols that become slots.
  public let slots: Set<Symbol>

  /// Creates the notation; without slots every symbol is its glyph.
  public init(slots: Set<Symbol> = []) { self.slots = slots }

  /// Writes the glyph, or leaves a slot.
  public func write(_ symbol: Symbol) -> Fragment {
    if slots.contains(symbol) { return Fragment(slot: symbol) }
    return switch symbol.owner {
    case .own: Fragment(symbol.glyph)
    case .weights: Fragment("\(symbol.glyph)(W)")
    case .biases: Fragment("\(symbol.glyph)(b)")
    case .nextLayer: Fragment("\(symbol.glyph)(l + 1)")
    case .previousLayer: Fragment("\(symbol.glyph)(l − 1)")
    }
  }

  /// Writes a number of the equation in full.
  public func write(_ number: Double) -> Fragment {
    Fragment(
      shortest(number).replacingMinus, number.sign == .minus ? .sum : .atom)
  }

  /// Writes −x, √x, ⌊x⌋, eˣ as exp(x), Xᵀ; sums with NumPy's axis names.
  public func write(_ operation: UnaryOperation, _ operand: Fragment) -> Fragment {
    switch operation {
    case .negate: Fragment([Fragment("−"), operand.bracketed(below: .product)], .sum)
    case .squareRoot: Fragment([Fragment("√"), operand.bracketed(below: .atom)], .prefix)
    case .floor: Fragment([Fragment("⌊"), operand, Fragment("⌋")], .atom)
    case .transpose: Fragment([operand.bracketed(below: .atom), Fragment("ᵀ")], .power)
    case .rowSums: Fragment([Fragment("sum("), operand, Fragment(", axis 1)")], .atom)
    case .columnSums: Fragment([Fragment("sum("), operand, Fragment(", axis 0)")], .atom)
    case .round: function("round", operand)
    case .exponential: function("exp", operand)
    case .logarithm: function("log", operand)
    case .relu: function("relu", operand)
    case .sigmoid: function("σ", operand)
    case .sum: function("sum", operand)
    case .columnCount: function("columns", operand)
    }
  }

  private func function(_ name: String, _ operand: Fragment) -> Fragment {
    Fragment([Fragment(name + "("), operand, Fragment(")")], .atom)
  }

  /// Writes sums with spaces, products with a dot, powers with a superscript where there is one.
  public func write(
    _ operation: BinaryOperation, _ left: Fragment, _ right: Fragment
  ) -> Fragment {
    let sides = (
      left.bracketed(below: operation.leastLeft), right.bracketed(below: operation.leastRight)
    )
    switch operation {
    case .add: return Fragment([sides.0, Fragment(" + "), sides.1], .sum)
    case .subtract: return Fragment([sides.0, Fragment(" − "), sides.1], .sum)
    case .multiply: return Fragment([sides.0, Fragment("·"), sides.1], .product)
    case .divide: return Fragment([sides.0, Fragment(" / "), sides.1], .product)
    case .power:
      if let small = right.superscript { return Fragment([sides.0, small], .power) }
      return Fragment([sides.0, Fragment("^"), sides.1], .power)
    case .maximum:
      return Fragment([Fragment("max("), left, Fragment(", "), right, Fragment(")")], .atom)
    case .minimum:
      return Fragment([Fragment("min("), left, Fragment(", "), right, Fragment(")")], .atom)
    case .compare(let relation):
      let sign = Fragment(" \(relation.sign) ")
      return Fragment([Fragment("["), sides.0, sign, sides.1, Fragment("]")], .atom)
    case .matrixProduct: return Fragment([sides.0, Fragment(" @ "), sides.1], .product)
    case .columns:
      let matrix = left.bracketed(below: .atom)
      return Fragment([matrix, Fragment("[:, "), right, Fragment("]")], .atom)
    case .span: return Fragment([sides.0, Fragment(":"), sides.1], .comparison)
    }
  }
}

extension Fragment {
  /// The text as superscript, or nil if some letter has no superscript form.
  var superscript: Fragment? {
    var raised = Fragment([], .atom)
    for piece in pieces {
      switch piece {
      case .text(let text):
        guard let small = text.superscript else { return nil }
        raised.pieces.append(.text(small))
      case .slot(var slot):
        slot.isSuperscript = true
        slot.least = .comparison  // the raised position replaces brackets
        raised.pieces.append(.slot(slot))
      }
    }
    return raised
  }
}

extension String {
  /// The text with hyphens replaced by minus signs.
  var replacingMinus: String {
    String(String.UnicodeScalarView(unicodeScalars.map { $0 == "-" ? "−" : $0 }))
  }
}

extension Assignment {
  /// The line as a trace shows it: `v ← β₁·v + (1 − β₁)·g`.
  public var unicode: String {
    "\(target.glyph) ← \(formula.written(in: UnicodeNotation()).text)"
  }
}
