import Curriculum
import Equations
import Numerics
import TestSupport
import Testing
import Tracing

@Suite("Rule and variant side by side") struct ComparisonTests {
  func comparison(
    _ id: String, _ variants: [String], _ caseName: String = "course"
  ) throws -> Comparison {
    let lesson = try lesson(id)
    return try Comparison(
      lesson, variants: applied(variants, of: lesson), embeddedCase(caseName, of: lesson))
  }

  @Test(
    "The course's test case cannot see these",
    arguments: [
      "exponent-fixed-at-two", "second-moment-decays-with-beta1", "second-moment-without-decay",
    ])
  func invisible(variant: String) throws {
    let seen = try comparison("adam", [variant])
    #expect(!seen.isVisible)
    #expect(seen.lines.isEmpty)
    #expect(seen.divergence == nil)
    #expect(try comparison("adam", [variant], "revealing").isVisible)
  }

  @Test("The layer number for t is right in layer 2 at t = 2 and wrong in layer 1")
  func layerIndex() throws {
    let seen = try comparison("adam", ["layer-index-exponent"])
    let differing = seen.ruleOutputs.filter { output in
      seen.variantOutputs.first { $0.name == output.name }?.value != output.value
    }
    #expect(differing.map(\.name) == ["W1", "b1"])
    // catalogue.md, A2: layer 1 wrong by 2.6e-3; its step is α instead of 0.744·α.
    let words = seen.divergence?.words
    #expect(
      words
        == "At t = 2, v_corrected_dW1 at [0,0]: the rule has −0.5792733, the variant −1.100619: "
        + "1.9 times the rule's.")
  }

  @Test("A mistake nobody reads differs in its line and in no result")
  func hidden() throws {
    let adam = try lesson("adam")
    let given = try embeddedCase("course", of: adam)
    let both = try Trace(
      adam,
      variants: applied(["uncorrected-second-moment", "layer-index-exponent-in-s"], of: adam),
      given)
    let one = try Trace(adam, variants: applied(["uncorrected-second-moment"], of: adam), given)
    for (name, value) in one.outputs { #expect(both.value(name) == value) }
  }

  @Test("A mistake in a convention is compared with the convention")
  func within() throws {
    let seen = try comparison("decay", ["missing-floor"], "revealing")
    #expect(seen.context.map(\.argument) == ["staircase"])
    #expect(seen.edits.map(\.rule) == ["α ← α₀ / (1 + rate·⌊epoch / interval⌋)"])
    #expect(seen.edits.map(\.variant) == ["α ← α₀ / (1 + rate·(epoch / interval))"])
  }

  @Test("Numbers are compared in words: sign, size, ulps, not a number")
  func words() {
    #expect(difference(0.1, 0.3) == "the rule has 0.1, the variant 0.3: 3 times the rule's.")
    #expect(
      difference(0.5, -1) == "the rule has 0.5, the variant −1: the other sign, 2 times the size.")
    #expect(difference(1, .nan) == "the rule has 1, the variant NaN: not a number.")
    #expect(difference(0, 1) == "the rule has 0, the variant 1.")
    #expect(
      difference(1, 1.0.nextUp)
        == "the rule has 1, the variant 1.0000000000000002: 1 ulp apart, the last digits only.")
    #expect(difference(0.79, 0.790000004) == "the rule has 0.79, the variant 0.790000004.")
  }

  @Test("An update that one side leaves out is visible even if the last step hides it")
  func hiddenUpdate() throws {
    let descent = try lesson("gradient-descent")
    let given = try parsedCase(
      #"{"hyperparameters": {"alpha": 1}, "start": {"W1": 1, "W2": 1}, "#
        + #""steps": [{"dW1": 0, "dW2": 2}, {"dW1": 0, "dW2": -2}]}"#, for: descent)
    let seen = try Comparison(descent, variants: applied(["first-layer-only"], of: descent), given)
    #expect(seen.isVisible)
  }

  @Test("Only the lines that differ are kept, with both values")
  func differingLines() throws {
    let seen = try comparison("adam", ["second-moment-corrected-with-beta1"])
    #expect(seen.lineCount == 20)
    #expect(seen.lines.count == 8)
    #expect(
      Set(seen.lines.compactMap { $0.rule?.assignment.target.name }) == ["s_corrected", "theta"])
  }
}
