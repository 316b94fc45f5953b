/// LaTeX, for pages, keys and worksheets: `v \leftarrow \beta_1 v + (1 - \beta_1)\, g`.
public struct LaTeXNotation: Notation, Sendable {
  /// Creates the notation.
  public init() {}

  /// Writes the symbol's LaTeX form.
  public func write(_ symbol: Symbol) -> Written {
    switch symbol.owner {
    case .own: Written(symbol.latex)
    case .weights: Written("{\(symbol.latex)}^{(W)}", .power)
    case .nextLayer: Written("{\(symbol.latex)}^{[l+1]}", .power)
    case .previousLayer: Written("{\(symbol.latex)}^{[l-1]}", .power)
    }
  }

  /// Writes a number; a power of ten becomes one.
  public func write(_ number: Double) -> Written {
    if number.isNaN { return Written("\\mathrm{NaN}") }
    if number.isInfinite {
      return number < 0 ? Written("-\\infty", .sum) : Written("\\infty")
    }
    if number == 0 { return number.sign == .minus ? Written("-0", .sum) : Written("0") }
    let text = shortest(number)
    guard let mark = text.firstIndex(of: "e") else {
      return Written(text, number.sign == .minus ? .sum : .atom)
    }
    let exponent = Int(text[text.index(after: mark)...]) ?? 0
    return Written(
      "\(text[..<mark]) \\times 10^{\(exponent)}", number.sign == .minus ? .sum : .product)
  }

  /// Writes −x, √x, ⌊x⌋, functions by their names, and sums over i (down) or j (along).
  public func write(_ operation: UnaryOperation, _ operand: Written) -> Written {
    switch operation {
    case .negate: Written("-\(bracketed(operand, .product))", .sum)
    case .squareRoot: Written("\\sqrt{\(operand.text)}", .atom)
    case .floor: Written("\\left\\lfloor \(operand.text) \\right\\rfloor", .atom)
    case .transpose: Written("{\(bracketed(operand, .atom))}^{\\top}", .power)
    case .round: function("\\operatorname{round}", operand)
    case .exponential: function("\\exp", operand)
    case .logarithm: function("\\log", operand)
    case .relu: function("\\operatorname{relu}", operand)
    case .sigmoid: function("\\sigma", operand)
    case .sum: function("\\sum", operand)
    case .rowSums: function("\\sum_{j}", operand)
    case .columnSums: function("\\sum_{i}", operand)
    case .columnCount: function("\\operatorname{columns}", operand)
    }
  }

  private func function(_ name: String, _ operand: Written) -> Written {
    Written("\(name)\\left(\(operand.text)\\right)", .atom)
  }

  /// Writes quotients as fractions, which need no brackets inside.
  public func write(
    _ operation: BinaryOperation, _ left: Written, _ right: Written
  ) -> Written {
    let x = bracketed(left, operation.leastLeft)
    let y = bracketed(right, operation.leastRight)
    return switch operation {
    case .add: Written("\(x) + \(y)", .sum)
    case .subtract: Written("\(x) - \(y)", .sum)
    case .multiply: Written("\(x) \\cdot \(y)", .product)
    case .divide: Written("\\frac{\(left.text)}{\(right.text)}", .product)
    case .power: Written("\(x)^{\(right.text)}", .power)
    case .maximum: Written("\\max\\left(\(left.text), \(right.text)\\right)", .atom)
    case .minimum: Written("\\min\\left(\(left.text), \(right.text)\\right)", .atom)
    case .compare(let relation): Written("[\(x) \(sign(relation)) \(y)]", .atom)
    case .matrixProduct: Written("\(x) \\, \(y)", .product)
    case .columns: Written("{\(bracketed(left, .atom))}_{[:,\\, \(right.text)]}", .power)
    case .span: Written("\(x) {:} \(y)", .comparison)
    }
  }

  private func sign(_ relation: Relation) -> String {
    switch relation {
    case .greater: ">"
    case .atLeast: "\\ge"
    case .less: "<"
    case .atMost: "\\le"
    case .equal: "="
    }
  }

  func bracketed(_ written: Written, _ least: BindingStrength) -> String {
    written.bracketed(below: least, "\\left(", "\\right)").text
  }
}

extension Assignment {
  /// The line in LaTeX.
  public var latex: String {
    "\(target.latex) \\leftarrow \(formula.written(in: LaTeXNotation()).text)"
  }
}
