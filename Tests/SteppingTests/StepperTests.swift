import Curriculum
import Interaction
import Numerics
import Stepping
import TestSupport
import Testing
import Tracing

// The case `pencil` of Adam: α = 1/2, β₁ = 1/2, β₂ = 3/4, ε = 1, W1 = [1 −2], dW1 = [4 −1] in three steps. On paper:
// t = 1: v = 2, v̂ = 4, s = 4, ŝ = 16, W1 = 1 − 2/5 = 0.6. t = 2: v = 3, v̂ = 4, s = 7, ŝ = 16, W1 = 0.2.
@Suite("Stepping through a lesson") struct StepperTests {
  @Test func `a line is shown in three beats: equation with reason, numbers, result`() throws {
    var adam = try stepper("adam")
    #expect(adam.page(width: nil).body.contains { $0.text.contains("v ← β₁·v + (1 − β₁)·g") })
    #expect(adam.screen().contains("moving average of the gradients"))
    #expect(!adam.screen().contains("0.5·v"))
    #expect(adam.type("next") == "     = 0.5·v + (1 − 0.5)·g")
    #expect(!adam.screen().contains("[  2"))
    let result = adam.type("next")
    #expect(result.contains("[  2* −0.5* ]"))
    #expect(result.contains("[0,0]: 0.5·0 + (1 − 0.5)·4 = 2"))
    #expect(result.contains("v_dW1 was 0 in every entry"))
    #expect(adam.type("next").contains("2  v̂ ← v / (1 − β₁ᵗ)"))
  }

  @Test func `Enter repeats the last movement, and an answer to a question is none`() throws {
    var adam = try stepper("adam")
    adam.type("full", "who")
    #expect(adam.type("").contains("v̂ ← v / (1 − β₁ᵗ)"))
    // s = (1 − 3/4)·g²: 16/4 and 1/4.
    #expect(adam.type("").contains("[ 4* 0.25* ]"))
  }

  @Test func `back undoes next, from anywhere`() throws {
    for lesson in Curriculum.lessons {
      var stepper = try Stepper(lesson, try embeddedCase("by-hand", of: lesson))
      for _ in 0..<40 {
        let before = stepper.screen()
        if stepper.perform("next").showsPage {
          stepper.type("back")
          #expect(stepper.screen() == before, "\(lesson.id)")
        }
        stepper.type("next")
      }
    }
  }

  @Test func `jumps land where they say: line, step, update, first, last`() throws {
    var adam = try stepper("adam")
    #expect(adam.type("line 15").contains("t = 2 · W1 (1×2, layer 1) · line 5 of 5, 15 of 30"))
    #expect(adam.type("step 3").contains("t = 3 · W1 (1×2, layer 1) · line 1 of 5, 21 of 30"))
    #expect(adam.type("update").contains("t = 3 · b1 (1×1, layer 1) · line 1 of 5, 26 of 30"))
    #expect(adam.type("update") == "This is the last update of the run.")
    #expect(adam.type("update back").contains("21 of 30"))
    #expect(adam.type("step back").contains("11 of 30"))
    #expect(adam.type("last").contains("30 of 30"))
    #expect(adam.type("first").contains("1 of 30"))
    #expect(adam.type("step 4") == "There is no step t = 4: the case has 1 to 3.")
    #expect(adam.type("line 31") == "There is no line '31': they count from 1 to 30.")
    #expect(adam.type("7").contains("7 of 30"))
  }

  @Test func `a search finds lines that make or read a quantity, and begins again at the end`()
    throws
  {
    var adam = try stepper("adam")
    #expect(adam.type("find ŝ").contains("4  ŝ ← s"))
    #expect(adam.type("find ŝ").contains("5  θ ←"))
    adam.type("last")
    #expect(adam.type("/v̂").contains("begun again at the first"))
    #expect(adam.screen().contains("2 of 30"))
    #expect(adam.type("find s_db1").contains("t = 1 · b1"))
    #expect(adam.type("find w").contains("Unknown quantity 'w'"))
  }

  @Test func `who last changed an entry is told with both numbers`() throws {
    var adam = try stepper("adam")
    #expect(adam.type("who").contains("No line up to here has changed v_dW1[0,0]"))
    adam.type("line 13")
    // At t = 2, line 3 makes s; up to line 2, the last change of s was at t = 1, from 0 to (1 −
    // 3/4)·16 = 4.
    #expect(adam.type("who").contains("s_dW1[0,0] was last changed at t = 1, from 0 to 4"))
    #expect(adam.type("who W1 0,1").contains("from −2 to −1.75"))
    #expect(adam.type("who W1[0,1]").contains("from −2 to −1.75"))
    #expect(adam.type("who W1 5,5").contains("there is no entry W1[5,5]"))
    #expect(adam.type("who b1").contains("b1[0,0] was last changed at t = 1, from 0.5 to 0.125"))
  }

