import Curriculum
import Equations
import Numerics
import TestSupport
import Testing
import Tracing

@Suite("Running a rule over a case") struct TracerTests {
  @Test("A later step leaves an earlier step alone")
  func valuesAreCopied() throws {
    let trace = try Trace(lesson("ewma"), embeddedCase("by-hand", of: lesson("ewma")))
    // β = 1/2: 20, then 10 + 24 = 34, then 17 + 22 = 39.
    #expect(trace.series("v") == [20, 34, 39].map { Matrix($0) })
    #expect(trace.steps[0].updates[0].lines[0].substituted == "0.5·0 + (1 − 0.5)·40")
    #expect(trace.steps[2].updates[0].lines[0].substituted == "0.5·34 + (1 − 0.5)·44")
  }

  @Test("Parameters of any number of layers and any shapes take the same rule")
  func layers() throws {
    let given = try parsedCase(
      """
      {"hyperparameters": {"alpha": 0.5},
       "start": {"W1": [[1]], "W2": [[1, 2], [3, 4]], "b2": [[1], [2]], "W7": [[0, 0, 0]]},
       "steps": [{"dW1": 2, "dW2": [[2, 0], [0, 2]], "db2": [[4], [-4]], "dW7": [[2, 4, 6]]}]}
      """, for: lesson("gradient-descent"))
    let trace = try Trace(lesson("gradient-descent"), given)
    #expect(trace.value("W1") == matrix([[0]]))
    #expect(trace.value("W2") == matrix([[0, 2], [3, 3]]))
    #expect(trace.value("b2") == matrix([[-1], [4]]))
    #expect(trace.value("W7") == matrix([[-1, -2, -3]]))
    #expect(trace.steps[0].updates.map(\.layer) == [1, 2, 2, 7])
  }

  @Test("States start where the case says, and at the rule's own start otherwise")
  func startStates() throws {
    let given = try parsedCase(
      """
      {"hyperparameters": {"alpha": 1, "beta": 0.5},
       "start": {"W1": [[0]], "b1": [[0]], "v_dW1": [[8]]}, "steps": [{"dW1": 2, "db1": 2}]}
      """, for: lesson("momentum"))
    let trace = try Trace(lesson("momentum"), given)
    #expect(trace.value("v_dW1") == Matrix(5))
    #expect(trace.value("v_db1") == Matrix(1))
    #expect(trace.value("W1") == Matrix(-5))
  }

  @Test("t counts from 1, from where a step says, and through repeats")
  func stepNumbers() throws {
    let given = try parsedCase(
      #"{"steps": [{"theta": 1}, {"t": 5, "theta": 1, "repeat": 3}, {"theta": 1}]}"#,
      for: lesson("ewma"))
    let trace = try Trace(lesson("ewma"), given)
    #expect(trace.steps.map(\.t) == [1, 5, 6, 7, 8])
  }

