import Readers
import TestSupport
import Testing

@testable import Diagnosis

/// Recognizes each kind of typo in a mistyped number.
@Suite("Numbers that look mistyped") struct TypingSlipTests {
  @Test(
    arguments: [
      (-1.2345, "the sign is the other one"),
      (12.345, "the point or the power of ten is misplaced"),
      (1.2346, "one digit is another"), (9.2345, "one digit is another"),
      (1.3245, "two digits are exchanged"), (2.1345, "two digits are exchanged"),
      (1.2354, "two digits are exchanged"), (1.234, "a digit is lost"), (2.345, "a digit is lost"),
      (1.22345, "a digit is one too many"), (1.23456, "a digit is one too many"),
      // Digits exchanged that are not neighbours; two other digits; something else altogether.
      (3.2145, nil), (5.2341, nil), (1.3246, nil), (1.9945, nil), (7.7777, nil), (1.2, nil),
    ] as [(Double, String?)])
  func `a slip of 1.2345 is called what it is, and what is none is none`(
    _ typed: Double, _ words: String?
  ) {
    #expect(typed.slip(from: 1.2345, .double) == words)
  }

  @Test func `constants are misread by powers of ten, but nobody makes ε smaller`() throws {
    let adam = try lesson("adam").slips.map(\.id)
    #expect(adam.contains("alpha-times-10") && adam.contains("alpha-over-10"))
    #expect(adam.contains("epsilon-times-10") && !adam.contains("epsilon-over-10"))
    // An averaging weight has no power of ten to misread.
    #expect(!adam.contains("beta1-times-10") && !adam.contains("beta2-over-10"))
  }
}
