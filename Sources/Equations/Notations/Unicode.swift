/// The notation of traces: `v ← β₁·v + (1 − β₁)·g`.
///
/// With `holes`, the symbols it names become places for their values: the substituted stage.
public struct UnicodeNotation: Notation, Sendable {
  /// Which symbols become holes.
  public let holes: Set<Symbol>

  /// Creates the notation; without holes every symbol is its glyph.
  public init(holes: Set<Symbol> = []) { self.holes = holes }

  /// Writes the glyph, or leaves a hole.
  public func write(_ symbol: Symbol) -> Written {
    if holes.contains(symbol) { return Written(hole: symbol) }
    return switch symbol.owner {
    case .own: Written(symbol.glyph)
    case .weights: Written("\(symbol.glyph)(W)")
    case .nextLayer: Written("\(symbol.glyph)(l + 1)")
    case .previousLayer: Written("\(symbol.glyph)(l − 1)")
    }
  }

  /// Writes a number of the equation in full.
  public func write(_ number: Double) -> Written {
    Written(
      shortest(number).replacingMinus, number.sign == .minus ? .sum : .atom)
  }

  /// Writes −x, √x, ⌊x⌋, eˣ as exp(x), Xᵀ; sums as NumPy names their axes.
  public func write(_ operation: UnaryOperation, _ operand: Written) -> Written {
    switch operation {
    case .negate: Written([Written("−"), operand.bracketed(below: .product)], .sum)
    case .squareRoot: Written([Written("√"), operand.bracketed(below: .atom)], .prefix)
    case .floor: Written([Written("⌊"), operand, Written("⌋")], .atom)
    case .transpose: Written([operand.bracketed(below: .atom), Written("ᵀ")], .power)
    case .rowSums: Written([Written("sum("), operand, Written(", axis 1)")], .atom)
    case .columnSums: Written([Written("sum("), operand, Written(", axis 0)")], .atom)
    case .round: function("round", operand)
    case .exponential: function("exp", operand)
    case .logarithm: function("log", operand)
    case .relu: function("relu", operand)
    case .sigmoid: function("σ", operand)
    case .sum: function("sum", operand)
    case .columnCount: function("columns", operand)
    }
  }

  private func function(_ name: String, _ operand: Written) -> Written {
    Written([Written(name + "("), operand, Written(")")], .atom)
  }

  /// Writes sums with spaces, products with a dot, powers with a small exponent where there is one.
  public func write(
    _ operation: BinaryOperation, _ left: Written, _ right: Written
  ) -> Written {
    let sides = (
      left.bracketed(below: operation.leastLeft), right.bracketed(below: operation.leastRight)
    )
    switch operation {
    case .add: return Written([sides.0, Written(" + "), sides.1], .sum)
    case .subtract: return Written([sides.0, Written(" − "), sides.1], .sum)
    case .multiply: return Written([sides.0, Written("·"), sides.1], .product)
    case .divide: return Written([sides.0, Written(" / "), sides.1], .product)
    case .power:
      if let small = right.superscript { return Written([sides.0, small], .power) }
      return Written([sides.0, Written("^"), sides.1], .power)
    case .maximum:
      return Written([Written("max("), left, Written(", "), right, Written(")")], .atom)
    case .minimum:
      return Written([Written("min("), left, Written(", "), right, Written(")")], .atom)
    case .compare(let relation):
      let sign = Written(" \(relation.sign) ")
      return Written([Written("["), sides.0, sign, sides.1, Written("]")], .atom)
    case .matrixProduct: return Written([sides.0, Written(" @ "), sides.1], .product)
    case .columns:
      let matrix = left.bracketed(below: .atom)
      return Written([matrix, Written("[:, "), right, Written("]")], .atom)
    case .span: return Written([sides.0, Written(":"), sides.1], .comparison)
    }
  }
}

extension Written {
  /// The same as small raised letters, or nil if some letter has no such form.
  var superscript: Written? {
    var raised = Written([], .atom)
    for piece in pieces {
      switch piece {
      case .text(let text):
        guard let small = text.superscript else { return nil }
        raised.pieces.append(.text(small))
      case .hole(var hole):
        hole.isSuperscript = true
        hole.least = .comparison  // height says what brackets would
        raised.pieces.append(.hole(hole))
      }
    }
    return raised
  }
}

extension String {
  /// The text with the hyphen as a minus sign.
  var replacingMinus: String {
    String(String.UnicodeScalarView(unicodeScalars.map { $0 == "-" ? "−" : $0 }))
  }

  /// The text as superscript, without its spaces; nil if a letter has none.
  public var superscript: String? {
    var small = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar {
      case "0": small.append("⁰")
      case "1": small.append("¹")
      case "2": small.append("²")
      case "3": small.append("³")
      case "4"..."9": small.append(UnicodeScalar(scalar.value + 0x2040) ?? scalar)
      case "+": small.append("⁺")
      case "−", "-": small.append("⁻")
      case "(": small.append("⁽")
      case ")": small.append("⁾")
      case "t": small.append("ᵗ")
      case "l": small.append("ˡ")
      case "n": small.append("ⁿ")
      case " ": continue
      default: return nil
      }
    }
    return String(small)
  }
}

extension Assignment {
  /// The line as a trace prints it: `v ← β₁·v + (1 − β₁)·g`.
  public var unicode: String {
    "\(target.glyph) ← \(formula.written(in: UnicodeNotation()).text)"
  }
}
