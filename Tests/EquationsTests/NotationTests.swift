import Equations
import Testing

private let a = Symbol.intermediate("a", "a", "")
private let b = Symbol.intermediate("b", "b", "")
private let t = Symbol.step
private let β = Symbol.hyperparameter("beta", "β", latex: #"\beta"#, default: 0.9, "")
private let ε = Symbol.hyperparameter(
  "epsilon", "ε", latex: #"\varepsilon"#, default: 1e-8, "")

@Suite("Notations") struct NotationTests {
  /// Each row worked out by hand: the tree, then its notations.
  static let rows: [(formula: Formula, unicode: String, python: String, latex: String)] = [
    (
      β * a + (1 - β) * b, "β·a + (1 − β)·b", "beta * a + (1 - beta) * b",
      #"\beta \cdot a + \left(1 - \beta\right) \cdot b"#
    ),
    (a / (1 - β ** t), "a / (1 − βᵗ)", "a / (1 - beta ** t)", #"\frac{a}{1 - \beta^{t}}"#),
    (a - b - 1, "a − b − 1", "a - b - 1", "a - b - 1"),
    (a - (b - 1), "a − (b − 1)", "a - (b - 1)", #"a - \left(b - 1\right)"#),
    (a + (b + 1), "a + (b + 1)", "a + (b + 1)", #"a + \left(b + 1\right)"#),
    (a * (b * 2), "a·(b·2)", "a * (b * 2)", #"a \cdot \left(b \cdot 2\right)"#),
    (a / b / 2, "a / b / 2", "a / b / 2", #"\frac{\frac{a}{b}}{2}"#),
    (a / (b / 2), "a / (b / 2)", "a / (b / 2)", #"\frac{a}{\frac{b}{2}}"#),
    (a * b / 2, "a·b / 2", "a * b / 2", #"\frac{a \cdot b}{2}"#),
    (√a + ε, "√a + ε", "np.sqrt(a) + epsilon", #"\sqrt{a} + \varepsilon"#),
    (√(a + ε), "√(a + ε)", "np.sqrt(a + epsilon)", #"\sqrt{a + \varepsilon}"#),
    (√a ** 2, "√a²", "np.sqrt(a) ** 2", #"\sqrt{a}^{2}"#),
    ((a + b) ** 2, "(a + b)²", "(a + b) ** 2", #"\left(a + b\right)^{2}"#),
    ((a ** 2) ** 2, "(a²)²", "(a ** 2) ** 2", #"\left(a^{2}\right)^{2}"#),
    (a ** (t + 1), "aᵗ ⁺ ¹".filter { $0 != " " }, "a ** (t + 1)", "a^{t + 1}"),
    (β ** a, "β^a", "beta ** a", #"\beta^{a}"#),
    (-a, "−a", "-a", "-a"),
    (a - -b, "a − (−b)", "a - (-b)", #"a - \left(-b\right)"#),
    (-(a + b), "−(a + b)", "-(a + b)", #"-\left(a + b\right)"#),
    (a * -2.5, "a·(−2.5)", "a * (-2.5)", #"a \cdot \left(-2.5\right)"#),
    (Formula.number(-2) ** 2, "(−2)²", "(-2) ** 2", #"\left(-2\right)^{2}"#),
    (floor(a / b), "⌊a / b⌋", "np.floor(a / b)", #"\left\lfloor \frac{a}{b} \right\rfloor"#),
    (round(a), "round(a)", "np.round(a)", #"\operatorname{round}\left(a\right)"#),
    (max(a, b) * 2, "max(a, b)·2", "np.maximum(a, b) * 2", #"\max\left(a, b\right) \cdot 2"#),
    (
      1 - β * t.is(.greater, 1), "1 − β·[t > 1]", "1 - beta * (t > 1)",
      #"1 - \beta \cdot [t > 1]"#
    ),
    (a + 1e-8, "a + 1e−08", "a + 1e-08", #"a + 1 \times 10^{-8}"#.replacing("-8", with: "-8")),
    (a • b + t, "a @ b + t", "a @ b + t", #"a \, b + t"#),
    (a • (b • a), "a @ (b @ a)", "a @ (b @ a)", #"a \, \left(b \, a\right)"#),
    ((a + b).transposed, "(a + b)ᵀ", "(a + b).T", #"{\left(a + b\right)}^{\top}"#),
    (
      sum(a, axis: .along), "sum(a, axis 1)", "np.sum(a, axis=1, keepdims=True)",
      #"\sum_{j}\left(a\right)"#
    ),
    (1 / t * sum(a), "1 / t·sum(a)", "1 / t * np.sum(a)", #"\frac{1}{t} \cdot \sum\left(a\right)"#),
    (relu(a), "relu(a)", "np.maximum(0, a)", #"\operatorname{relu}\left(a\right)"#),
    (σ(-a), "σ(−a)", "1 / (1 + np.exp(-(-a)))", #"\sigma\left(-a\right)"#),
    (-log(a) * b, "(−log(a))·b", "(-np.log(a)) * b", #"\left(-\log\left(a\right)\right) \cdot b"#),
    (a * b.is(.atLeast, 0), "a·[b ≥ 0]", "a * (b >= 0)", #"a \cdot [b \ge 0]"#),
    (
      a.columns(span(t, 4)), "a[:, t:4]", "a[:, np.ravel(np.arange(t, 4)).astype(int)]",
      #"{a}_{[:,\, t {:} 4]}"#
    ),
    (columnCount(a), "columns(a)", "a.shape[1]", #"\operatorname{columns}\left(a\right)"#),
    (b / a.ofWeights, "b / a(W)", "b / a_W", #"\frac{b}{{a}^{(W)}}"#),
  ]

  @Test("Brackets follow from binding strength in every notation", arguments: rows.indices)
  func brackets(row: Int) {
    let (formula, unicode, python, latex) = Self.rows[row]
    #expect(formula.written(in: UnicodeNotation()).text == unicode)
    #expect(formula.written(in: NumPyNotation()).text == python)
    #expect(formula.written(in: LaTeXNotation()).text == latex)
  }

  @Test("A quantity of every layer has a number low down, and layer 0 may be the input")
  func layers() {
    let X = Symbol.input("X", "X", "the examples")
    let Z = LayeredSymbol("Z", "the sums")
    let A = LayeredSymbol("A", "the activations", zero: X)
    #expect((Z[1] ← A[0] • A[12]).unicode == "Z₁ ← X @ A₁₂")
    #expect((Z[1] ← A[0] • A[12]).numPy == "Z1 = X @ A12")
    #expect((Z[1] ← A[0]).latex == #"Z^{[1]} \leftarrow X"#)
    #expect(Z[1] != Z[2] && Z[1] == LayeredSymbol("Z", "")[1])
  }

  @Test("A rule may repeat lines for each layer and choose between them")
  func repeated() {
    let Z = LayeredSymbol("Z", "the sums")
    let rule = UpdateRule {
      for l in 1...3 {
        if l < 3 { Z[l] ← relu(a) } else { Z[l] ← σ(a) }
      }
      UpdateRule { b ← a }
    }
    #expect(rule.lines.map(\.unicode) == ["Z₁ ← relu(a)", "Z₂ ← relu(a)", "Z₃ ← σ(a)", "b ← a"])
  }

  @Test("Low digits at a name's end are a number below it in MathML, whichever digits they are")
  func lowDigits() {
    func mathML(_ glyph: String) -> String {
      Symbol.intermediate("x", glyph, "").formula.written(in: MathMLNotation()).text
    }
    for (digit, low) in "₀₁₂₃₄₅₆₇₈₉".enumerated() {
      #expect(mathML("α\(low)") == "<msub><mrow><mi>α</mi></mrow><mn>\(digit)</mn></msub>")
      #expect(mathML("θ1\(low)") == "<msub><mrow><mi>θ1</mi></mrow><mn>\(digit)</mn></msub>")
    }
    #expect(mathML("A₁₀") == "<msub><mrow><mi>A</mi></mrow><mn>10</mn></msub>")
    #expect(mathML("A₁B") == "<mi>A₁B</mi>" && mathML("₁") == "<mi>₁</mi>")
  }

  @Test("MathML is nested rows, fractions and roots, with brackets where the order needs them")
  func mathML() {
    let line = a ← (a + b) * a / (√a + ε)
    #expect(
      line.mathML == "<math><mrow><mi>a</mi><mo>←</mo><mfrac><mrow><mrow><mrow><mo>(</mo><mrow>"
        + "<mi>a</mi><mo>+</mo><mi>b</mi></mrow><mo>)</mo></mrow><mo>·</mo><mi>a</mi></mrow></mrow>"
        + "<mrow><mrow><msqrt><mi>a</mi></msqrt><mo>+</mo><mi>ε</mi></mrow></mrow></mfrac></mrow>"
        + "</math>")
    #expect((a ** -2.5).written(in: MathMLNotation()).text.contains("<mo>−</mo><mn>2.5</mn>"))
    #expect(Formula.number(1e-8).written(in: MathMLNotation()).text.contains("<mn>10</mn>"))
  }

  @Test("A substituted negative number gets its brackets in products, differences and powers")
  func slots() {
    let written = (a * b - b ** 2).written(in: UnicodeNotation(slots: [a, b]))
    let needs = written.pieces.compactMap { piece -> BindingStrength? in
      if case .slot(let slot) = piece { slot.least } else { nil }
    }
    #expect(needs == [.product, .power, .prefix])
  }

  @Test("The shortest text drops a needless .0 and a NaN's sign")
  func shortestText() {
    #expect(shortest(40) == "40")
    #expect(shortest(0.1) == "0.1")
    #expect(shortest(-0.0) == "-0.0")
    #expect(shortest(1e-8) == "1e-08")
    #expect(shortest(-Double.nan) == "NaN")
    #expect(shortest(-.infinity) == "-Infinity")
  }
}
