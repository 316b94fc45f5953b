import Text

/// MathML Core, for pages that browsers show without scripts.
public struct MathMLNotation: Notation, Sendable {
  /// Creates the notation.
  public init() {}

  /// Writes a symbol as an identifier.
  public func write(_ symbol: Symbol) -> Fragment {
    switch symbol.owner {
    case .own: Fragment(identifier(symbol.glyph))
    case .weights: owned(symbol, "(W)")
    case .biases: owned(symbol, "(b)")
    case .nextLayer: owned(symbol, "[l+1]")
    case .previousLayer: owned(symbol, "[l−1]")
    }
  }

  private func owned(_ symbol: Symbol, _ owner: String) -> Fragment {
    Fragment("<msup>\(row(identifier(symbol.glyph)))<mi>\(owner)</mi></msup>", .power)
  }

  /// A glyph as MathML: β₁ is a β with subscript 1, v̂ a v with a hat.
  private func identifier(_ glyph: String) -> String {
    let scalars = Array(glyph.unicodeScalars)
    let digits = scalars.reversed().prefix { 0x2080...0x2089 ~= $0.value }.reversed()
    let base = String(String.UnicodeScalarView(scalars.dropLast(digits.count)))
    guard digits.isEmpty || base.isEmpty else {
      let number = digits.map { "\($0.value - 0x2080)" }.joined()
      return "<msub>\(row(identifier(base)))<mn>\(number)</mn></msub>"
    }
    // Unicode has two ways of writing them, which are treated alike.
    for letter in ["v", "s"] where glyph == letter + "\u{302}" {
      return "<mover accent=\"true\"><mi>\(letter)</mi><mo stretchy=\"false\">^</mo></mover>"
    }
    return "<mi>\(glyph.xmlEscaped)</mi>"
  }

  /// Writes a number, with ×10ⁿ where it has a power of ten.
  public func write(_ number: Double) -> Fragment {
    if number.isNaN { return Fragment("<mi>NaN</mi>") }
    if number.isInfinite {
      return number < 0
        ? Fragment(row("<mo>−</mo>", "<mi>∞</mi>"), .sum) : Fragment("<mi>∞</mi>")
    }
    let isNegative = number.sign == .minus
    let text = shortest(number.magnitude)
    guard let mark = text.firstIndex(of: "e") else {
      let plain = "<mn>\(text)</mn>"
      return isNegative ? Fragment(row("<mo>−</mo>", plain), .sum) : Fragment(plain)
    }
    let exponent = Int(text[text.index(after: mark)...]) ?? 0
    let small =
      exponent < 0 ? row("<mo>−</mo>", "<mn>\(-exponent)</mn>") : "<mn>\(exponent)</mn>"
    let power =
      "<mn>\(text[..<mark])</mn><mo>×</mo><msup><mn>10</mn>\(small)</msup>"
    return isNegative
      ? Fragment(row("<mo>−</mo>", power), .sum) : Fragment(row(power), .product)
  }

  /// Writes −x, √x, ⌊x⌋, functions by their names, and sums over i (down) or j (along).
  public func write(_ operation: UnaryOperation, _ operand: Fragment) -> Fragment {
    switch operation {
    case .negate: Fragment(row("<mo>−</mo>", bracketed(operand, .product)), .sum)
    case .squareRoot: Fragment("<msqrt>\(operand.text)</msqrt>", .atom)
    case .floor: Fragment(row("<mo>⌊</mo>", operand.text, "<mo>⌋</mo>"), .atom)
    case .transpose:
      Fragment("<msup>\(row(bracketed(operand, .atom)))<mo>⊤</mo></msup>", .power)
    case .round: function("<mi>round</mi>", operand)
    case .exponential: function("<mi>exp</mi>", operand)
    case .logarithm: function("<mi>log</mi>", operand)
    case .relu: function("<mi>relu</mi>", operand)
    case .sigmoid: function("<mi>σ</mi>", operand)
    case .sum: function("<mo>∑</mo>", operand)
    case .rowSums: function("<msub><mo>∑</mo><mi>j</mi></msub>", operand)
    case .columnSums: function("<msub><mo>∑</mo><mi>i</mi></msub>", operand)
    case .columnCount: function("<mi>columns</mi>", operand)
    }
  }

  private func function(_ name: String, _ operand: Fragment) -> Fragment {
    Fragment(row(name, "<mo>(</mo>", operand.text, "<mo>)</mo>"), .atom)
  }

  /// Writes quotients as fractions, which need no brackets inside.
  public func write(
    _ operation: BinaryOperation, _ left: Fragment, _ right: Fragment
  ) -> Fragment {
    let x = bracketed(left, operation.leastLeft)
    let y = bracketed(right, operation.leastRight)
    return switch operation {
    case .add: Fragment(row(x, "<mo>+</mo>", y), .sum)
    case .subtract: Fragment(row(x, "<mo>−</mo>", y), .sum)
    case .multiply: Fragment(row(x, "<mo>·</mo>", y), .product)
    case .divide: Fragment("<mfrac>\(row(left.text))\(row(right.text))</mfrac>", .product)
    case .power: Fragment("<msup>\(row(x))\(row(right.text))</msup>", .power)
    case .maximum:
      Fragment(
        row("<mi>max</mi><mo>(</mo>", left.text, "<mo>,</mo>", right.text, "<mo>)</mo>"), .atom)
    case .minimum:
      Fragment(
        row("<mi>min</mi><mo>(</mo>", left.text, "<mo>,</mo>", right.text, "<mo>)</mo>"), .atom)
    case .compare(let relation):
      Fragment(
        row("<mo>[</mo>", x, "<mo>\(relation.sign.xmlEscaped)</mo>", y, "<mo>]</mo>"), .atom)
    case .matrixProduct: Fragment(row(x, "<mo>&#x2062;</mo>", y), .product)
    case .columns:
      Fragment(
        "<msub>\(row(bracketed(left, .atom)))"
          + row("<mo>[</mo><mo>:</mo><mo>,</mo>", right.text, "<mo>]</mo>") + "</msub>", .power)
    case .span: Fragment(row(x, "<mo>:</mo>", y), .comparison)
    }
  }

  func bracketed(_ written: Fragment, _ least: BindingStrength) -> String {
    written.bracketed(below: least, "<mrow><mo>(</mo>", "<mo>)</mo></mrow>").text
  }

  func row(_ parts: String...) -> String { "<mrow>\(parts.joined())</mrow>" }
}

extension Assignment {
  /// The line as a MathML element.
  public var mathML: String {
    let notation = MathMLNotation()
    let left = notation.write(target).text
    return "<math><mrow>\(left)<mo>←</mo>\(formula.written(in: notation).text)</mrow></math>"
  }
}
