import Equations
import Testing

private let θ = Symbol.parameter
private let g = Symbol.gradient
private let α = Symbol.hyperparameter("alpha", "α", default: 0.01, "")
private let β = Symbol.hyperparameter("beta", "β", default: 0.9, "")
private let ε = Symbol.hyperparameter("epsilon", "ε", default: 1e-8, "")
private let v = Symbol.state("v", "")
private let s = Symbol.state("s", "")
private let u = Symbol.intermediate("u", "u", "")
private let x = Symbol.placeholder("x")
private let y = Symbol.placeholder("y")

private let rule = UpdateRule {
  v ← β * v + (1 - β) * g
  u ← v / 2
  θ ← θ - α * u / (√s + ε)
}

private func variant(_ id: String, _ edits: Edit..., within: String? = nil) -> AppliedVariant {
  AppliedVariant(
    Variant(id, .bug, "", invisible: "", sources: [], within: within, edits: edits))
}

private func lines(_ rule: UpdateRule?) -> [String] { rule?.lines.map(\.unicode) ?? ["nil"] }

@Suite("Rewriting") struct RewritingTests {
  @Test("A placeholder stands for any formula, the same one wherever it recurs")
  func placeholders() {
    let formula = α * u / (√s + ε)
    #expect(formula.replacing(√x + ε, with: √(x + ε)) == α * u / √(s + ε))
    #expect(formula.replacing(α * x / (y + ε), with: α * (x / y + ε)) == α * (u / √s + ε))
    #expect((u + v).replacing(x + x, with: 2 * x) == nil)
    #expect((u + u).replacing(x + x, with: 2 * x) == 2 * u)
  }

  @Test("What is not there cannot be replaced")
  func nothingToReplace() {
    #expect((α * u).replacing(√x, with: x.formula) == nil)
  }

  @Test("A symbol is replaced wherever it stands")
  func everyOccurrence() {
    #expect((β * v + (1 - β) * g).replacing(β, with: α) == α * v + (1 - α) * g)
  }

  @Test("Each edit is the smallest change of the rule")
  func edits() {
    #expect(
      lines(rule.applying(.replace(.symbol(β), with: .symbol(α), in: v)))[0]
        == "v ← α·v + (1 − α)·g")
    #expect(lines(rule.applying(.drop(u))) == [lines(rule)[0], lines(rule)[2]])
    #expect(
      lines(rule.applying(.move(u, before: v))) == [lines(rule)[1], lines(rule)[0], lines(rule)[2]])
    #expect(
      lines(rule.applying(.insert(s ← g ** 2, before: θ)))
        == [lines(rule)[0], lines(rule)[1], "s ← g²", lines(rule)[2]])
    #expect(
      lines(rule.applying(.store(u, into: v)))
        == [lines(rule)[0], "v ← v / 2", "θ ← θ − α·v / (√s + ε)"])
    #expect(lines(rule.applying(.rewrite(u ← v.formula)))[1] == "u ← v")
  }

  @Test("An edit that finds nothing to edit is no edit")
  func missing() {
    #expect(rule.applying(.drop(s)) == nil)
    #expect(rule.applying(.move(v, before: u)) == nil)
    #expect(rule.applying(.rewrite(u ← v / 2)) == nil)
    #expect(rule.applying(.insert(u ← v.formula, before: θ)) == nil)
    #expect(rule.applying(.replace(.symbol(g), with: .symbol(v), in: u)) == nil)
  }

  @Test("The order in which variants are named does not matter")
  func order() throws {
    let inside = variant("inside", .replace(√x + ε, with: √(x + ε)))
    let square = variant("square", .replace(√x, with: x ** 2, in: θ))
    let one = try EditedRule(rule, applying: [inside, square]).rule(isBias: false, layer: 1)
    let other = try EditedRule(rule, applying: [square, inside]).rule(isBias: false, layer: 1)
    #expect(lines(one)[2] == "θ ← θ − α·u / (s + ε)²")
    #expect(lines(other)[2] == "θ ← θ − α·u / (s + ε)²")
  }

  @Test("Variants of the same part exclude each other, by name")
  func conflict() {
    let inside = variant("inside", .replace(√x + ε, with: √(x + ε)))
    let missing = variant("missing", .replace(y + ε, with: y))
    #expect(throws: VariantConflict.self) { try EditedRule(rule, applying: [missing, inside]) }
    do { _ = try EditedRule(rule, applying: [missing, inside]) } catch {
      #expect(
        error.message
          == "Variant 'inside' cannot be combined with 'missing': they change the same part of the "
          + "equations.")
    }
    let twice = [variant("a", .rewrite(u ← v.formula)), variant("b", .rewrite(u ← g.formula))]
    #expect(throws: VariantConflict.self) { try EditedRule(rule, applying: twice) }
  }

  @Test("An edit may be for biases only, weights only, or one layer")
  func scopes() throws {
    let edit = Variant(
      "other", .bug, "", invisible: "", sources: [], edits: [.replace(β, with: α, in: v)])
    let biases = try EditedRule(rule, applying: [AppliedVariant(edit, scope: .biases)])
    #expect(biases.rule(isBias: false, layer: 1) == rule)
    #expect(biases.rule(isBias: true, layer: 1) != rule)
    let second = try EditedRule(rule, applying: [AppliedVariant(edit, scope: .layer(2))])
    #expect(second.rule(isBias: false, layer: 1) == rule)
    #expect(second.rule(isBias: false, layer: 2) != rule)
    #expect(AppliedVariant(edit, scope: .layer(2)).argument == "other@layer2")
  }
}
