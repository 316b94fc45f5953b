import Curriculum
import Foundation
import TestSupport
import Testing
import Tracing
import Worksheets

/// A lesson and one of its cases, for tests that run on every case.
struct LessonCase: CustomTestStringConvertible {
  let lesson: Lesson
  let name: String

  var testDescription: String { "\(lesson.id)/\(name)" }

  static let all = Curriculum.lessons.flatMap { lesson in
    lesson.cases.map { LessonCase(lesson: lesson, name: $0.name) }
  }

  /// Its documents, with the usual questions.
  func handout(_ change: (inout WorksheetSpec) -> Void = { _ in }) throws -> Handout {
    var source = WorksheetSpec(lesson: lesson.id, given: .named(name))
    change(&source)
    return try Handout(source, lesson)
  }

  /// A golden of the case: of the rule, or of a variant.
  func golden(_ variant: String? = nil) throws -> [String: Any] {
    let name = variant.map { "\(self.name)~\($0)" } ?? self.name
    let file = Recorded.root.appending(path: "golden/\(lesson.id)/\(name).json")
    return try object(Data(contentsOf: file))
  }
}

/// A JSON document as plain dictionaries.
func object(_ data: Data) throws -> [String: Any] {
  try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
}

/// A number of a JSON document as a text; equal numbers give equal texts.
func cell(_ value: Any?) -> String { cells([[value ?? "nothing"]])[0][0] }

/// A matrix with NaN and infinities as texts; equal numbers give equal texts.
func cells(_ matrix: Any?) -> [[String]] {
  (matrix as? [[Any]] ?? []).map { row in
    row.map { ($0 as? NSNumber).map { "\($0.doubleValue)" } ?? "\($0)" }
  }
}

/// The answers of a learner with a golden's mistake, where they differ from the rule, by target and
/// step.
///
/// If a formula's result is stored in another quantity than the rule's, the learner's answer is
/// that result, and the other quantity keeps its earlier value.
func learnersValues(_ golden: [String: Any]) -> [String: [[String]]] {
  let lines = golden["lines"] as? [[String: Any]] ?? []
  func key(_ line: [String: Any]) -> String { "\(line["target"] ?? "") \(line["t"] ?? "")" }
  func formula(_ line: [String: Any], _ side: String) -> String? {
    let equation = (line[side] as? [String: Any])?["equation"] as? String
    return equation?.components(separatedBy: " ← ").last.map {
      "\(line["t"] ?? "") \(line["parameter"] ?? "") \($0)"
    }
  }
  let leftOut = lines.filter { $0["variant"] is NSNull }
  var found: [String: [[String]]] = [:]
  for line in leftOut { found[key(line)] = [] }
  for line in lines where !(line["variant"] is NSNull) {
    let value = cells((line["variant"] as? [String: Any])?["value"])
    let meant = leftOut.first {
      line["rule"] is NSNull && formula($0, "rule") == formula(line, "variant")
    }
    found[meant.map(key) ?? key(line)] = value
  }
  return found
}

@Suite("Keys") struct KeyTests {
  /// The members of a list in a JSON object.
  func list(_ value: Any?) -> [[String: Any]] { value as? [[String: Any]] ?? [] }

