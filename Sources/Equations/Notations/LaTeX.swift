/// LaTeX, for pages, keys and worksheets: `v \leftarrow \beta_1 v + (1 - \beta_1)\, g`.
public struct LaTeXNotation: Notation, Sendable {
  /// Creates the notation.
  public init() {}

  /// Writes the symbol's LaTeX form.
  public func write(_ symbol: Symbol) -> Fragment {
    switch symbol.owner {
    case .own: Fragment(symbol.latex)
    case .weights: Fragment("{\(symbol.latex)}^{(W)}", .power)
    case .biases: Fragment("{\(symbol.latex)}^{(b)}", .power)
    case .nextLayer: Fragment("{\(symbol.latex)}^{[l+1]}", .power)
    case .previousLayer: Fragment("{\(symbol.latex)}^{[l-1]}", .power)
    }
  }

  /// Writes a number, with ×10ⁿ where it has a power of ten.
  public func write(_ number: Double) -> Fragment {
    if number.isNaN { return Fragment("\\mathrm{NaN}") }
    if number.isInfinite {
      return number < 0 ? Fragment("-\\infty", .sum) : Fragment("\\infty")
    }
    if number == 0 { return number.sign == .minus ? Fragment("-0", .sum) : Fragment("0") }
    let text = shortest(number)
    guard let mark = text.firstIndex(of: "e") else {
      return Fragment(text, number.sign == .minus ? .sum : .atom)
    }
    let exponent = Int(text[text.index(after: mark)...]) ?? 0
    return Fragment(
      "\(text[..<mark]) \\times 10^{\(exponent)}", number.sign == .minus ? .sum : .product)
  }

  /// Writes −x, √x, ⌊x⌋, functions by their names, and sums over i (down) or j (along).
  public func write(_ operation: UnaryOperation, _ operand: Fragment) -> Fragment {
    switch operation {
    case .negate: Fragment("-\(bracketed(operand, .product))", .sum)
    case .squareRoot: Fragment("\\sqrt{\(operand.text)}", .atom)
    case .floor: Fragment("\\left\\lfloor \(operand.text) \\right\\rfloor", .atom)
    case .transpose: Fragment("{\(bracketed(operand, .atom))}^{\\top}", .power)
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

  private func function(_ name: String, _ operand: Fragment) -> Fragment {
    Fragment("\(name)\\left(\(operand.text)\\right)", .atom)
  }

  /// Writes quotients as fractions, which need no brackets inside.
  public func write(
    _ operation: BinaryOperation, _ left: Fragment, _ right: Fragment
  ) -> Fragment {
    let x = bracketed(left, operation.leastLeft)
    let y = bracketed(right, operation.leastRight)
    return switch operation {
    case .add: Fragment("\(x) + \(y)", .sum)
    case .subtract: Fragment("\(x) - \(y)", .sum)
    case .multiply: Fragment("\(x) \\cdot \(y)", .product)
    case .divide: Fragment("\\frac{\(left.text)}{\(right.text)}", .product)
    case .power: Fragment("\(x)^{\(right.text)}", .power)
    case .maximum: Fragment("\\max\\left(\(left.text), \(right.text)\\right)", .atom)
    case .minimum: Fragment("\\min\\left(\(left.text), \(right.text)\\right)", .atom)
    case .compare(let relation): Fragment("[\(x) \(sign(relation)) \(y)]", .atom)
    case .matrixProduct: Fragment("\(x) \\, \(y)", .product)
    case .columns: Fragment("{\(bracketed(left, .atom))}_{[:,\\, \(right.text)]}", .power)
    case .span: Fragment("\(x) {:} \(y)", .comparison)
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

  func bracketed(_ written: Fragment, _ least: BindingStrength) -> String {
    written.bracketed(below: least, "\\left(", "\\right)").text
  }
}

extension Assignment {
  /// The line in LaTeX.
  public var latex: String {
    "\(target.latex) \\leftarrow \(formula.written(in: LaTeXNotation()).text)"
  }
}
