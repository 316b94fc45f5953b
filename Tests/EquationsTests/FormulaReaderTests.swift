import Equations
import Testing

private let v = Symbol.state("v", "")
private let g = Symbol.gradient

@Suite("Reading formulas") struct FormulaReaderTests {
  /// An equation whose right side is v inside a number of brackets.
  private func nested(_ count: Int) throws(FormulaReader.Failure) -> Formula {
    let text =
      "v=" + String(repeating: "(", count: count) + "v" + String(repeating: ")", count: count)
    return try FormulaReader.line(text, of: [v, g], reason: "").formula
  }

  @Test func `brackets nest 63 deep in a formula, which is one level itself, and no deeper`() throws
  {
    #expect(try nested(63) == .symbol(v))
    #expect(throws: FormulaReader.Failure(message: "the brackets nest too deeply")) {
      try nested(64)
    }
  }

  @Test func `an equation has 500 operations at most`() throws {
    func sum(_ count: Int) throws(FormulaReader.Failure) -> Assignment {
      let text = "v=" + Array(repeating: "g", count: count).joined(separator: "+")
      return try FormulaReader.line(text, of: [v, g], reason: "")
    }
    #expect(try sum(500).target.name == "v")
    #expect(throws: FormulaReader.Failure.self) { try sum(501) }
  }

  @Test func `products bind tighter than sums, powers tighter than products, from the left`() throws
  {
    let line = try FormulaReader.line("v = v - g/2*v**2 - (-g)", of: [v, g], reason: "")
    let expected: Formula = v - g / 2 * v ** 2 - (-g)
    #expect(line.formula == expected)
  }

  @Test(arguments: [
    "", "v", "=v", "v=", "w=v", "v=w", "v=v)", "v=(v", "v=v(", "v=()", "v=v g", "v=2v", "v=v+",
    "v=*v", "v=v v", "v=v,g", "v=max(v)", "v=max(v,g,g)", "v=max(v,g", "v=1.2.3", "v=1e", "v=v==g",
    "v=v;g", "v=v#", "v=v**", "v=[v]", "v=\"v\"", "g=v=g",
  ])
  func `what is not one whole equation is refused`(text: String) {
    #expect(throws: FormulaReader.Failure.self) {
      try FormulaReader.line(text, of: [v, g], reason: "")
    }
  }
}
