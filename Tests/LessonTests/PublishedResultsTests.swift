import Curriculum
import Equations
import Foundation
import Numerics
import TestSupport
import Testing
import Tracing

/// Published numbers: the course's expected outputs, 25-digit arithmetic, other implementations.
@Suite("Published results") struct PublishedResultsTests {
  /// The expected output of the notebook's Adam cell, as printed by a correct implementation.
  static let adam: [String: [[Double]]] = [
    "W1": [[1.63178673, -0.61919778, -0.53561312], [-1.08040999, 0.85796626, -2.29409733]],
    "b1": [[1.75225313], [-0.75376553]],
    "W2": [
      [0.32648046, -0.25681174, 1.46954931], [-2.05269934, -0.31497584, -0.37661299],
      [1.14121081, -1.09244991, -0.16498684],
    ],
    "b2": [[-0.88529979], [0.03477238], [0.57537385]],
  ]

  @Test("Adam on the course's test case prints the published numbers, all 8 decimals")
  func adamCourse() throws {
    let adam = try lesson("adam")
    let trace = try Trace(adam, embeddedCase("course", of: adam))
    for (name, rows) in Self.adam {
      #expect(printed(trace.value(name)) == rows.map { $0.map(printed) }, "\(name)")
    }
  }

  @Test("The notebooks' own key differs in two numbers, which are those of ε inside the root")
  func keyOfTheNotebooks() throws {
    let adam = try lesson("adam")
    let given = try embeddedCase("course", of: adam)
    let inside = try Trace(adam, variants: applied(["epsilon-inside-root"], of: adam), given)
    #expect(inside.value("W2")?.element(2, 1).map(printed) == "-1.09245036")
    #expect(inside.value("b2")?.element(0, 0).map(printed) == "-0.88529978")
    var differing = 0
    for (name, rows) in Self.adam {
      let values = try #require(printed(inside.value(name)))
      differing += zip(values.joined(), rows.joined()).filter { $0 != printed($1) }.count
    }
    #expect(differing == 2)
  }

