import Testing

@testable import Plots

@Suite("Numbers in a picture's words") struct NumberTextTests {
  @Test(
    "A number has four digits, a 5 behind them rounded up, as people round the decimal they see",
    arguments: [
      (53.815, "53.82"), (0.12345, "0.1235"), (99995, "100000"), (53.8149, "53.81"),
      (-0.25, "−0.25"), (0, "0"), (-0.0, "0"), (3000, "3000"), (1e7, "1×10⁷"), (9_999_999, "1×10⁷"),
      (0.00001, "0.00001"), (0.0000012345, "1.235×10⁻⁶"),
      (1.797_693_134_862_315_7e308, "1.798×10³⁰⁸"),
    ])
  func rounded(value: Double, text: String) {
    #expect(readable(value) == text)
  }
}