  @Test("Every line and every answer of a key is the golden's", arguments: LessonCase.all)
  func golden(of one: LessonCase) throws {
    let key = try object(Data(one.handout().bytes(.key, .json)))
    var lines: [(t: Int, target: String, value: [[String]])] = []
    for step in list(try one.golden()["steps"]) {
      for update in list(step["updates"]) {
        for line in list(update["lines"]) {
          lines.append(
            (step["t"] as? Int ?? 0, line["target"] as? String ?? "", cells(line["value"])))
        }
      }
    }
    let own = list(key["lines"])
    #expect(own.count == lines.count && !lines.isEmpty)
    for (mine, golden) in zip(own, lines) {
      let line = mine["line"] as? [String: Any] ?? [:]
      #expect(mine["t"] as? Int == golden.t)
      #expect(line["target"] as? String == golden.target)
      #expect(cells(line["value"]) == golden.value, "\(golden.target) at t = \(golden.t)")
    }
    let blanks = list(key["questions"]).flatMap { list($0["blanks"]) }
    #expect(!blanks.isEmpty)
    for blank in blanks {
      let (row, column) = (blank["row"] as? Int ?? -1, blank["column"] as? Int ?? -1)
      let golden = try #require(
        lines.last {
          $0.t == blank["t"] as? Int && $0.target == blank["quantity"] as? String
        })
      #expect(cell(blank["answer"]) == golden.value[row][column])
    }
  }

  @Test(
    "What a mistake puts into a blank is what the mistake's golden has", arguments: LessonCase.all)
  func mistakes(of one: LessonCase) throws {
    let key = try object(Data(one.handout().bytes(.key, .json)))
    var compared = 0
    for blank in list(key["questions"]).flatMap({ list($0["blanks"]) }) {
      let (row, column) = (blank["row"] as? Int ?? -1, blank["column"] as? Int ?? -1)
      for wrong in list(blank["wrong"]) {
        for variant in list(wrong["variants"]) {
          let id = try #require(variant["id"] as? String)
          let changed = learnersValues(try one.golden(id))
          let key = "\(blank["quantity"] ?? "") \(blank["t"] ?? "")"
          guard let value = changed[key], !value.isEmpty else { continue }
          compared += 1
          // Of several numbers with the same digits, the first one represents them all.
          let golden = try #require(Double(value[row][column].lowercased()))
          let own = try #require(Double(cell(wrong["value"]).lowercased()))
          #expect(
            isAnswer(own, golden, digits: 4), "\(id): \(own) for \(golden), blank \(blank)")
        }
      }
    }
    #expect(compared > 0 || one.lesson.id == "ewma")
  }

  @Test("The forgotten exponent's numbers stand in Adam's key with its name and its sentence")
  func missingExponent() throws {
    let handout = try LessonCase(lesson: lesson("adam"), name: "course").handout()
    let blank = try #require(handout.worksheet.blanks.first { $0.target == "v_corrected_dW1" })
    let wrong = try #require(
      blank.wrong.first { $0.variants.contains { $0.argument == "missing-exponent" } })
    // golden/adam/course~missing-exponent.json; by hand: −0.11006191772129212 / (1 − 0.9).
    #expect(wrong.value == -1.1006191772129212)
    let text = String(decoding: handout.bytes(.key, .markdown), as: UTF8.self)
    let row = try #require(
      text.split(separator: "\n").first {
        $0.hasPrefix("| \(blank.number) | −1.1006 | missing-exponent")
      })
    #expect(row.contains("The powers are forgotten"))
    #expect(text.contains("| \(blank.number) | v_corrected_dW1[0,0] | 2 | 1 | −0.57927 |"))
  }

  @Test("A key in another book's form says so, has its golden's numbers, and knows the course's")
  func convention() throws {
    let one = LessonCase(lesson: try lesson("rmsprop"), name: "by-hand")
    let handout = try one.handout { $0.convention = ["epsilon-inside-root"] }
    let outputs = try #require(try one.golden("epsilon-inside-root")["outputs"] as? [String: Any])
    let key = try object(Data(handout.bytes(.key, .json)))
    let blanks = list(key["questions"]).flatMap { list($0["blanks"]) }
    let blank = try #require(blanks.last { $0["quantity"] as? String == "W1" })
    #expect(cell(blank["answer"]) == cells(outputs["W1"])[0][0])
    let text = String(decoding: handout.bytes(.key, .markdown), as: UTF8.self)
    #expect(text.contains("This key uses epsilon-inside-root: "))
    #expect(text.contains("The course's own form is the other."))
    #expect(text.contains("| the course's form | The course's own form: right there"))
  }

  @Test("The same source gives the same bytes", arguments: Handout.Kind.allCases)
  func sameBytes(kind: Handout.Kind) throws {
    for format in Handout.Format.allCases {
      let one = LessonCase(lesson: try lesson("back-propagation"), name: "by-hand")
      #expect(try one.handout().bytes(kind, format) == one.handout().bytes(kind, format))
    }
  }

  @Test(
    "A case too long for a hand is refused before it is run", arguments: [2_000, 2_001, 30_000])
  func tooManySteps(count: Int) throws {
    let ewma = try lesson("ewma")
    let long = try parsedCase(
      #"{"name": "long", "steps": [{"theta": 1}, {"theta": 1, "repeat": \#(count - 1)}]}"#,
      for: ewma)
    do throws(CaseError) {
      let sheet = try Worksheet(ewma, long)
      #expect(count <= 2_000 && !sheet.blanks.isEmpty)
    } catch {
      #expect(count > 2_000 && error.message.hasPrefix("the case has more than 2000 steps"))
    }
  }
}
