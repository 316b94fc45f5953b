import Equations
import Numerics
import Testing
import Tracing
import Worksheets

@Suite("Short numbers and numbers of known mistakes") struct ShortNumberTests {
  // One step: v = 2, v̂ = 4, s = 4, ŝ = 16, W1 = 0.6, b1 = 0.125. A student who writes 0.1 for
  // 0.125 is right to 1 digit; 0.13 is right to 2.
  @Test("A number with too few digits is neither right nor wrong, and earns nothing")
  func few() throws {
    let text =
      #"{"lesson": "adam", "name": "short", "hyperparameters": {"alpha": 0.5, "beta1": 0.5, "#
      + #""beta2": 0.75, "epsilon": 1}, "start": {"W1": [[1, -2]], "b1": [[0.5]]}, "#
      + #""steps": [{"dW1": [[4, -1]], "db1": [[3]]}]}"#
    let sheet = try Filled("adam", "by-hand") {
      $0.given = .whole(Array(text.utf8))
      $0.asked = BlankSelection(steps: [1])
    }
    let marked = try sheet.marked(["2", "4", "4", "16", "0.6", "0.13"])
    #expect(marked.blanks[5].mark == .fewDigits && marked.blanks[5].points == 0)
    #expect(marked.verdict == .correct && !marked.isFull)
  }

  // The course's case: g = −1.1006…, v = 0.1·g = −0.11006, v̂ = v/(1 − 0.9²) = −0.57927.
  // −0.110/0.19 = −0.57895; −0.591 is 2 % off.
  @Test("A right number without its trailing zero gives the next ones no more room")
  func trailingZero() throws {
    let sheet = try Filled("adam", "course") { $0.digits = 3 }
    #expect(try sheet.marked(["-0.11", "-0.591"]).blanks[1].mark == .wrong)
    #expect(try sheet.marked(["-0.110", "-0.591"]).blanks[1].mark == .wrong)
    #expect(try sheet.marked(["-0.11", "-0.579"]).blanks[1].mark == .right)
  }

  // Only what follows exactly from a rough number is carried forward. v₁ = 0.8; v₂ = 1.764, written
  // 1.8; 1.8/(1 − 0.98²) = 1.8/0.0396 = 45.4545….
  @Test("What truly follows from a number with too few digits follows, and is not called right")
  func followsShort() throws {
    let sheet = try Filled("bias-correction", "note")
    let marked = try sheet.marked(["0.8", "40", "1.8", "45.455"])
    #expect(marked.blanks.map { $0.mark } == [.right, .right, .fewDigits, .carriedForward])
    let near = try sheet.marked(["0.8", "40", "1.8", "45"])
    #expect(near.blanks[3].mark != .right && near.blanks[3].points == 0)
  }