  /// v starts at 0 and the gradient is 2, so v is (1 − 1/2)·2 = 1 and b1 goes from 0.5 to −0.5.
  @Test func `a line counts as the last change of its result once the result is to be seen`() throws
  {
    var momentum = try stepper("momentum")
    momentum.type("line 3")
    #expect(momentum.type("who").contains("No line up to here has changed v_db1[0,0]"))
    momentum.type("full")
    #expect(momentum.type("who").contains("v_db1[0,0] was last changed at t = 1, from 0 to 1, by"))
    momentum.type("next", "full")
    #expect(
      momentum.type("who").contains("b1[0,0] was last changed at t = 1, from 0.5 to −0.5, by"))
  }

  @Test func `one element can be worked in full, and only one that exists`() throws {
    var adam = try stepper("adam")
    adam.type("full")
    #expect(adam.type("element 0,1").contains("[0,1]: 0.5·0 + (1 − 0.5)·(−1) = −0.5"))
    #expect(adam.type("element 0 1").contains("[0,1]: 0.5·0"))
    #expect(adam.type("element 1,0").contains("there is no entry [1,0]"))
    #expect(adam.type("element x").contains("expected ROW,COL"))
  }

  @Test func `a variant is switched on at the very line, beside the rule, and off again`() throws {
    var adam = try stepper("adam")
    adam.type("line 12", "next", "next")
    let alone = adam.screen()
    let both = adam.type("variant missing-exponent")
    // v = 3 at t = 2: divided by 1 − 1/4 by the rule, by 1 − 1/2 without the exponent.
    #expect(both.contains("rule     v̂ ← v / (1 − β₁ᵗ)"))
    #expect(both.contains("variant  v̂ ← v / (1 − β₁)"))
    #expect(both.contains("rule     = [  4 −1 ]"))
    #expect(both.contains("variant  = [  6* −1.5* ]"))
    #expect(adam.screen().contains("12 of 30"))
    adam.type("variant missing-exponent")
    #expect(adam.screen() == alone)
    #expect(adam.type("variant missing-exp").contains("Did you mean 'missing-exponent'?"))
    #expect(adam.type("variant missing-exponet").contains("Did you mean 'missing-exponent'?"))
  }

  @Test func `lines that only one side has are in the walk`() throws {
    var adam = try stepper("adam", variants: ["amsgrad"])
    adam.type("find s_max")
    #expect(adam.screen().contains("variant  sₘ ← max(sₘ, s)"))
    #expect(adam.screen().contains("of 6"))
  }

  @Test func `another value of a hyperparameter shows the same line again`() throws {
    var adam = try stepper("adam")
    adam.type("line 6", "full")
    #expect(adam.type("set beta1=0.75").contains("β₁ is 0.75 now; it was 0.5."))
    // v = (1 − 3/4)·3 for b1.
    #expect(adam.screen().contains("= 0.75*"))
    #expect(adam.screen().contains("6 of 30"))
    #expect(adam.type("set beta1=2").contains("expected a number"))
    #expect(adam.type("set beta3=2").contains("Unknown hyperparameter 'beta3'"))
    #expect(adam.type("set beta1").contains("expected NAME=VALUE"))
    #expect(adam.screen().contains("β₁ = 0.75"))
  }

  @Test func `what is remembered leads back to the same page`() throws {
    for lesson in Curriculum.lessons {
      let given = try embeddedCase("by-hand", of: lesson)
      var stepper = try Stepper(lesson, given)
      if let symbol = lesson.symbols.first(where: \.isHyperparameter) {
        stepper.type("set \(symbol.name)=0.25")
      }
      stepper.type("digits 5", "line 2", "next")
      let place = stepper.place(inCase: "by-hand", seed: nil)
      var remembered = LearnerProgress()
      remembered.remember(place, of: lesson.id)
      let read = try LearnerProgress(remembered.json)
      #expect(read == remembered)
      var other = try Stepper(lesson, given)
      other.comeBack(to: try #require(read.place(lesson.id)))
      #expect(other.screen() == stepper.screen(), "\(lesson.id)")
    }
  }

  @Test func `a wrong word is answered with the nearest right one and changes nothing`() throws {
    var adam = try stepper("adam")
    let before = adam.screen()
    #expect(adam.type("nxt").contains("Did you mean 'next'?"))
    #expect(adam.type("next x").contains("expected one from 1 on"))
    #expect(adam.type("digits 18").contains("from 1 to 17"))
    #expect(adam.screen() == before)
  }

  @Test func `no sequence of commands stops it, and the place is always one of the run`() throws {
    var random = LegacyRandom(seed: 5)
    let words =
      StepperWords.all + [
        "next 3", "back 7", "line 2", "line 99999999999999999999", "step -1", "step 0",
      ]
      + [
        "element 0,1", "element 9,9", "element 1,", "who W1 0,0", "who x 5", "set alpha=1e308",
        "set beta=0",
      ]
      + [
        "variant ascent", "variant missing-epsilon", "variant s=2", "0.5", "-1e-7", "[[1 2]]",
        "1,2", "nan", "?",
      ]
      + [
        "answer", "answer 1", "predict on", "predict off", "digits 3", "find W1", "/θ", "", " ",
        "v̂", ":", "\u{1B}[A",
      ]
    for lesson in Curriculum.lessons {
      var stepper = try Stepper(lesson, try embeddedCase("by-hand", of: lesson))
      for _ in 0..<150 {
        let word = words[random.permutation(words.count)[0]]
        let reply = stepper.perform(word)
        if word != "quit", word != "q" { #expect(!reply.isOver, "\(word)") }
        let page = stepper.page(width: 1 + random.permutation(120)[0])
        #expect(page.focus.upperBound <= page.body.count)
        #expect(stepper.screen().contains("line "), "\(lesson.id): \(word)")
      }
    }
  }
}

enum StepperWords {
  static let all = [
    "next", "back", "full", "update", "step", "line", "first", "last", "find", "who", "element",
    "variant", "set", "digits", "predict", "answer", "hint", "help", "quit", "n", "b", "f", "u",
    "t",
    "g", "G", "w", "e", "v", "s", "d", "p", "i", "h", "q",
  ]
}
