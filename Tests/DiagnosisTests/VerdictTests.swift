import Curriculum
import Equations
import Foundation
import JSON
import Numerics
import Readers
import TestSupport
import Testing
import Tracing

@testable import Diagnosis

@Suite("Verdicts") struct VerdictTests {
  struct Fixture: Sendable, CustomTestStringConvertible {
    let name: String
    let verdict: String
    let variants: [String]
    let printed: String
    var testDescription: String { name }
  }

  /// Three public outputs of one test, recomputed with NumPy from their known settings.
  static let fixtures: [Fixture] = {
    let all = (try? Recorded.load("fixtures"))?["fixtures"] as? [[String: Any]] ?? []
    return all.compactMap { one in
      guard let name = one["name"] as? String, let verdict = one["verdict"] as? String,
        let variants = one["variants"] as? [String], let printed = one["printed"] as? String
      else { return nil }
      return Fixture(name: name, verdict: verdict, variants: variants, printed: printed)
    }
  }()

  /// Adam's diagnoser for the course's case.
  ///
  /// The tests share it in turn. It keeps results from one print to the next, such as all possible
  /// explanations of an unknown one.
  private final class Adam: @unchecked Sendable {
    static let shared = Adam()
    private let lock = NSLock()
    private var diagnoser: Diagnoser?

    func diagnose(_ reading: Reading) throws -> Report {
      try lock.withLock {
        let lesson = try lesson("adam")
        let own =
          try diagnoser
          ?? Diagnoser(lesson, embeddedCase("course", of: lesson), others: Curriculum.lessons)
        diagnoser = own
        return try own.diagnose(reading)
      }
    }
  }

  /// The report on a print of Adam in the course's case.
  private func report(_ text: String) throws -> Report {
    try Adam.shared.diagnose(read(Array(text.utf8)))
  }

