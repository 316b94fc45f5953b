import Diagnosis
import Equations
import Foundation
import Numerics
import Readers
import Testing
import Tracing
import Worksheets

@Suite("Marking") struct MarkingTests {
  // EWMA by hand: β = 1/2, θ = 40, 48, 44 → v = 20, 34, 39.
  @Test("Right answers are right, in Markdown and CSV, with signs, commas, units and powers of ten")
  func right() throws {
    let sheet = try Filled("ewma", "by-hand")
    for answers in [
      ["20", "34", "39"], ["20.000", "34,0", "39.0"], ["**20**", "`34` °F", "3.9×10¹"],
      ["= 20", "v = 34", "39 (rounded)"], ["2e1", "3.4·10^1", "117/3"],
    ] {
      for text in [sheet.csv(answers), sheet.markdown(answers)] {
        let marked = try sheet.marked(text: text)
        #expect(marked.blanks.map { $0.mark } == [.right, .right, .right], "\(answers)")
        #expect(marked.points == 3 && marked.verdict == .correct)
      }
    }
  }

  // v₂ = 0.5·20 + 0.5·48 = 34, not 32; then 0.5·32 + 0.5·44 = 38 follows.
  @Test("One slip costs once: what follows from it earns its points")
  func carriedForward() throws {
    let marked = try Filled("ewma", "by-hand").marked(["20", "32", "38"])
    #expect(marked.blanks.map { $0.mark } == [.right, .wrong, .carriedForward])
    #expect(marked.points == 2 && marked.verdict == .unknown)
    #expect(marked.blanks[2].why == "what the earlier numbers lead to; the key has 39")
  }

  @Test(
    "A slip that is not carried on costs where it stands, and the right number after it is right")
  func notCarried() throws {
    let marked = try Filled("ewma", "by-hand").marked(["20", "32", "39"])
    #expect(marked.blanks.map { $0.mark } == [.right, .wrong, .right])
  }

