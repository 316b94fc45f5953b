import Curriculum
import Interaction
import Stepping
import TestSupport
import Testing
import Tracing

@Suite("Predicting results") struct PredictionTests {
  /// Adam by hand, at the line with a given number: v = 2, v̂ = 4, s = 4, ŝ = 16, θ = 0.6 at t = 1.
  private func asked(_ line: Int, _ name: String? = nil) throws -> Stepper {
    var adam = try stepper("adam", name, predicts: true)
    adam.type("line \(line)", "next")
    return adam
  }

  @Test func `the result is asked for before it is shown, and Enter shows it`() throws {
    var adam = try asked(2)
    #expect(adam.screen().contains("predict v_corrected_dW1[0,0]"))
    #expect(!adam.screen().contains("= [  4"))
    #expect(adam.type("").contains("[  4 −1 ]"))
    #expect(adam.type("4").contains("This result is already on the page"))
  }

  @Test func `a right number is right, and the explanation comes all the same`() throws {
    var adam = try asked(2)
    let answer = adam.type("4")
    #expect(answer.hasPrefix("Right."))
    #expect(answer.contains("[0,0]: 2 / (1 − 0.5¹) = 4"))
    #expect(answer.contains("undo the pull towards the zero start"))
    #expect(adam.type("quit").contains("1 of 1 prediction was right at once"))
  }

  @Test(arguments: [
    ("-0.58", true), ("-0.579", true), ("-0.5793", true), ("-0.57", false), ("-0.5792", false),
  ])
  func `a number is judged at the digits typed: −0.5792733 on the course's case`(
    _ typed: String, _ isRight: Bool
  ) throws {
    var adam = try asked(2, "course")
    #expect(adam.type(typed).hasPrefix("Right.") == isRight)
  }

  @Test(arguments: ["-0.6", "-1", "-6e-1"])
  func `one right digit of many is not called right: more digits are asked for`(
    _ typed: String
  ) throws {
    var adam = try asked(2, "course")
    let answer = adam.type(typed)
    #expect(answer.contains("type at least two significant digits"))
    #expect(!answer.contains("Right") && adam.screen().contains("predict"))
    #expect(adam.type("-0.58").hasPrefix("Right."))
    #expect(adam.type("quit").contains("1 of 1"))
  }

  @Test func `a wrong number is explained: the average without its correction`() throws {
    var adam = try asked(2)
    let answer = adam.type("2")
    #expect(answer.contains("2: that is what 'no-bias-correction' makes."))
    #expect(answer.contains("that is v_dW1, from line 1 at t = 1"))
  }

  @Test func `a mistake is seen in this step alone, though the steps before were right`() throws {
    // At t = 2 v is 3; divided by 1 − 1/2 instead of 1 − 1/4 it is 6.
    var adam = try asked(12)
    #expect(adam.type("6").contains("that is what 'missing-exponent' makes."))
  }

  @Test func `a part of the line is told as such: the step without the start`() throws {
    // α·v̂ = 2, √ŝ + ε = 5, their quotient 0.4; the line is 1 − 0.4.
    var adam = try asked(5)
    #expect(adam.type("0.4").contains("a part of this line"))
    #expect(adam.type("5").contains("√ŝ + ε"))
    #expect(adam.type("0.6").hasPrefix("Right."))
  }

  @Test func `another entry and the other sign are told as such`() throws {
    var adam = try asked(2, "course")
    #expect(adam.type("0.6024862").contains("entry [0,1] of the result"))
    #expect(adam.type("0.5792733").contains("the sign is the other one"))
  }

  @Test func `nothing is said of a number nobody knows`() throws {
    var adam = try asked(2)
    #expect(adam.type("0.123456").contains("no known mistake makes it"))
  }

  @Test func `the hints are a ladder that ends with the result`() throws {
    var adam = try asked(2)
    #expect(adam.type("hint").contains("undo the pull towards the zero start"))
    #expect(adam.type("hint").contains("v_dW1[0,0] = 2, β₁ = 0.5, t = 1"))
    #expect(adam.type("?").contains("2 / (1 − 0.5¹)"))
    #expect(adam.type("i").contains("v_corrected_dW1[0,0] = 4."))
    adam.type("4")
    #expect(adam.type("quit").contains("0 of 1 prediction was right at once"))
  }

