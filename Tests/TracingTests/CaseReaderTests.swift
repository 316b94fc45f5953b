import Curriculum
import JSON
import TestSupport
import Testing
import Tracing

@Suite("Case files") struct CaseReaderTests {
  /// The message for each invalid file: line, column, words.
  static let broken: [(lesson: String, text: String, message: String)] = [
    ("adam", "", "1:1 expected a case: an object in '{' and '}', found the end of the file"),
    ("adam", "[]", "1:1 expected a case: an object in '{' and '}', found '['"),
    ("adam", #"{"lesson": "ewma"}"#, "1:12 this case is for the lesson 'ewma', not 'adam'"),
    (
      "adam", #"{"stps": []}"#,
      "1:2 Unknown key 'stps'. Did you mean 'steps'?\n"
        + "Valid: lesson, name, title, key, seed, hyperparameters, start, steps."
    ),
    ("adam", #"{"name": 3}"#, "1:10 expected the case's name in double quotes, found '3'"),
    ("adam", #"{"name": "a", "name": "b"}"#, #"1:15 "name" stands here twice"#),
    (
      "ewma", #"{"hyperparameters": {"beta1": 0.9}}"#,
      "1:22 Unknown hyperparameter 'beta1'. Did you mean 'beta'?\nValid: beta."
    ),
    (
      "ewma", #"{"hyperparameters": {"beta": 1}}"#,
      "1:30 beta (β) is 1: expected a number at least 0 and below 1"
    ),
    (
      "ewma", #"{"hyperparameters": {"beta": NaN}}"#,
      "1:30 beta (β) is NaN: expected a number at least 0 and below 1"
    ),
    (
      "adam", #"{"hyperparameters": {"alpha": -0.1}}"#,
      "1:31 alpha (α) is -0.1: expected a number at least 0"
    ),
    (
      "adam", #"{"start": {"W1": [[1, 2], [3]]}}"#,
      "1:27 W1 is ragged: row 2 has 1 number, row 1 has 2"
    ),
    (
      "adam", #"{"start": {"W1": [[1, 2], 3]}}"#,
      "1:27 W1 mixes rows and numbers: expected a row"
    ),
    ("adam", #"{"start": {"W1": []}}"#, "1:18 W1 is empty: expected at least one number"),
    (
      "adam", #"{"start": {"W1": "x"}}"#,
      #"1:18 expected a number or a list of rows for W1, found "x""#
    ),
    (
      "adam", #"{"start": {"W": 1}}"#,
      #"1:12 "W" is not a start value: expected a parameter such as "W1" or "b1", or a state such as "v_dW1""#
    ),
    (
      "ewma", #"{"start": {"w": 1}}"#,
      "1:12 Unknown start value 'w'. Did you mean 'v'?\nValid: v, v_unset."
    ),
    ("adam", #"{"steps": []}"#, "1:11 the case has no steps"),
    ("adam", #"{"name": "x"}"#, #"1:14 the case has no "steps""#),
    (
      "adam", #"{"steps": [{"t": 0}]}"#,
      "1:18 t is 0: expected a whole number from 1 on (t counts the steps from 1)"
    ),
    (
      "adam", #"{"steps": [{"t": 1.5}]}"#,
      "1:18 t is 1.5: expected a whole number from 1 on (t counts the steps from 1)"
    ),
    (
      "ewma", #"{"steps": [{"theta": 1, "repeat": 1000000000}]}"#,
      "1:35 repeat is 1000000000: expected a whole number from 1 to 100000000"
    ),
    (
      "ewma",
      #"{"steps": [{"theta": 1, "repeat": 99999999}, {"theta": 1, "repeat": 99999999}]}"#,
      "1:46 more than 100000000 steps asked for"
    ),
    (
      "ewma", #"{"steps": [{"teta": 1}]}"#,
      "1:13 Unknown input 'teta'. Did you mean 'theta'?\nValid: theta, t, repeat."
    ),
    (
      "adam", #"{"steps": [{"W1": 1}]}"#,
      #"1:13 "W1" is nothing a step brings: expected "t", "repeat" or a gradient such as "dW1" or "db1""#
    ),
    (
      "adam", #"{"start": {"W1": 1}, "steps": [{"dW1": [[1,"#,
      "1:44 expected ',' or ']', found the end of the file"
    ),
  ]

  @Test(
    "A broken case file is told by line, column and what was expected", arguments: broken.indices)
  func errors(row: Int) throws {
    let (id, text, message) = Self.broken[row]
    let lesson = try lesson(id)
    do {
      _ = try parsedCase(text, for: lesson)
      Issue.record("accepted: \(text)")
    } catch {
      let place = error.place.map { "\($0.line):\($0.column) " } ?? ""
      #expect(place + error.message == message)
    }
  }

  /// The messages for cases that can be read but not run.
  static let unfit: [(text: String, message: String)] = [
    (#"{"steps": [{"dW1": 1}]}"#, #"the case's "start" has no parameter ("W1", "b1" …)"#),
    (
      #"{"start": {"W1": [[1, 2]]}, "steps": [{"dW1": [[1], [2]]}]}"#,
      #""dW1" is 2×1, but W1 is 1×2"#
    ),
    (
      #"{"start": {"W1": 1, "b1": 1}, "steps": [{"dW1": 1}]}"#,
      #"the case gives no gradient "db1" for b1"#
    ),
    (
      #"{"start": {"W1": 1}, "steps": [{"dW1": 1, "db1": 1}]}"#,
      #""db1" is the gradient of no parameter of the case"#
    ),
    (
      #"{"start": {"W1": 1, "v_dW2": 1}, "steps": [{"dW1": 1}]}"#,
      #"the start value "v_dW2" belongs to no parameter of the case"#
    ),
    (
      #"{"start": {"W1": 1, "v_dW1": [[1, 2]]}, "steps": [{"dW1": 1}]}"#,
      #""v_dW1" is 1×2, but W1 is 1×1"#
    ),
  ]

  @Test("A case that does not fit its own parameters is told by name", arguments: unfit.indices)
  func unfitCases(row: Int) throws {
    let adam = try lesson("adam")
    let (text, message) = Self.unfit[row]
    let given = try parsedCase(text, for: adam)
    do {
      _ = try Trace(adam, given)
      Issue.record("ran: \(text)")
    } catch { #expect(error.message == message) }
  }

  @Test("Keys may come in any order, and a row of numbers is a matrix of one row")
  func anyOrder() throws {
    let given = try parsedCase(
      #"{"steps": [{"dW1": [1, 2]}], "start": {"W1": [3, 4]}, "hyperparameters": {"α": 1}}"#,
      for: lesson("gradient-descent"))
    let trace = try Trace(lesson("gradient-descent"), given)
    #expect(trace.value("W1") == matrix([[2, 2]]))
  }

  @Test("A case may have a hundred million steps, and not one more")
  func mostSteps() throws {
    func read(_ repeats: Int) throws(CaseError) -> Case {
      try parsedCase(
        #"{"lesson": "ewma", "steps": [{"theta": 1}, {"theta": 2, "repeat": \#(repeats)}]}"#,
        for: ewmaLesson)
    }
    #expect(try read(99_999_999).steps.map(\.times) == [1, 99_999_999])
    #expect(throws: CaseError.self) { try read(100_000_000) }
  }

  private var ewmaLesson: Lesson { Curriculum.lesson("ewma") ?? Curriculum.lessons[0] }

  @Test("In a case too long to hold, nothing may follow the steps")
  func longCases() throws {
    let steps = Array(repeating: #"{"theta": 1}"#, count: CaseReader.readAhead + 10)
      .joined(separator: ",")
    let ewma = try lesson("ewma")
    #expect(try parsedCase(#"{"steps": [\#(steps)]}"#, for: ewma).steps.count == 4106)
    do {
      _ = try parsedCase(#"{"steps": [\#(steps)], "title": "late"}"#, for: ewma)
      Issue.record("a title after 4106 steps was accepted")
    } catch {
      #expect(error.message == #""title" must stand before "steps" in so long a case"#)
    }
  }

  @Test("5,000 damaged cases end in a trace or an error, never in a trap")
  func fuzz() throws {
    let adam = try lesson("adam")
    let sound = try #require(adam.cases.first { $0.name == "by-hand" }).text.withUTF8Buffer {
      Array($0)
    }
    var state: UInt64 = 3
    func next(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    for _ in 0..<5_000 {
      var bytes = sound
      for _ in 0...next(3) {
        let at = next(bytes.count)
        switch next(4) {
        case 0: bytes[at] = UInt8(truncatingIfNeeded: next(256))
        case 1: bytes.remove(at: at)
        case 2: bytes.insert(UInt8(ascii: "9"), at: at)
        default: bytes.swapAt(at, next(bytes.count))
        }
      }
      guard let given = try? CaseReader.read(JSONReader(bytes: bytes), for: adam) else { continue }
      for variant in [[], ["bias-uses-weights-statistics"], ["missing-exponent"]] {
        if let set = try? applied(variant, of: adam) { _ = try? Trace(adam, variants: set, given) }
      }
    }
  }

  // NumPy: np.random.seed(3); np.random.randn(1) → 1.78862847; after seed(1): 1.62434536.
  @Test("A seed that is asked for comes before the file's own, wherever the file has it")
  func seeds() throws {
    let lesson = try lesson("gradient-descent")
    func start(_ members: String, _ seed: UInt32?) throws -> Double? {
      let text = "{\(members), \"steps\": [{\"dW1\": 1}]}"
      let reader = try CaseReader(
        JSONReader(bytes: Array(text.utf8)), for: lesson, redrawnFrom: seed)
      return reader.head.start.first?.value.elements.first
    }
    let drawn = #""seed": 1, "start": {"W1": {"randn": [1, 1]}}"#
    let plain = #""start": {"W1": 5}, "seed": 1"#
    for (members, seed, expected) in [
      (drawn, nil, 1.62434536), (drawn, 3, 1.78862847), (plain, nil, 5), (plain, 3, 1.78862847),
    ] as [(String, UInt32?, Double)] {
      let value = try #require(try start(members, seed))
      #expect(abs(value - expected) < 1e-8, "\(members), \(seed ?? 0)")
    }
  }
}