  // Adam by hand, W1[0,0]: g = 100; v = 50, v̂ = 100, s = 2500, ŝ = 10000, W = 1 − 0.3·100/100 =
  // 0.7, apart from ε. A student with v̂ = 50 continues with W = 1 − 0.3·50/100 = 0.85. b1: g = 2;
  // 0.5 − 0.3·2/2 = 0.2.
  @Test("In Adam a wrong v̂ is carried into W, and not into s and ŝ")
  func adamCarries() throws {
    let sheet = try Filled("adam", "by-hand") { $0.asked = BlankSelection(steps: [1]) }
    let answers = sheet.worksheet.blanks.map { ($0.answer * 1e8).rounded() / 1e8 }
    #expect(answers == [50, 100, 2500, 10000, 0.7, 0.2])
    let marked = try sheet.marked(["50", "50", "2500", "10000", "0.85", "0.2"])
    #expect(
      marked.blanks.map { $0.mark } == [.right, .wrong, .right, .right, .carriedForward, .right])
    #expect(marked.points == 5)
  }

  // β = 0.98, θ = 40, 49: v₁ = 0.8, v̂₁ = 40, v₂ = 1.764, v̂₂ = 1.764/0.0396 = 44.545…; 45, 43, 46 next.
  @Test("Who rounds to the digits asked at every line and goes on with that is right throughout")
  func roundingAtEachLine() throws {
    let sheet = try Filled("bias-correction", "course") { $0.digits = 3 }
    let thetas = [40.0, 49, 45, 43, 46, 50, 52, 48, 47, 51, 55, 53, 49, 46, 44]
    var answers: [String] = []
    var v = 0.0
    var power = 1.0
    for theta in thetas {
      v = try #require(Double(rounded(0.98 * v + 0.02 * theta, 3)))
      power *= 0.98
      answers += [rounded(v, 3), rounded(v / (1 - power), 3)]
    }
    let marked = try sheet.marked(answers)
    let differing = zip(answers, sheet.worksheet.blanks).filter {
      rounded($1.answer, 3) != $0
    }
    #expect(differing.count > 0, "the rounding must have moved some number")
    #expect(marked.blanks.allSatisfy { $0.mark == .right || $0.mark == .empty })
    #expect(marked.verdict == .correct)
  }

  @Test(
    "What a wrong number is, is said",
    arguments: [
      ("-34", "the sign is the other one: 34"), ("340", "off by one place: 34"),
      ("34.001", "off by one in the last digit: 34"), ("39", "the number of blank 3, v"),
      ("24", "stored-elsewhere: "), ("50", "the key has 34"),
    ])
  func reasons(_ answer: String, _ why: String) throws {
    let marked = try Filled("ewma", "by-hand").marked(["20", answer, "39"])
    #expect(marked.blanks[1].mark == .wrong)
    #expect(marked.blanks[1].why.contains(why), "\(marked.blanks[1].why)")
  }

  @Test("Two answers that changed places are told as such")
  func exchanged() throws {
    let marked = try Filled("ewma", "by-hand").marked(["34", "20", "39"])
    #expect(marked.blanks[0].why == "exchanged with blank 2")
  }

  // v₂ of bias-correction/note is 1.764.
  @Test(
    "A number with fewer digits than asked for earns nothing, is told how far it is right, and is not a mistake"
  )
  func fewDigits() throws {
    let sheet = try Filled("bias-correction", "note")
    let marked = try sheet.marked(["0.8", "40", "1.8", "44.545"])
    #expect(marked.blanks.map { $0.mark } == [.right, .right, .fewDigits, .right])
    #expect(marked.blanks[2].why == "right to 2 digits; 5 were asked for")
    #expect(marked.points == 3 && marked.verdict == .correct)
  }

  // v₂ of bias-correction/note is 1.764.
  @Test("A sheet whose only numbers are too short has no mistake in it, an empty one says nothing")
  func onlyFewDigits() throws {
    let sheet = try Filled("bias-correction", "note")
    let marked = try sheet.marked(["", "", "1.8", ""])
    #expect(marked.blanks.map { $0.mark } == [.empty, .empty, .fewDigits, .empty])
    #expect(marked.verdict == .correct && marked.points == 0)
    #expect(try sheet.marked(["", "", "", ""]).verdict == .unknown)
  }

  // By hand: half a unit of 34 is 0.5, of 0.0340 with three digits 0.00005.
  @Test(
    "A number is right to half a unit of the answer's last digit, the half included",
    arguments: [
      (34.5, 34, 2, true), (33.5, 34, 2, true), (34.51, 34, 2, false), (33.49, 34, 2, false),
      (0.03405, 0.034, 3, true), (0.034051, 0.034, 3, false), (-34, 34, 2, false),
      (0, 0, 3, true), (1e-15, 0, 3, false), (.nan, .nan, 3, true), (.nan, 1, 3, false),
      (.infinity, .infinity, 3, true), (-.infinity, .infinity, 3, false),
    ])
  func halfUnits(number: Double, answer: Double, digits: Int, isRight: Bool) {
    #expect(isAnswer(number, answer, digits: digits) == isRight)
  }

  @Test("Rows of something else before the answers hide none of them")
  func foreignRows() throws {
    let sheet = try Filled("ewma", "by-hand")
    let rows = sheet.csv(["20", "34", "39"]).split(separator: "\r\n")
    let foreign = Array(repeating: "9,9,w,0,0,1,5", count: 20)
    let text = (rows.prefix(2).map(String.init) + foreign + rows.dropFirst(2).map(String.init))
      .joined(separator: "\r\n")
    #expect(try sheet.marked(text: text).points == 3)
  }

  // Momentum by hand: v = 0.5·0 + 0.5·200.08 = 100.04, "100" with three digits; W1 = 101 − 1·100.04
  // = 0.96, or 1 when computed from 100. Rounding v may move W1 by 0.5, half of its size: then any
  // number would follow.
  @Test(
    "Where numbers nearly cancel, rounding excuses a hundredth and not everything",
    arguments: [("1", true), ("0.96", true), ("1.01", true), ("1.04", false), ("0.98", false)])
  func cancelling(written: String, isRight: Bool) throws {
    let text =
      #"{"lesson": "momentum", "name": "x", "hyperparameters": {"alpha": 1, "beta": 0.5}, "#
      + #""start": {"W1": [[101]]}, "steps": [{"dW1": [[200.08]]}]}"#
    let sheet = try Filled("momentum", "by-hand") {
      $0 = WorksheetSpec(lesson: "momentum", given: .whole(Array(text.utf8)))
      $0.digits = 3
    }
    #expect(sheet.worksheet.blanks.map { rounded($0.answer, 5) } == ["1.0004e+02", "9.6000e-01"])
    let marked = try sheet.marked(["100", written])
    #expect(marked.blanks.map { $0.mark } == [.right, isRight ? .right : .wrong])
  }

  @Test("An empty blank and a word are told apart, with where they stand")
  func gaps() throws {
    let sheet = try Filled("ewma", "by-hand")
    let marked = try sheet.marked(["", "no idea", "39"])
    #expect(marked.blanks.map { $0.mark } == [.empty, .noNumber, .right])
    #expect(marked.blanks.map { $0.why } == ["left empty", "no number: 'no idea'", ""])
    #expect(marked.blanks[1].place == TextPlace(line: 4, column: 13))
    #expect(marked.verdict == .correct && !marked.isFull)
  }

  @Test("A row too few, too many, twice or with another number is told with its line")
  func rows() throws {
    let sheet = try Filled("ewma", "by-hand")
    let head = sheet.csv([])
    let marked = try sheet.marked(
      text: head + "1,1,v,0,0,1,20\n1,1,v,0,0,1,21\n7,2,v,0,0,1,34\n9,9,w,0,0,1,5\n")
    #expect(marked.blanks.map { $0.mark } == [.noNumber, .right, .empty])
    #expect(
      marked.blanks.map { $0.why } == [
        "two rows with two answers", "", "its row is missing from the file",
      ])
    #expect(
      marked.notes == [
        "line 5: the number of the blank is 7; by its quantity and step it is blank 2",
        "line 6: there is no blank 9 (w[0,0], t = 9) on this worksheet, which has 1 to 3; the row is "
          + "left out",
        "blank 1 stands here 2 times, in lines 3 and 4",
      ])
  }

  @Test(
    "A blank that stands twice has two answers if they are two numbers, not if one is spelled in two ways",
    arguments: [
      ("20", "20", .right), ("20", "20 °F", .right), ("20", "20.0", .right), ("2e1", "20", .right),
      ("40/2", "= 20", .right), ("", "20", .right), ("20", "", .right), ("-", "20", .right),
      ("20", "21", .noNumber), ("20", "-20", .noNumber), ("20", "twenty", .noNumber),
      ("twenty", "20", .noNumber), ("twenty", "twenty", .noNumber), ("21", "21.0", .wrong),
      ("", "", .empty),
    ] as [(String, String, Mark)])
  func twice(first: String, second: String, mark: Mark) throws {
    let sheet = try Filled("ewma", "by-hand")
    let marked = try sheet.marked(
      text: sheet.csv([]) + "1,1,v,0,0,1,\(first)\n1,1,v,0,0,1,\(second)\n")
    #expect(marked.blanks[0].mark == mark, "\(marked.blanks[0].why)")
  }

  @Test("Semicolons, tabs, a byte order mark, a new order of rows and columns do no harm")
  func spreadsheets() throws {
    let sheet = try Filled("ewma", "by-hand")
    let mark = "\u{FEFF}# \(String(decoding: sheet.source.line, as: UTF8.self))\r\n"
    for text in [
      mark + "answer;blank;remark;t;quantity\r\n39;3;x;3;v\r\n34,0;2;;2;v\r\n20;1;;1;v\r\n",
      mark + "blank\tanswer\r\n1\t20\r\n2\t34\r\n3\t39\r\n",
    ] {
      #expect(try sheet.marked(text: text).points == 3, "\(text)")
    }
  }

  @Test("A damaged file is read or refused, and never stops the program")
  func damaged() throws {
    let sheet = try Filled("ewma", "by-hand")
    var marker = try sheet.marker()
    var random = LegacyRandom(seed: 1)
    let answers = ["−1.2·10⁻³", "1/3?", "1,234.5 °F"]
    let pieces = Array("|,;\t\"`*-·⁻³{}[]\n\r0e/=\u{FEFF}".utf8)
    for run in 0..<3_000 {
      var bytes = Array((run % 2 == 0 ? sheet.csv(answers) : sheet.markdown(answers)).utf8)
      for _ in 0...random.integer(atMost: 8) {
        guard bytes.count > 1 else { break }
        let at = Int(random.integer(atMost: UInt32(bytes.count - 1)))
        switch random.integer(atMost: 3) {
        case 0: bytes[at] = UInt8(truncatingIfNeeded: random.word())
        case 1: bytes.remove(at: at)
        case 2: bytes.insert(pieces[Int(random.integer(atMost: UInt32(pieces.count - 1)))], at: at)
        default: bytes = Array(bytes[..<Swift.max(1, at)])
        }
      }
      guard let filled = try? FilledSheet(bytes) else { continue }
      if run % 10 == 0 {
        #expect(marker.mark(filled, of: sheet.worksheet).points <= 3)
      }
    }
  }

  @Test("Two mistakes at once are found as a pair")
  func pair() throws {
    let lesson = try Filled("adam", "by-hand").worksheet.lesson
    let ids = ["no-bias-correction", "missing-root"]
    let set = ids.compactMap(lesson.variant).map { AppliedVariant($0) }
    let sheet = try Filled("adam", "by-hand")
    let run = try Recording(lesson, variants: set, sheet.worksheet.given)
    let answers = sheet.worksheet.blanks.map { blank in
      rounded(run.value(blank.target, after: blank.t)?.element(blank.index) ?? .nan)
    }
    let marked = try sheet.marked(answers)
    #expect(marked.explanations.contains { Set($0.variants.map { $0.variant.id }) == Set(ids) })
  }

  @Test(
    "A sheet made with one known mistake names it, or the group that has the same numbers",
    arguments: LessonCase.all)
  func everyVariant(of one: LessonCase) throws {
    let sheet = try Filled(one.lesson.id, one.name)
    let right = try values(one.golden())
    var named = 0
    var marker = try sheet.marker()
    for variant in one.lesson.variants {
      let golden = try one.golden(variant.id)
      guard golden["failure"] is NSNull || golden["failure"] == nil else { continue }
      var changed = learnersValues(golden)
      if let base = variant.within {
        // Its golden has only the differences from the convention it is a mistake in.
        changed.merge(learnersValues(try one.golden(base))) { own, _ in own }
      }
      let outputs = golden["outputs"] as? [String: Any] ?? [:]
      let last = sheet.worksheet.recording.steps.last?.t
      let answers = sheet.worksheet.blanks.map { blank -> String in
        let key = "\(blank.target) \(blank.t)"
        var value = changed[key] ?? right[key] ?? []
        // A quantity that the mistake never writes keeps its value.
        if value.isEmpty, blank.t == last { value = cells(outputs[blank.target]) }
        guard value.indices.contains(blank.index.row),
          value[blank.index.row].indices.contains(blank.index.column),
          let number = Double(value[blank.index.row][blank.index.column].lowercased())
        else { return "" }
        return rounded(number)
      }
      let isWritten = answers.contains { !$0.isEmpty }
      let marked = marker.mark(
        try FilledSheet(Array(sheet.csv(answers).utf8)), of: sheet.worksheet)
      let isSeen = zip(answers, sheet.worksheet.blanks).contains { answer, blank in
        guard let value = Double(answer) else { return false }
        return !isAnswer(value, blank.answer, digits: 5)
      }
      guard isWritten else { continue }
      guard isSeen else {
        #expect(marked.verdict == .correct, "\(variant.id)")
        continue
      }
      named += 1
      #expect(
        marked.explanations.contains { $0.argument == variant.id },
        "\(variant.id): \(marked.verdict), \(marked.explanations.map { $0.argument })")
      #expect([.diagnosed, .ambiguous, .convention].contains(marked.verdict))
    }
    #expect(named > 0)
  }

  /// The numbers of a golden by target and step.
  private func values(_ golden: [String: Any]) throws -> [String: [[String]]] {
    var found: [String: [[String]]] = [:]
    for step in golden["steps"] as? [[String: Any]] ?? [] {
      for update in step["updates"] as? [[String: Any]] ?? [] {
        for line in update["lines"] as? [[String: Any]] ?? [] {
          found["\(line["target"] ?? "") \(step["t"] ?? "")"] = cells(line["value"])
        }
      }
    }
    return found
  }
}