  @Test(
    "For 0 only 0 is right, or what rounding errors leave of it",
    arguments: [
      (0.0, true), (-0.0, true), (5.6e-17, true), (4e-5, false), (0.4, false), (.nan, false),
    ])
  func zero(_ number: Double, _ isRight: Bool) {
    for digits in [1, 5, 17] { #expect(isAnswer(number, 0, digits: digits) == isRight) }
  }

  // Momentum without memory: v = g = 1.23456789, written 1.2346; θ = 1.2356 − 1.2346 = 0.001. Half
  // a unit of v's last digit is 5·10⁻⁵, a twentieth of θ, and could explain almost any number. Five
  // digits leave a tolerance of 10⁻⁷, in addition to the half unit of θ's own last digit, 5·10⁻⁸.
  @Test(
    "Where numbers nearly cancel, rounding explains no more than the digits asked for",
    arguments: [
      ("0.001", true), ("0.00100014", true), ("0.00099986", true), ("0.00100016", false),
      ("0.00099984", false), ("0.00104", false),
    ])
  func nearlyCancelling(_ answer: String, _ follows: Bool) throws {
    let text =
      #"{"lesson": "momentum", "name": "near", "hyperparameters": {"alpha": 1, "beta": 0}, "#
      + #""start": {"W1": 1.2356}, "steps": [{"dW1": 1.23456789}]}"#
    let sheet = try Filled("momentum", "by-hand") { $0.given = .whole(Array(text.utf8)) }
    let marked = try sheet.marked(["1.2346", answer])
    #expect(marked.blanks[0].mark == .right)
    #expect(marked.blanks[1].mark == (follows ? .right : .wrong))
    #expect(marked.verdict == (follows ? .correct : .unknown))
  }

  // The first line makes v₁ = (1 − β)·θ₁; v̂₁ = v₁/(1 − β) is stored into v, from which v₂
  // continues.
  @Test("A corrected average stored back is named from the numbers of its learner")
  func storedBack() throws {
    let sheet = try Filled("bias-correction", "by-hand")
    let thetas = sheet.worksheet.given.steps.compactMap { $0.values.first?.value.element(0, 0) }
    let constants = sheet.worksheet.given.head.hyperparameters
    let beta = try #require(constants.first(where: { $0.name == "beta" })?.value)
    var (v, power) = (0.0, 1.0)
    var answers: [String] = []
    for theta in thetas {
      v = beta * v + (1 - beta) * theta
      power *= beta
      answers.append(rounded(v))
      v /= 1 - power
      answers.append(rounded(v))
    }
    let marked = try sheet.marked(answers)
    #expect(marked.verdict == .diagnosed)
    #expect(marked.explanations.map { $0.argument } == ["corrected-stored-back"])
  }

  // b1 with Adam's second mistake: its numbers, written without trailing zeros, also match the
  // key's to a digit or two.
  @Test("What a known mistake writes is that mistake's, however short it is")
  func shortMistake() throws {
    let sheet = try Filled("adam", "by-hand")
    let style = NumberStyle(digits: 5)
    let listed = sheet.worksheet.blanks.flatMap { $0.wrong.flatMap { $0.variants } }
    for id in Set(listed.map { $0.argument }).sorted() {
      let answers = sheet.worksheet.blanks.map { blank in
        let own = blank.wrong.first { $0.variants.contains { $0.argument == id } }?.value
        return style.text(own ?? blank.answer)
      }
      let marked = try sheet.marked(answers)
      #expect(marked.explanations.contains { $0.argument == id }, "\(id): \(marked.verdict)")
    }
  }

  // At 3 digits, some mistakes differ by no more than rounding.
  @Test("A mistake counts as seen only if its numbers are told from right ones")
  func seenIsTold() throws {
    let digits = 3
    let course = try Filled("adam", "course").worksheet
    var drawer = try CaseDrawer(course.lesson, like: course.given, digits: digits)
    let drawn = try drawer.worksheet(seed: 11)
    let sheet = try Filled("adam", "course") {
      $0.given = WorksheetSpec.Given(drawn.given)
      $0.digits = digits
    }
    #expect(!sheet.worksheet.sight.seen.contains("second-moment-without-decay"))
    for id in sheet.worksheet.sight.seen {
      let answers = sheet.worksheet.blanks.map { blank in
        let own = blank.wrong.first { $0.variants.contains { $0.argument == id } }?.value
        return rounded(own ?? blank.answer, digits)
      }
      let marked = try sheet.marked(answers)
      #expect(marked.explanations.contains { $0.argument == id }, "\(id): \(marked.verdict)")
    }
  }

  @Test("A blank's number as small or as large as numbers are is told as unknown")
  func extremeNumbers() throws {
    let sheet = try Filled("ewma", "by-hand")
    for number in ["-9223372036854775808", "9223372036854775807", "0", "-1", "1e300", "NaN"] {
      let marked = try sheet.marked(text: sheet.csv([]) + "\(number),1,w,0,0,1,20\n")
      #expect(marked.notes.count == 1 && marked.points == 0)
    }
  }
}