  @Test func `three public outputs are recorded`() { #expect(Self.fixtures.count == 3) }

  @Test(arguments: fixtures)
  func `a public output is named from its printed numbers`(_ fixture: Fixture) throws {
    let found = try report(fixture.printed)
    #expect(found.verdict.rawValue == fixture.verdict)
    let named = found.diagnoses.first?.variants.map(\.argument).sorted() ?? []
    #expect(named == fixture.variants.sorted())
    #expect(found.total == 20)
  }

  @Test func `ε missing and ε outside the quotient cannot be told apart on the course's case`()
    throws
  {
    // NumPy: W2[2,1] = −1.0998912673140309 + 0.01·(0.0012664598918901357/0.19)/√(1.6039e−7/0.001999)
    let printed = try #require(Self.fixtures.first { $0.name == "key-later" }).printed
      .replacingOccurrences(of: "-1.09244991", with: "-1.0924499")
    let found = try report(printed)
    let names = found.diagnoses.map(\.argument)
    #expect(found.verdict == .ambiguous)
    #expect(names.prefix(2) == ["missing-epsilon", "epsilon-outside-fraction"])
  }

  // A sum of numbers near 9·10⁸ changes by 10⁻⁷ in another order, and so may any number in its
  // array.
  @Test(arguments: [("0.20000001", Verdict.correct), ("0.20000180", .unknown)])
  func `a small number beside a large one has the large one's slack`(
    _ small: String, _ verdict: Verdict
  ) throws {
    let text = #"""
      {"lesson": "gradient-descent", "name": "large", "start": {"W1": [[9e8, 0.2]]},
       "steps": [{"dW1": [[0, 0]]}]}
      """#
    let lesson = try lesson("gradient-descent")
    let given = try CaseReader.read(JSONReader(bytes: Array(text.utf8)), for: lesson)
    let diagnoser = try Diagnoser(lesson, given, others: [])
    let report = try diagnoser.diagnose(
      read(Array("W1 = [[900000000.00000000 \(small)]]\n".utf8)))
    #expect(report.verdict == verdict)
  }

  @Test func `a case is written in which the explanations of a group differ`() throws {
    let printed = try #require(Self.fixtures.first { $0.name == "key-later" }).printed
      .replacingOccurrences(of: "-1.09244991", with: "-1.0924499")
    let lesson = try lesson("adam")
    let diagnoser = try Diagnoser(
      lesson, embeddedCase("course", of: lesson), others: Curriculum.lessons)
    let found = try diagnoser.diagnose(read(Array(printed.utf8)))
    let (_, given) = try #require(diagnoser.separatingCase(found))
    // The case can be read again, and it identifies a learner's mistake, whichever of the two it
    // is.
    let again = try parsedCase(String(decoding: given.json, as: UTF8.self), for: lesson)
    let other = try Diagnoser(lesson, again, others: Curriculum.lessons)
    for one in found.diagnoses.prefix(2) {
      let trace = try Trace(lesson, variants: one.variants, again)
      let text = trace.outputs.map { "\($0.name) = \(NumPyPrint($0.value).text)" }
        .joined(separator: "\n")
      let second = try other.diagnose(read(Array(text.utf8)))
      #expect(second.diagnoses.map(\.argument).contains(one.argument))
      #expect(second.diagnoses.count < found.diagnoses.count)
    }
  }

  @Test func `what nobody has seen is unknown, and what is certain is said all the same`() throws {
    let printed = try #require(Self.fixtures.first { $0.name == "key-later" }).printed
      .replacingOccurrences(of: "1.63178673", with: "1.63178773")
    let found = try report(printed)
    #expect(found.verdict == .unknown)
    #expect(found.diagnoses.isEmpty)
    #expect(found.ruleReproduces == 19)
    let wrong = found.quantities.filter { $0.state != .right }
    #expect(wrong.map(\.name) == ["W1"])
    let first = try #require(wrong.first?.first)
    #expect(first.index == .first)
    #expect(first.printed.place?.line == 1)
    #expect(first.printed.value == 1.63178773)
  }

  @Test(arguments: [
    ("1.63178673", "1.63187673", "two digits are exchanged"),
    ("1.63178673", "1.63178573", "one digit is another"),
    ("1.63178673", "1.6317873", "a digit is lost"), ("1.63178673", "-1.63178673", "sign"),
    ("1.63178673", "16.3178673", "point"),
  ])
  func `a number that looks mistyped is pointed at, and no mistake is named for it`(
    _ right: String, _ typed: String, _ words: String
  ) throws {
    let printed = try #require(Self.fixtures.first { $0.name == "key-later" }).printed
    let found = try report(printed.replacingOccurrences(of: right, with: typed))
    #expect(found.verdict == .unknown && found.diagnoses.isEmpty)
    let mistyping = try #require(found.mistyping)
    #expect(mistyping.name == "W1" && mistyping.variants.isEmpty)
    #expect(mistyping.entry.index == .first)
    #expect(mistyping.words.contains(words))
    #expect(found.text().plain.contains("looks mistyped"))
  }

  @Test func `a number that is just wrong is not called mistyped`() throws {
    let printed = try #require(Self.fixtures.first { $0.name == "key-later" }).printed
    let found = try report(
      printed.replacingOccurrences(of: "1.63178673", with: "1.7043219"))
    #expect(found.verdict == .unknown)
    #expect(found.mistyping == nil)
  }

  /// By hand: α is 0.01 and the steps below are 3·0.01·g, so θ − 0.03·g.
  @Test func `a constant factor of the step is told where the mistake is unknown`() throws {
    let lesson = try lesson("gradient-descent")
    let given = try parsedCase(
      #"""
      {"lesson": "gradient-descent", "name": "x", "hyperparameters": {"alpha": 0.01},
       "start": {"W1": [[1, 2]]}, "steps": [{"dW1": [[1, -2]]}]}
      """#, for: lesson)
    let found = try Diagnoser(lesson, given, others: Curriculum.lessons).diagnose(
      read(Array("W1 = [[0.97 2.06]]".utf8)))
    #expect(found.verdict == .unknown)
    let factor = try #require(found.quantities.first?.factor)
    #expect(abs(factor - 3) < 1e-5)
    #expect(found.text().plain.contains("3 times"))
  }

  /// No mistake makes these numbers, and layer-two-only changes no equation.
  @Test func `three hints are three sentences, also without a name or an equation`() throws {
    let unknown = try report("W1 = [[9. 8. 7.]\n [6. 5. 4.]]\nb1 = [[3.]\n [2.]]")
    #expect(unknown.verdict == .unknown)
    let hints = [Report.Hint.question, .place, .rule].map { unknown.hint($0) }
    #expect(hints[0].hasPrefix("Question: W1 differs first."))
    #expect(
      hints[1]
        == "Place: W1, where 0 of 6 numbers agree with the rule in case course, first at [0,0].\n")
    #expect(hints[2] == "Rule: θ ← θ − α·v̂ / (√ŝ + ε)\n")
    let shape = try report("W1 = [[1. 2.]\n [3. 4.]]")
    #expect(shape.hint(.place) == "Place: W1 is 2×2, the rule's is 2×3.\n")
  }

  /// NumPy: two steps of RMSprop with β₂ = 0.999, α = 0.01 and s from 0.
  @Test(arguments: [3, 4])
  func `another lesson's rule is named from four numbers on`(_ count: Int) throws {
    let lesson = try lesson("gradient-descent")
    func row(_ numbers: [Double]) -> String {
      "[[" + numbers.prefix(count).map { "\($0)" }.joined(separator: ", ") + "]]"
    }
    let given = try parsedCase(
      """
      {"lesson": "gradient-descent", "name": "x", "hyperparameters": {"alpha": 0.01},
       "start": {"W1": \(row([1, 2, 3, 4]))},
       "steps": [{"dW1": \(row([1, -2, 0.5, -1.5]))}, {"dW1": \(row([-2, 1, 0.3, 0.25]))}]}
      """, for: lesson)
    let printed = "W1 = " + row([0.96664329, 2.17474978, 2.52101483, 4.26421488])
    let found = try Diagnoser(lesson, given, others: Curriculum.lessons).diagnose(
      read(Array(printed.utf8)))
    #expect(found.verdict == .unknown)
    #expect(found.notes.contains { $0.contains("the numbers of RMSprop") } == (count == 4))
  }

  @Test func `numbers of another shape say so and are not named`() throws {
    let found = try report("W1 = [[1. 2.]\n [3. 4.]]\nb1 = [[1.]\n [2.]]")
    #expect(found.verdict == .unknown)
    #expect(found.quantities.first?.first == nil)
  }

  @Test(arguments: ["", "hello", "Traceback (most recent call last): NameError", "{}", "[]"])
  func `input without a number of the lesson is refused with what is expected`(
    _ text: String
  ) throws {
    #expect(throws: ReadingError.self) { try report(text) }
  }

  @Test(arguments: Curriculum.lessons.map(\.id))
  func `each variant is named from its own numbers at 8 digits, and the rule's are correct`(
    _ id: String
  ) throws {
    let lesson = try lesson(id)
    let given = try embeddedCase("revealing", of: lesson)
    let diagnoser = try Diagnoser(lesson, given, others: Curriculum.lessons)
    func print(_ variants: [AppliedVariant]) throws -> Reading {
      let trace = try Trace(lesson, variants: variants, given)
      let results = lesson.rule.lines.map(\.target)
      let arrays = trace.steps.flatMap { step in
        step.updates.flatMap(\.lines).filter { results.contains($0.assignment.target) }.map {
          PrintedArray(
            names: [$0.target], shape: [$0.value.shape.rows, $0.value.shape.columns],
            numbers: NumPyPrint($0.value).numbers, step: step.t)
        }
      }
      return Reading(kind: .text, parts: [Reading.Part(arrays: arrays)])
    }
    #expect(try diagnoser.diagnose(print([])).verdict == .correct)
    for variant in lesson.variants {
      guard let reading = try? print([AppliedVariant(variant)]) else { continue }
      let found = try diagnoser.diagnose(reading)
      // Forms that differ only in the last bits print what the rule prints.
      if found.verdict == .correct {
        #expect(found.invisible.contains(variant.id))
        continue
      }
      let named = found.diagnoses.flatMap { [$0.argument] + $0.equivalents }
      #expect(named.contains(variant.id), "\(variant.id): \(found.verdict) \(named)")
    }
  }

  // By hand, α = 0.01: W1 − 0.01·dW1 = 0.986, 2.027 and b1 − 0.01·db1 = 0.475, with a sum in place of the difference
  // 1.014, 1.973 and 0.525.
  private static let twoParameters = #"""
    {"lesson": "gradient-descent", "name": "x", "hyperparameters": {"alpha": 0.01},
     "start": {"W1": [[1, 2]], "b1": [[0.5]]}, "steps": [{"dW1": [[1.4, -2.7]], "db1": [[2.5]]}]}
    """#

  private func twoParameters(_ printed: String) throws -> Report {
    let lesson = try lesson("gradient-descent")
    let given = try parsedCase(Self.twoParameters, for: lesson)
    return try Diagnoser(lesson, given, others: []).diagnose(read(Array(printed.utf8)))
  }

  @Test(arguments: [
    ("W1 = [[1.01400000 1.97300000]]\nb1 = [[0.52500000]]", "W1", "b1"),
    ("b1 = [[0.52500000]]\nW1 = [[1.01400000 1.97300000]]", "b1", "W1"),
    ("W1 = [[0.98600000 2.02700000]]\nb1 = [[0.52500000]]", "b1", "W1"),
  ])
  func `what a mistake does is told of the first quantity that is wrong`(
    _ printed: String, _ first: String, _ other: String
  ) throws {
    let text = try twoParameters(printed).text().plain
    #expect(text.contains("Here \(first) ") && !text.contains("Here \(other)"), "\(text)")
  }

  @Test(arguments: ["W1 = [[0.99 2.03]]\nb1 = [[0.47]]", "W1 = [[0.99, 2.03]]\nb1 = [[0.48]]"])
  func `right numbers printed to two decimals are right, and not rounded on the way`(
    _ printed: String
  ) throws {
    #expect(try twoParameters(printed).verdict == .correct)
  }

  // Python: -0.0 - 0.01 * 0.0 is -0.0 and -0.0 + 0.01 * 0.0 is 0.0, and -0.0 == 0.0.
  @Test(arguments: [("-0.0", Sight.invisible), ("-1.0", .invisible), ("1.0", .invisible)])
  func `two variants that differ in the sign of a 0 alone print the same numbers`(
    _ start: String, _ sight: Sight
  ) throws {
    let lesson = try lesson("gradient-descent")
    let given = try parsedCase(
      "{\"start\": {\"W1\": \(start)}, \"steps\": [{\"dW1\": 0}]}", for: lesson)
    let coverage = try Coverage(lesson, [given])
    let at = try #require(coverage.variants.firstIndex { $0.id == "ascent" })
    #expect(coverage.cases[0].sights[at] == sight)
  }

  // NumPy: np.array([[10, 20, 30, 40, 50]])[:, [2, 0, 1, 4, 3]][:, 2:4], and the labels as well.
  @Test(arguments: [("X", "Y"), ("mini_batch_X", "mini_batch_Y"), ("X_t", "Y_t")])
  func `a learner's X and mini_batch_X are the examples of the mini-batch`(
    _ x: String, _ y: String
  ) throws {
    let lesson = try lesson("mini-batches")
    let given = try parsedCase(
      #"""
      {"hyperparameters": {"size": 2}, "steps": [{"t": 2, "X": [[10, 20, 30, 40, 50]],
       "Y": [[1, 0, 0, 1, 1]], "p": [[2, 0, 1, 4, 3]]}]}
      """#, for: lesson)
    let diagnoser = try Diagnoser(lesson, given, others: [])
    for (batch, isRight) in [("[[20 50]]", true), ("[[30 10]]", false), ("[[30 40]]", false)] {
      let report = try diagnoser.diagnose(
        read(Array("\(x) = \(batch)\n\(y) = [[0 1]]\n".utf8)))
      #expect((report.verdict == .correct) == isRight, "\(report.text().plain)")
    }
  }
}
