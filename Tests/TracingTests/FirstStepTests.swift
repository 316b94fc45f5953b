import Curriculum
import Equations
import TestSupport
import Testing
import Tracing

@Suite("Where a case begins") struct FirstStepTests {
  /// The beginning of a case's trace as text and as Markdown, up to the first step's heading.
  private func beginnings(
    _ lesson: Lesson, _ given: Case, _ variants: [AppliedVariant] = []
  ) throws -> [String] {
    var tracer = try Tracer(lesson, variants: variants, head: given.head)
    let header = try TraceHeader(tracer)
    var (text, markdown) = (TextTrace(), MarkdownTrace())
    text.open(header)
    markdown.open(header)
    for step in given.steps.prefix(1) {
      try tracer.run(step, into: &text)
      tracer = try Tracer(lesson, variants: variants, head: given.head)
      try tracer.run(step, into: &markdown)
    }
    return [text.bytes, markdown.bytes].map {
      String(decoding: $0, as: UTF8.self).replacing("\n", with: " ")
    }
  }

  @Test("The course's case of Adam says that no run begins at t = 2 with empty averages")
  func course() throws {
    let adam = try lesson("adam")
    for name in ["course", "course-2021"] {
      for text in try beginnings(adam, embeddedCase(name, of: adam)) {
        #expect(
          text.contains(
            "No run reaches the start of this case, t = 2 with v and s still 0: the correction expects 2 "
              + "steps and finds 1, so v̂ and ŝ come out too close to 0."), "\(name)")
      }
    }
  }

  // v̂ = 0.1·g/(1 − 0.81) = 0.526·g; a run from t = 1 on has g itself.
  @Test("What it says is so: v̂ is 0.53 of a gradient that has been the only one")
  func effect() throws {
    let adam = try lesson("adam")
    let given = try embeddedCase("course", of: adam)
    let trace = try Trace(adam, given)
    let gradient = try #require(given.steps[0].values.first { $0.name == "dW1" }).value
    let corrected = try #require(trace.series("v_corrected_dW1").first)
    for (v, g) in zip(corrected.elements, gradient.elements) {
      #expect((v / g - 0.1 / 0.19).magnitude < 1e-12)
    }
  }

  @Test(
    "It is decided from the case: the first step, an exponent t, which averages are 0",
    arguments: [
      ("adam", [], #""start": {"W1": 1}, "steps": [{"t": 3, "dW1": 2}]"#, true),
      ("adam", [], #""start": {"W1": 1}, "steps": [{"dW1": 2}, {"t": 3, "dW1": 2}]"#, false),
      ("adam", [], #""start": {"W1": 1, "v_dW1": 0}, "steps": [{"t": 3, "dW1": 2}]"#, true),
      ("adam", [], #""start": {"W1": 1, "v_dW1": 5}, "steps": [{"t": 3, "dW1": 2}]"#, false),
      (
        "adam", ["no-bias-correction"], #""start": {"W1": 1}, "steps": [{"t": 3, "dW1": 2}]"#, false
      ),
      ("adam", [], #""start": {"W1": 1, "v_dW1": 5}, "steps": [{"dW1": 2}]"#, true),
      ("adam", [], #""start": {"W1": 1, "s_dW1": 0}, "steps": [{"dW1": 2}]"#, false),
      ("momentum", [], #""start": {"W1": 1, "v_dW1": 5}, "steps": [{"dW1": 2}]"#, true),
      ("momentum", [], #""start": {"W1": 1, "v_dW1": 5}, "steps": [{"t": 2, "dW1": 2}]"#, false),
      ("rmsprop", [], #""start": {"W1": 1, "s_dW1": 5}, "steps": [{"dW1": 2}]"#, true),
      ("ewma", [], #""start": {"v": 5}, "steps": [{"theta": 2}]"#, true),
      ("ewma", [], #""start": {"v": 0}, "steps": [{"theta": 2}]"#, false),
      ("bias-correction", [], #""steps": [{"t": 4, "theta": 2}]"#, true),
      ("bias-correction", [], #""steps": [{"theta": 2}]"#, false),
      ("ewma", [], #""steps": [{"t": 4, "theta": 2}]"#, false),
      ("momentum", [], #""start": {"W1": 1}, "steps": [{"t": 3, "dW1": 2}]"#, false),
      ("decay", [], #""steps": [{"t": 4, "epoch": 2}]"#, false),
    ] as [(String, [String], String, Bool)])
  func decided(_ id: String, _ variants: [String], _ json: String, _ isSaid: Bool) throws {
    let lesson = try lesson(id)
    let given = try parsedCase("{\(json)}", for: lesson)
    for text in try beginnings(lesson, given, applied(variants, of: lesson)) {
      #expect(text.contains("No run reaches") == isSaid, "\(text)")
    }
  }

  @Test("A case that begins step 1 with something averaged says which average it is")
  func started() throws {
    let adam = try lesson("adam")
    let given = try parsedCase(
      #"{"start": {"W1": 1, "v_dW1": 5}, "steps": [{"dW1": 2}]}"#, for: adam)
    for text in try beginnings(adam, given) {
      #expect(
        text.contains(
          "No run reaches the start of this case: before step 1 v is 0 in every run, and here it is not."
        ))
    }
  }

  @Test("One average and one result are spoken of as one")
  func single() throws {
    let bias = try lesson("bias-correction")
    let given = try parsedCase(#"{"steps": [{"t": 4, "theta": 2}]}"#, for: bias)
    for text in try beginnings(bias, given) {
      #expect(
        text.contains(
          "t = 4 with v still 0: the correction expects 4 steps and finds 1, so v̂ comes out"))
    }
  }
}