  @Test("The course's cases agree with 60-digit arithmetic to the stated number of ulps")
  func exactCourse() throws {
    let cases = try Recorded.load("course-exact")["cases"] as? [[String: Any]] ?? []
    #expect(cases.count == 9)
    for row in cases {
      let lesson = try lesson(try #require(row["lesson"] as? String))
      var given = try embeddedCase("course", of: lesson)
      for (name, value) in row["hyperparameters"] as? [String: Double] ?? [:] {
        given.head.set(name, to: value)
      }
      given.steps[0].t = try #require(row["t"] as? Int)
      given.steps[0].times = try #require(row["steps"] as? Int)
      let variants = try applied(row["variants"] as? [String] ?? [], of: lesson)
      let trace = try Trace(lesson, variants: variants, given)
      let worst = try #require(row["worstUlps"] as? Double)
      for (name, exact) in row["exact"] as? [String: [[String]]] ?? [:] {
        let value = try #require(trace.value(name), "\(name)")
        #expect(error(of: value, from: exact) <= worst + 0.001, "\(lesson.id) \(name)")
      }
    }
  }

  @Test("Thirty days of temperatures agree with 60-digit arithmetic to the stated number of ulps")
  func exactAverages() throws {
    let recorded = try Recorded.load("ewma-exact")
    let bias = try lesson("bias-correction")
    let runs = recorded["runs"] as? [[String: Any]] ?? []
    #expect(runs.count == 3)
    for run in runs {
      var given = try embeddedCase("course", of: bias)
      given.head.set("beta", to: try #require(run["beta"] as? Double))
      let trace = try Trace(bias, given)
      for name in ["v", "v_corrected"] {
        let exact = try #require(run[name] as? [String])
        let worst = try #require((run["worstUlps"] as? [String: Double])?[name])
        let values = trace.series(name)
        #expect(values.count == 30)
        for (value, digits) in zip(values, exact) {
          #expect(error(of: value, from: [[digits]]) <= worst + 0.001, "\(name) \(digits)")
        }
      }
    }
  }

  @Test("What public implementations print is named variant by variant")
  func submissions() throws {
    let recorded = try Recorded.load("submissions")
    let inputs = recorded["inputs"] as? [String: [String: Any]] ?? [:]
    let submissions = recorded["submissions"] as? [[String: Any]] ?? []
    #expect(submissions.count == 30)
    for one in submissions {
      let lesson = try lesson(try #require(one["lesson"] as? String))
      let given = try notebookCase(try #require(inputs[one["inputs"] as? String ?? ""]), lesson)
      let names = one["variants"] as? [String] ?? []
      let trace = try Trace(lesson, variants: applied(names, of: lesson), given)
      for (name, rows) in one["outputs"] as? [String: Any] ?? [:] {
        let expected = Recorded.matrix(rows)
        let value = try #require(trace.value(name))
        #expect(value.shape == Shape(expected.count, expected[0].count), "\(name)")
        for (ours, theirs) in zip(value.elements, expected.joined()) {
          // The implementations compute the same equation in other orders, so the last digits
          // differ.
          let scale = Swift.max(theirs.magnitude, 1e-3)
          #expect(
            (ours - theirs).magnitude <= 1e-11 * scale || (ours.isNaN && theirs.isNaN),
            "\(one["id"] ?? "") \(names) \(name): \(ours) for \(theirs)")
        }
      }
    }
  }

  @Test("The correct Adam moves every parameter of the course's case by about α·0.7441368")
  func signature() throws {
    // (0.1/0.19) / √(0.001/0.001999) = 0.74413…: with v = s = 0, only the gradient's sign matters.
    let adam = try lesson("adam")
    let given = try embeddedCase("course", of: adam)
    let trace = try Trace(adam, given)
    for (name, start) in given.head.start {
      let end = try #require(trace.value(name))
      for (before, after) in zip(start.elements, end.elements) {
        #expect(((before - after).magnitude - 0.01 * 0.7441368).magnitude < 1e-8)
      }
    }
  }

  @Test("The pencil's numbers: Adam's first steps are equal for gradients of 100 and 0.01")
  func adamByHand() throws {
    let adam = try lesson("adam")
    let trace = try Trace(adam, embeddedCase("by-hand", of: adam))
    func near(_ name: String, _ entry: Int, _ expected: [Double]) {
      let values = trace.series(name).map { $0.elements[entry] }
      #expect(values.count == expected.count)
      // ε is 10⁻⁸ and the smallest root 0.01, so working without ε changes a millionth of a step.
      for (value, hand) in zip(values, expected) { #expect((value - hand).magnitude < 1e-6) }
    }
    // α = 3/10. The gradient stays at 0.01: v̂ = √ŝ = 0.01, and every step is α.
    near("v_corrected_dW1", 1, [0.01, 0.01, 0.01])
    near("W1", 1, [-2.3, -2.6, -2.9])
    // 100, −100, 100: √ŝ stays 100; v̂ is (g₁ + 2g₂)/3 = −100/3, then (g₁ + 2g₂ + 4g₃)/7 = 300/7.
    near("v_corrected_dW1", 0, [100, -100.0 / 3, 300.0 / 7])
    near("W1", 0, [0.7, 0.7 + 0.1, 0.7 + 0.1 - 0.9 / 7])
    // 2, 5, 4: v̂ = (2 + 10)/3 = 4 and (2 + 10 + 16)/7 = 4; ŝ = (3·4 + 4·25)/7 = 16 and (9·4 + 12·25 + 16·16)/37 = 16.
    near("v_corrected_db1", 0, [2, 4, 4])
    near("s_corrected_db1", 0, [4, 16, 16])
    near("b1", 0, [0.2, -0.1, -0.4])
  }

  @Test("With a constant gradient Adam moves by α·g/(|g| + ε) at every step")
  func constantGradient() throws {
    // On paper both corrected moments equal the gradient's g and g². α = 1/2, ε = 1: steps of 0.4
    // and −0.25.
    let adam = try lesson("adam")
    let steady = try parsedCase(
      """
      {"hyperparameters": {"alpha": 0.5, "beta1": 0.5, "beta2": 0.75, "epsilon": 1},
       "start": {"W1": [[1, -2]]}, "steps": [{"dW1": [[4, -1]], "repeat": 3}]}
      """, for: adam)
    let moved = try Trace(adam, steady).series("W1").map { $0.elements }
    for (step, values) in moved.enumerated() {
      #expect((values[0] - (1 - 0.4 * Double(step + 1))).magnitude < 1e-15)
      #expect((values[1] - (-2 + 0.25 * Double(step + 1))).magnitude < 1e-15)
    }
  }

  @Test("The pencil's numbers: RMSprop's roots come out even")
  func rmspropByHand() throws {
    let rmsprop = try lesson("rmsprop")
    let trace = try Trace(rmsprop, embeddedCase("by-hand", of: rmsprop))
    #expect(trace.series("s_dW1").map { $0.elements[0] } == [49, 289, 169])
    // 10 − 9/8, then − 23/18, then − 7/14.
    let expected = [10 - 9.0 / 8, 10 - 9.0 / 8 - 23.0 / 18, 10 - 9.0 / 8 - 23.0 / 18 - 0.5]
    for (value, hand) in zip(trace.series("W1"), expected) {
      #expect((value.elements[0] - hand).magnitude < 1e-14)
    }
  }

  @Test("The note's worked numbers: v₁, v₂ and 1 − β² for β = 0.98")
  func note() throws {
    // 004, lines 405-420: v₂ = 0.0196·θ₁ + 0.02·θ₂ and 1 − 0.98² = 0.0396.
    let bias = try lesson("bias-correction")
    let trace = try Trace(bias, embeddedCase("note", of: bias))
    let v = trace.series("v").map { $0.elements[0] }
    #expect((v[0] - 0.02 * 40).magnitude < 1e-14)
    #expect((v[1] - (0.0196 * 40 + 0.02 * 49)).magnitude < 1e-14)
    let corrected = trace.series("v_corrected").map { $0.elements[0] }
    #expect((corrected[1] - (0.0196 * 40 + 0.02 * 49) / 0.0396).magnitude < 1e-12)
  }

  @Test("The weights of the last days are (1 − β)·βᵏ, and the window holds 1 − βⁿ of them")
  func weights() throws {
    let ewma = try lesson("ewma")
    let answers = try Trace(ewma, embeddedCase("weights", of: ewma)).series("v")
    for (day, value) in answers.enumerated() {
      #expect((value.elements[0] - 0.1 * pow(0.9, Double(day))).magnitude < 1e-15)
    }
    let held = try Trace(ewma, embeddedCase("window", of: ewma)).series("v")
    // 1 − 0.9¹⁰ = 0.6513215599, exactly.
    #expect((held[9].elements[0] - 0.6513215599).magnitude < 1e-12)
  }

  @Test(
    "The schedules by hand",
    arguments: [
      ("", [0.5, 0.25, 0.125]), ("exponential", [0.25, 0.015625, 0.00006103515625]),
      ("staircase", [1 / 1.5, 1 / 2.5, 1 / 4.5]), ("manual", [1, 0.5, 0.25]),
      ("zero-based-epoch", [1 / 1.5, 1 / 3.5, 1 / 7.5]),
      ("square-root-step", [1, 0.70710678118654757, 0.57735026918962584]),
    ] as [(String, [Double])])
  func schedules(variant: String, expected: [Double]) throws {
    // α₀ = 1, rate = 1/2, base = 1/2, interval = 2, epochs 2, 6, 14.
    let decay = try lesson("decay")
    let variants = try applied(variant.isEmpty ? [] : [variant], of: decay)
    let trace = try Trace(decay, variants: variants, embeddedCase("by-hand", of: decay))
    for (value, hand) in zip(trace.series("alpha"), expected) {
      #expect((value.elements[0] - hand).magnitude < 1e-15)
    }
  }

  // MARK: Helpers

  /// A number as the notebook's cell prints it.
  private func printed(_ value: Double) -> String { String(format: "%.8f", value) }

  private func printed(_ value: Matrix?) -> [[String]]? {
    value.map { matrix in (0..<matrix.shape.rows).map { matrix.row($0).map(printed) } }
  }

  /// The greatest error in ulps, compared with exact values of 25 digits.
  private func error(of value: Matrix, from exact: [[String]]) -> Double {
    var worst = 0.0
    for (ours, text) in zip(value.elements, exact.joined()) {
      guard let exact = Decimal(string: text), let rounded = Double(text) else { return .infinity }
      // The shortest text of a double is not its value; 40 digits are.
      guard let own = Decimal(string: String(format: "%.40f", ours)) else { return .infinity }
      let distance = NSDecimalNumber(decimal: own - exact).doubleValue.magnitude
      worst = Swift.max(worst, distance / rounded.ulp)
    }
    return worst
  }

  /// The case with which a notebook's function was called.
  private func notebookCase(_ inputs: [String: Any], _ lesson: Lesson) throws -> Case {
    func matrices(_ key: String) -> [(name: String, value: Matrix)] {
      (inputs[key] as? [String: Any] ?? [:]).sorted { $0.key < $1.key }
        .map { ($0.key, matrix(Recorded.matrix($0.value))) }
    }
    var head = CaseHead(lesson: lesson.id, name: "notebook", start: matrices("parameters"))
    for state in ["v", "s"] {
      head.start += matrices(state).map { ("\(state)_\($0.name)", $0.value) }
    }
    let names = [
      "learning_rate": "alpha", "beta": lesson.id == "rmsprop" ? "beta2" : "beta",
      "beta1": "beta1", "beta2": "beta2", "epsilon": "epsilon",
    ]
    for (theirs, ours) in names {
      if let value = inputs[theirs] as? Double { head.set(ours, to: value) }
    }
    let t = inputs["t"] as? Int ?? 1
    return Case(head: head, steps: [Step(t: t, values: matrices("grads"))])
  }
}