  @Test("A bias that reads W's statistics grows to W's shape, and the trace says so")
  func broadcastingIsTold() throws {
    let adam = try lesson("adam")
    let trace = try Trace(
      adam, variants: applied(["bias-uses-weights-statistics"], of: adam),
      embeddedCase("revealing", of: adam))
    #expect(trace.value("b1")?.shape == Shape(2, 3))
    let lines = trace.steps.map { $0.updates[1].lines[4] }
    #expect(
      lines[0].note == "b1 was 2×1 and becomes 2×3: NumPy stretches the smaller operand "
        + "(broadcasting)")
    // From the second step on it already has that shape.
    #expect(lines[1].note == nil)
    #expect(lines[2].value.shape == Shape(2, 3))
  }

  @Test("Shapes that NumPy would refuse are an error with both shapes")
  func refusedShapes() throws {
    let rmsprop = try lesson("rmsprop")
    let given = try parsedCase(
      #"{"start": {"W1": [[1, 2], [3, 4]], "b1": [[1], [2], [3]]}, "#
        + #""steps": [{"dW1": [[1, 2], [3, 4]], "db1": [[1], [2], [3]]}]}"#, for: rmsprop)
    let variants = try applied(["bias-uses-weights-statistics"], of: rmsprop)
    #expect(throws: CaseError.self) { try Trace(rmsprop, variants: variants, given) }
    do { _ = try Trace(rmsprop, variants: variants, given) } catch {
      #expect(
        error.message
          == "b1: in θ ← θ − α·g / (√s(W) + ε), α·g is 3×1 and √s(W) + ε is 2×2: shapes that cannot "
          + "be combined (rows and columns must agree, or be 1).")
    }
  }

  @Test("A NaN is explained where it is born")
  func birthOfNaN() throws {
    let adam = try lesson("adam")
    let given = try embeddedCase("revealing", of: adam)
    let trace = try Trace(adam, variants: applied(["missing-epsilon"], of: adam), given)
    let notes = trace.steps.map { $0.updates[0].lines[4].note }
    #expect(notes[0] == "NaN at [0,2]: 0/0, α·v̂ is 0 and √ŝ is 0")
    #expect(trace.value("W1")?.element(0, 2)?.isNaN == true)
    #expect(trace.value("W1")?.element(0, 1)?.isNaN == false)
  }

  @Test("The root of a negative variance and an overflow are explained too")
  func otherBirths() throws {
    let rmsprop = try lesson("rmsprop")
    let given = try parsedCase(
      #"{"start": {"W1": 1, "s_dW1": 0}, "steps": [{"dW1": 1e200}]}"#, for: rmsprop)
    let trace = try Trace(rmsprop, given)
    #expect(
      trace.steps[0].updates[0].lines[0].note == "∞ at [0,0]: too large for a double, g is 1×10²⁰⁰")
  }

  @Test("A centred average of a constant gradient may fall below zero, and its root is NaN")
  func centredRoot() throws {
    // A Python loop of the same operations: with β₂ = 0.5 and g = 0.7, s − m² < 0 first at t = 54.
    let rmsprop = try lesson("rmsprop")
    let given = try parsedCase(
      #"{"hyperparameters": {"beta2": 0.5}, "start": {"W1": 1}, "steps": [{"dW1": 0.7, "repeat": 60}]}"#,
      for: rmsprop)
    let trace = try Trace(rmsprop, variants: applied(["centred"], of: rmsprop), given)
    let first = trace.steps.first { $0.updates[0].lines.last?.value.elements[0].isNaN == true }
    #expect(first?.t == 54)
    let note = first?.updates[0].lines.last?.note
    #expect(note?.contains("the root of a negative number, s − m² is −") == true)
  }

  @Test("A state that changes shape twice keeps its values")
  func inputsOfOtherShapes() throws {
    let given = try parsedCase(
      #"{"hyperparameters": {"beta": 0.5}, "steps": [{"theta": 8}, {"theta": [[8, 16]]}, {"theta": 0}]}"#,
      for: lesson("ewma"))
    let trace = try Trace(lesson("ewma"), given)
    #expect(trace.series("v") == [Matrix(4), matrix([[6, 10]]), matrix([[3, 5]])])
  }

  @Test("The order of the keys in a file changes nothing: layer by layer, weights before biases")
  func keyOrder() throws {
    let adam = try lesson("adam")
    let sound = try parsedCase(
      #"{"start": {"W1": 1, "b1": 5, "W2": 2}, "steps": [{"dW1": 3, "db1": 2, "dW2": 1}]}"#,
      for: adam)
    let shuffled = try parsedCase(
      #"{"start": {"W2": 2, "b1": 5, "W1": 1}, "steps": [{"dW2": 1, "db1": 2, "dW1": 3}]}"#,
      for: adam)
    for name in ["bias-starts-from-weights", "bias-uses-weights-statistics", "first-layer-only"] {
      let variants = try applied([name], of: adam)
      let one = try Trace(adam, variants: variants, sound)
      let other = try Trace(adam, variants: variants, shuffled)
      for (quantity, value) in one.outputs { #expect(other.value(quantity) == value, "\(name)") }
      #expect(other.steps[0].updates.first?.parameter == "W1")
    }
  }

  @Test("Parameters that cannot be, and more memory than there is, are errors")
  func refused() throws {
    let adam = try lesson("adam")
    func message(_ text: String, _ lesson: Lesson) throws -> String? {
      let given = try parsedCase(text, for: lesson)
      do { _ = try Trace(lesson, given) } catch { return error.message }
      return nil
    }
    #expect(
      try message(#"{"start": {"W1": 1, "dW1": 1}, "steps": [{"dW1": 1, "ddW1": 1}]}"#, adam)
        == #""dW1" cannot be a parameter: it is the gradient of W1"#)
    let wide = String(repeating: "1,", count: 20_000) + "1"
    let tall = String(repeating: "[1],", count: 20_000) + "[1]"
    let steps = "{\"steps\": [{\"theta\": [\(wide)]}, {\"theta\": [\(tall)]}]}"
    #expect(try message(steps, lesson("ewma"))?.hasPrefix("a step of this case needs ") == true)
    let lone = try parsedCase(#"{"start": {"b1": 1}, "steps": [{"db1": 1}]}"#, for: adam)
    let variants = try applied(["bias-uses-weights-statistics"], of: adam)
    do {
      _ = try Trace(adam, variants: variants, lone)
      Issue.record("a bias without weights ran")
    } catch {
      #expect(
        error.message
          == "b1's line θ ← θ − α·v̂ / (√ŝ(W) + ε) reads ŝ of the layer's weights, but the case has no "
          + "weights in that layer")
    }
  }

  @Test("The first layer only, and layer 2 in every turn")
  func loops() throws {
    let momentum = try lesson("momentum")
    let given = try embeddedCase("course", of: momentum)
    let rule = try Trace(momentum, given)
    let first = try Trace(momentum, variants: applied(["first-layer-only"], of: momentum), given)
    #expect(first.value("W1") == rule.value("W1"))
    #expect(first.value("W2") == given.head.start.first { $0.name == "W2" }?.value)
    let second = try Trace(momentum, variants: applied(["layer-two-only"], of: momentum), given)
    #expect(second.steps[0].updates.map(\.parameter) == ["W2", "b2", "W2", "b2"])
    #expect(second.value("W1") == given.head.start.first { $0.name == "W1" }?.value)
    // Two turns from v = 0: v = 0.1·g, then 0.09·g + 0.1·g.
    let g = try #require(given.steps[0].values.first { $0.name == "dW2" }?.value.elements[0])
    let v = try #require(second.value("v_dW2")?.elements[0])
    #expect((v - 0.19 * g).magnitude < 1e-15)
  }

  @Test("The answers of the note stand in the place of the results, and the trace says so")
  func miscopied() throws {
    let decay = try lesson("decay")
    let trace = try Trace(
      decay, variants: applied(["miscopied-table"], of: decay), embeddedCase("course", of: decay))
    #expect(trace.series("alpha") == [0.1, 0.67, 0.5, 0.4].map { Matrix($0) })
    #expect(
      trace.steps[1].updates[0].lines[0].note
        == "written down as 0.67, which is not the result")
  }

  @Test("A tracer that begins again runs another case as one that is made for it")
  func rewinding() throws {
    let momentum = try lesson("momentum")
    // Differences in a constant, a start value, a shape or a name.
    let cases = [
      #"{"start": {"W1": 1}, "steps": [{"dW1": 2}, {"dW1": 3}]}"#,
      #"{"hyperparameters": {"alpha": 0.5}, "start": {"W1": 1}, "steps": [{"dW1": 2}]}"#,
      #"{"hyperparameters": {"beta": 0.5}, "start": {"W1": 1}, "steps": [{"dW1": 2}]}"#,
      #"{"start": {"W1": 1, "v_dW1": 4}, "steps": [{"dW1": 2}]}"#,
      #"{"start": {"W1": [[1, 2]]}, "steps": [{"dW1": [[2, 3]]}]}"#,
      #"{"start": {"W2": 1}, "steps": [{"dW2": 2}]}"#,
      #"{"start": {"W1": 7}, "steps": [{"t": 5, "dW1": 2, "repeat": 2}]}"#,
      #"{"start": {"W1": 1, "b1": 2}, "steps": [{"dW1": 2, "db1": 3}]}"#,
    ]
    try begunAgain(momentum, cases)
    // The number of columns of a mini-batch depends on a constant.
    let batches = [4, 3, 2].map { size in
      #"{"hyperparameters": {"size": \#(size)}, "steps": [{"X": [[1, 2, 3, 4, 5]], "#
        + #""Y": [[1, 0, 0, 1, 1]], "p": [[2, 0, 1, 4, 3]]}]}"#
    }
    try begunAgain(lesson("mini-batches"), batches)
  }

  private func begunAgain(_ lesson: Lesson, _ cases: [String]) throws {
    let all = try cases.map { try parsedCase($0, for: lesson) }
    for first in all {
      for second in all {
        var tracer = try Tracer(lesson, head: first.head)
        // The first run, and an unfinished one in between, leave compiled programs behind.
        for given in [first, second, first, second] {
          try tracer.rewind(to: given.head)
          let again = try Recording(&tracer, given)
          let anew = try Recording(lesson, given)
          #expect(again.lines.map(\.value) == anew.lines.map(\.value))
          #expect(again.lines.map(\.target) == anew.lines.map(\.target))
        }
      }
    }
  }
}
