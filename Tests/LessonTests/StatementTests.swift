import Curriculum
import Equations
import Numerics
import Testing
import Tracing

/// Only the values after a step count.
private struct NoTrace: TraceSink {}

/// Statements of the lesson pages about noise, and about more steps than a page can show.
@Suite("What the pages say about long runs") struct StatementTests {
  /// The values of θ that a rule visits on a cost, whose gradient at θ is given.
  private func path(
    _ id: String, _ hyperparameters: [(name: String, value: Double)], from start: [Double],
    steps: Int, gradient: (_ t: Int, _ theta: [Double]) -> [Double]
  ) throws -> [[Double]] {
    let lesson = try #require(Curriculum.lesson(id))
    let shape = Shape(1, start.count)
    let head = CaseHead(
      lesson: id, name: "run", hyperparameters: hyperparameters,
      start: [("W1", try #require(Matrix(shape: shape, elements: start)))])
    var tracer = try Tracer(lesson, variants: [], head: head)
    var sink = NoTrace()
    var path = [start]
    for t in 1...steps {
      let gradient = try #require(Matrix(shape: shape, elements: gradient(t, path[t - 1])))
      try tracer.run(Step(t: t, values: [("dW1", gradient)]), into: &sink)
      let now = try #require(tracer.outputs.first { $0.name == "W1" })
      path.append(Array(now.value.elements))
    }
    return path
  }

  /// θ after many steps on θ²·L/2 with L = 2, started from 1.
  private func end(
    _ id: String, alpha: Double, _ others: [(name: String, value: Double)] = []
  ) throws -> Double {
    let path = try path(id, [("alpha", alpha)] + others, from: [1], steps: 2000) { _, theta in
      [2 * theta[0]]
    }
    return path[2000][0].magnitude
  }

  @Test("Descent converges below α = 2/L and diverges above") func descentsLimit() throws {
    #expect(try end("gradient-descent", alpha: 0.99) < 1e-3)
    #expect(try end("gradient-descent", alpha: 1.01) > 1e3)
  }

  @Test("Momentum's limit is 2·(1 + β)/((1 − β)·L), 19 times descent's for β = 0.9")
  func momentumsLimit() throws {
    #expect(try end("momentum", alpha: 18.8, [("beta", 0.9)]) < 1e-3)
    #expect(try end("momentum", alpha: 19.2, [("beta", 0.9)]) > 1e3)
  }

  @Test(
    "At a constant α RMSprop jumps between ±0.2 on the bowl, after 300 steps as after 3,000",
    arguments: [300, 3000])
  func rmspropDoesNotSettle(steps: Int) throws {
    let path = try path(
      "rmsprop", [("alpha", 0.4), ("beta2", 0.9), ("epsilon", 1e-8)], from: [-8, 2], steps: steps
    ) { _, theta in [0.2 * theta[0], 2 * theta[1]] }
    for entry in 0...1 {
      let last = path[steps][entry]
      #expect((last.magnitude * 10).rounded() == 2)
      #expect((path[steps - 1][entry].magnitude * 10).rounded() == 2)
      #expect(last * path[steps - 1][entry] < 0)
    }
  }

  /// The root of the mean square of the last half of a path.
  private func spread(_ path: [[Double]]) -> Double {
    let half = path.suffix(path.count / 2)
    return (half.reduce(0) { $0 + $1[0] * $1[0] } / Double(half.count)).squareRoot()
  }

  @Test(
    "Near a minimum noisy gradients keep θ at a distance of σ·√(α/(2 − α)); a tenth of α a third")
  func noiseOfDescent() throws {
    var spreads: [Double] = []
    for alpha in [0.2, 0.02] {
      var random = LegacyRandom(seed: 1)
      let path = try path("gradient-descent", [("alpha", alpha)], from: [0], steps: 40000) {
        [$1[0] + random.normal()]
      }
      let expected = (alpha / (2 - alpha)).squareRoot()
      #expect(abs(spread(path) / expected - 1) < 0.05)
      spreads.append(spread(path))
    }
    // √10 is 3.2.
    #expect(abs(spreads[0] / spreads[1] - 3.3) < 0.3)
  }

  @Test("Adam's α still has to fall: with noise α/√t ends at least three times closer than α")
  func adamWithNoise() throws {
    func distance(_ rate: (Int) -> Double) throws -> Double {
      // A case has one α, so each step is a case of its own that starts from the last one's end.
      var random = LegacyRandom(seed: 2)
      let lesson = try #require(Curriculum.lesson("adam"))
      var theta = 1.0
      var v = 0.0
      var s = 0.0
      var last: [[Double]] = []
      for t in 1...4000 {
        let one = { Matrix(shape: Shape(1, 1), elements: [$0]) }
        let head = CaseHead(
          lesson: "adam", name: "run", hyperparameters: [("alpha", rate(t))],
          start: [
            ("W1", try #require(one(theta))), ("v_dW1", try #require(one(v))),
            ("s_dW1", try #require(one(s))),
          ])
        var tracer = try Tracer(lesson, variants: [], head: head)
        var sink = NoTrace()
        let gradient = try #require(one(theta + random.normal()))
        try tracer.run(Step(t: t, values: [("dW1", gradient)]), into: &sink)
        let value = { (name: String) in tracer.outputs.first { $0.name == name }?.value.elements[0]
        }
        theta = try #require(value("W1"))
        v = try #require(value("v_dW1"))
        s = try #require(value("s_dW1"))
        last.append([theta])
      }
      return spread(last)
    }
    let constant = try distance { _ in 0.1 }
    let falling = try distance { 0.1 / Double($0).squareRoot() }
    #expect(constant > 3 * falling)
  }

  @Test("v̂ is unbiased on the first day and has all its noise; later its noise is that of v")
  func biasCorrection() throws {
    let lesson = try #require(Curriculum.lesson("bias-correction"))
    var random = LegacyRandom(seed: 3)
    var first: [Double] = []
    var late: [Double] = []
    for _ in 1...2000 {
      var tracer = try Tracer(
        lesson, variants: [],
        head: CaseHead(lesson: lesson.id, name: "run", hyperparameters: [("beta", 0.9)]))
      var sink = NoTrace()
      for t in 1...60 {
        let day = try #require(Matrix(shape: Shape(1, 1), elements: [10 + random.normal()]))
        try tracer.run(Step(t: t, values: [("theta", day)]), into: &sink)
        let v̂ = try #require(tracer.outputs.first { $0.name == "v_corrected" }).value.elements[0]
        if t == 1 { first.append(v̂) }
        if t == 60 { late.append(v̂) }
      }
    }
    func moments(_ values: [Double]) -> (mean: Double, variance: Double) {
      let mean = values.reduce(0, +) / Double(values.count)
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return (mean, squares / Double(values.count))
    }
    #expect(abs(moments(first).mean - 10) < 0.1)
    #expect(abs(moments(late).mean - 10) < 0.1)
    // (1 − β)/(1 + β) is 1/19.
    #expect(abs(moments(first).variance - 1) < 0.15)
    #expect(abs(moments(late).variance * 19 - 1) < 0.15)
  }
}