  @Test func `a whole matrix may be typed, and the first wrong entry is named`() throws {
    var adam = try asked(2)
    #expect(
      adam.type("[[4. -0.5]]").contains("1 of 2 entries are right; the first that is not: [0,1]"))
    #expect(adam.type("[[4. -1.]]").contains("Right, in every entry."))
    var again = try asked(2)
    #expect(again.type("[[4. -1. 3.]]").contains("3 numbers: expected one"))
  }

  @Test func `a matrix of zeros is not right for one of small numbers`() throws {
    var adam = try asked(1, "course")
    #expect(!adam.type("[[0 0 0],[0 0 0]]").contains("Right, in every entry"))
    #expect(!adam.type("0").contains("that is what"))
  }

  @Test func `a number may be written as people write: a fraction, a decimal comma`() throws {
    var adam = try asked(5)
    #expect(adam.type("3/5").hasPrefix("Right."))
    var other = try asked(5)
    #expect(other.type("0,60").hasPrefix("Right."))
  }

  @Test func `through a pipe the numbers to compute with stand before the question`() throws {
    var adam = try stepper("adam", predicts: true)
    let asked = adam.type("next")
    #expect(asked.contains("v_dW1  [ 0 0 ]"))
    #expect(asked.contains("dW1    [  4 −1 ]"))
  }

  @Test func `beside a variant the rule's number is asked for`() throws {
    var adam = try stepper("adam", variants: ["missing-exponent"], predicts: true)
    adam.type("line 12")
    #expect(adam.type("next").contains("predict the rule's v_corrected_dW1[0,0]"))
    #expect(adam.type("4").hasPrefix("Right."))
  }

  @Test func `a hint for a column that is picked names the column`() throws {
    var batches = try stepper("mini-batches", "by-hand", predicts: true)
    batches.type("next", "hint")
    #expect(batches.type("hint").contains("that column of X"))
  }

  @Test func `words are not a number, and the question stays`() throws {
    var adam = try asked(2)
    #expect(adam.type("answer four").contains("is not a number"))
    #expect(adam.screen().contains("predict"))
  }

  /// 0.0667 is 1/15 to three digits.
  @Test(arguments: [("0", false), ("0.1", false), ("0.07", false), ("0.067", true)])
  func `a small number needs two significant digits, not two decimals`(
    _ typed: String, _ isRight: Bool
  ) throws {
    let lesson = try lesson("ewma")
    let given = try parsedCase(
      #"{"lesson": "ewma", "name": "x", "hyperparameters": {"beta": 0.5}, "steps": [{"theta": 0.13333333333333333}]}"#,
      for: lesson)
    var ewma = try Stepper(lesson, given, predicts: true)
    ewma.type("next")
    #expect(ewma.type(typed).hasPrefix("Right.") == isRight)
  }

  @Test func `a number typed before the question moves nowhere, by keys or by lines`() throws {
    var adam = try stepper("adam", predicts: true)
    let before = adam.screen()
    guard case .ask(_, let command, let initial, _) = adam.meaning(of: .character("7")) else {
      return #expect(Bool(false), "a digit asks for more")
    }
    for typed in [command + initial, "7", "0.5"] {
      #expect(adam.type(typed).contains("There is no question yet"))
      #expect(adam.screen() == before)
    }
    #expect(adam.type("line 7").contains("t = 1"))
  }

  @Test func `predicting can be left and taken up again`() throws {
    var adam = try asked(2)
    adam.type("predict off")
    #expect(!adam.screen().contains("= ?"))
    #expect(adam.type("next").contains("[  4 −1 ]"))
    adam.type("predict")
    #expect(adam.type("full").contains("= ?"))
  }

  @Test func `in every lesson the right number of every line is judged right`() throws {
    for lesson in Curriculum.lessons {
      let given = try embeddedCase("by-hand", of: lesson)
      let trace = try Trace(lesson, given)
      var stepper = try Stepper(lesson, given, predicts: true)
      for line in trace.steps.flatMap(\.updates).flatMap(\.lines) {
        stepper.type("next")
        let answer = stepper.type("answer \(line.value.elements[0])")
        #expect(answer.hasPrefix("Right."), "\(lesson.id) \(line.target): \(answer)")
        stepper.type("next")
      }
    }
  }
}
