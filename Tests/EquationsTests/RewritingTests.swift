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
    let formula: Formula = α * u / (√s + ε)
    let inside: Formula = α * u / √(s + ε)
    let outside: Formula = α * (u / √s + ε)
    let pattern: Formula = α * x / (y + ε)
    let template: Formula = α * (x / y + ε)
    #expect(formula.replacing(√x + ε, with: √(x + ε)) == inside)
    #expect(formula.replacing(pattern, with: template) == outside)
    let twice: Formula = x + x
    let double: Formula = 2 * x
    #expect((u + v).replacing(twice, with: double) == nil)
    #expect((u + u).replacing(twice, with: double) == 2 * u)
  }

  @Test("What is not there cannot be replaced")
  func nothingToReplace() {
    #expect((α * u).replacing(√x, with: x.formula) == nil)
  }

  @Test("A symbol is replaced wherever it stands")
  func everyOccurrence() {
    let average: Formula = β * v + (1 - β) * g
    let other: Formula = α * v + (1 - α) * g
    let replaced = average.replacing(.symbol(β), with: .symbol(α))
    #expect(replaced == other)
  }

  @Test("Each edit is the smallest change of the rule")
  func edits() {
    let (first, second, third) = (lines(rule)[0], lines(rule)[1], lines(rule)[2])
    let replaced = rule.applying(.replace(.symbol(β), with: .symbol(α), in: v))
    #expect(lines(replaced) == ["v ← α·v + (1 − α)·g", second, third])
    #expect(lines(rule.applying(.drop(u))) == [first, third])
    #expect(lines(rule.applying(.move(u, before: v))) == [second, first, third])
    let square: Assignment = s ← g ** 2
    let inserted = rule.applying(.insert(square, before: θ))
    #expect(lines(inserted) == [first, second, "s ← g²", third])
    let stored = rule.applying(.store(u, into: v))
    #expect(lines(stored) == [first, "v ← v / 2", "θ ← θ − α·v / (√s + ε)"])
    let bare: Assignment = u ← v
    #expect(lines(rule.applying(.rewrite(bare))) == [first, "u ← v", third])
  }

  @Test("An edit that finds nothing to edit changes nothing")
  func missing() {
    #expect(rule.applying(.drop(s)) == nil)
    #expect(rule.applying(.move(v, before: u)) == nil)
    let same: Assignment = u ← v / 2
    #expect(rule.applying(.rewrite(same)) == nil)
    #expect(rule.applying(.insert(same, before: θ)) == nil)
    #expect(rule.applying(.replace(.symbol(g), with: .symbol(v), in: u)) == nil)
  }

  @Test("A variant whose place another one changes is applied before it")
  func order() throws {
    let inside = variant("inside", .replace(√x + ε, with: √(x + ε)))
    let square = variant("square", .replace(√x, with: x ** 2, in: θ))
    let one = try EditedRule(rule, applying: [inside, square]).rule(isBias: false, layer: 1)
    let other = try EditedRule(rule, applying: [square, inside]).rule(isBias: false, layer: 1)
    #expect(lines(one)[2] == "θ ← θ − α·u / (s + ε)²")
    #expect(lines(other)[2] == "θ ← θ − α·u / (s + ε)²")
  }

  @Test("What a variant changes everywhere is changed in a line that another replaces, too")
  func rewrittenFirst() throws {
    let exchanged = variant("exchanged", .replace(β, with: α))
    let other: Assignment = v ← β * v + g
    let anew = variant("anew", .rewrite(other))
    for set in [[exchanged, anew], [anew, exchanged]] {
      let edited = try EditedRule(rule, applying: set).rule(isBias: false, layer: 1)
      #expect(lines(edited)[0] == "v ← α·v + g")
    }
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
    let (one, other): (Assignment, Assignment) = (u ← v, u ← g)
    let twice = [variant("a", .rewrite(one)), variant("b", .rewrite(other))]
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
