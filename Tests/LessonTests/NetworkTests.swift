import Equations
import Foundation
import Numerics
import TestSupport
import Testing
import Tracing

@Suite("The three-layer network") struct NetworkTests {
  @Test("The case by-hand has the numbers worked by hand, forward and back")
  func byHand() throws {
    let lesson = try lesson("back-propagation")
    let trace = try Trace(lesson, embeddedCase("by-hand", of: lesson))
    let s = 1 / (1 + exp(4.5))
    let expected: [(String, [[Double]])] = [
      ("Z1", [[1, 2], [-1.5, 3]]), ("A1", [[1, 2], [0, 3]]), ("Z2", [[1, -1], [1, 4.5]]),
      ("A2", [[1, 0], [1, 4.5]]), ("Z3", [[0, -4.5]]), ("A3", [[0.5, s]]),
      ("loss", [[log(2), -log(1 - s)]]), ("J", [[(log(2) - log(1 - s)) / 2]]),
      ("dZ3", [[-0.25, s / 2]]), ("dW3", [[-0.25, -0.25 + 2.25 * s]]), ("db3", [[-0.25 + s / 2]]),
      ("dA2", [[-0.25, s / 2], [0.25, -s / 2]]), ("dZ2", [[-0.25, 0], [0.25, -s / 2]]),
      ("dW2", [[-0.25, 0], [0.25 - s, -1.5 * s]]), ("db2", [[-0.25], [0.25 - s / 2]]),
    ]
    for (name, rows) in expected {
      let value = try #require(trace.value(name), "\(name)")
      #expect(value.shape == Shape(rows.count, rows[0].count), "\(name)")
      for (found, wanted) in zip(value.elements, rows.flatMap { $0 }) {
        #expect(abs(found - wanted) <= 1e-15 * max(1, abs(wanted)), "\(name)")
      }
    }
  }

  @Test("Every gradient is the slope of the cost, by central differences")
  func gradientCheck() throws {
    let back = try lesson("back-propagation")
    let forward = try lesson("forward-propagation")
    for name in ["by-hand", "revealing"] {
      let given = try embeddedCase(name, of: back)
      let first = Case(head: given.head, steps: [given.steps[0]])
      let trace = try Trace(back, first)
      for (at, (parameter, value)) in first.head.start.enumerated() {
        let gradient = try #require(trace.value("d\(parameter)"))
        for i in value.elements.indices {
          func cost(_ change: Double) throws -> Double {
            var moved = first
            var elements = value.elements
            elements[i] += change
            moved.head.start[at].value = try #require(
              Matrix(shape: value.shape, elements: elements))
            return try #require(Trace(forward, moved).value("J")).elements[0]
          }
          let h = 1e-6
          let slope = try (cost(h) - cost(-h)) / (2 * h)
          #expect(abs(slope - gradient.elements[i]) < 1e-8, "\(name): \(parameter)[\(i)]")
        }
      }
    }
  }

  @Test(
    "The course's mini-batches are the published ones: 64, 64 and 20 examples, in seed 0's order")
  func miniBatches() throws {
    let lesson = try lesson("mini-batches")
    let trace = try Trace(lesson, embeddedCase("course", of: lesson))
    // The first three numbers of each mini-batch, as public notebooks print them.
    let published = [
      [0.9008559492644118, -0.7612069008951028, 0.23441569781709215],
      [-0.38405435466841564, -1.0949118457410418, 0.4089005379368278],
      [-1.3122834112374318, 0.7504116398650081, 0.16003706944783047],
    ]
    for (step, numbers) in zip(trace.steps, published) {
      let value = try #require(step.updates[0].lines.first { $0.target == "X_t" }?.value)
      #expect(Array(value.elements.prefix(3)) == numbers)
    }
    #expect(trace.series("X_t").map(\.shape.columns) == [64, 64, 20])
    #expect(trace.series("Y_t").map(\.shape.columns) == [64, 64, 20])
  }

  @Test("The note's NaN is born in the loss, of ∞·0, and the stable forms have none")
  func birthOfTheNaN() throws {
    let lesson = try lesson("training")
    let given = try embeddedCase("epoch-8000", of: lesson)
    let trace = try Trace(lesson, given)
    let lines = trace.steps[0].updates[0].lines
    #expect(lines[0].value.elements.last == 0)
    #expect(lines[1].note == "NaN at [0,3]: ∞·0, −log(A) is ∞ and Y is 0")
    #expect(lines[3].value == Matrix(.nan))
    for variant in ["stable-sigmoid", "cost-from-logits"] {
      let mended = try Trace(lesson, variants: applied([variant], of: lesson), given)
      let cost: Double = try #require(mended.value("cost")).elements[0]
      // −log σ(4.376437937286024), −log(1 − σ(−0.3593993791688179)), 0 and 0, over 4.
      let byHand: Double =
        (log(1 + exp(-4.376437937286024)) + log(1 + exp(-0.3593993791688179))) / 4
      #expect(abs(cost - byHand) < 1e-15, "\(variant)")
    }
  }

  @Test("An element of a product is written out term by term, a long one with its middle left out")
  func workedElement() {
    let run = CommandRun("trace", "back-propagation", "--case", "by-hand", "--element", "1,0")
    #expect(run.output.contains("[1,0]: 0.5·1 + (−1)·3 + 1 = −1.5"))
    #expect(run.output.contains("[1,0]: 0.25·1 + (−0.005493471)·2 = 0.2390131"))
    let long = CommandRun(
      "trace", "mini-batches", "--case", "course", "--variant", "labels-not-shuffled")
    #expect(long.code == 0)
    let course = CommandRun("trace", "forward-propagation", "--case", "revealing")
    #expect(course.output.contains("[0,0]: 1 / 5·("))
  }
}
