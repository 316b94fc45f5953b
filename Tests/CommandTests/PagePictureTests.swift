import TestSupport
import Testing

/// The pictures of pages that differ from those of `gradus plot`; the numbers are NumPy's.
@Suite("gradus plot --page") struct PagePictureTests {
  /// The picture's description, which contains the numbers.
  private func description(_ id: String) -> String {
    let svg = CommandRun("plot", id, "--page", "--format", "svg").output
    return svg.split(separator: "<desc id=\"plot-description\">").last.map(String.init) ?? ""
  }

  @Test("EWMA's bars are its weights, from 0.1 for today to 0.1·0.9¹⁰, beside a mean of ten days")
  func weights() {
    let text = description("ewma")
    #expect(text.contains("weights of the average: 11 points; first weight 0.1 at age 0"))
    #expect(text.contains("last 0.03487 at age 10."))
    #expect(text.contains("weights of a plain mean of 10 days:"))
  }

  @Test("Bias correction's curves are 1 − βᵗ: for β = 0.98 a share of 0.867 after 100 days")
  func shares() {
    let text = description("bias-correction")
    #expect(text.contains("β = 0.98: 101 points; first share 0 at day 0"))
    #expect(text.contains("last 0.8674 at day 100."))
  }

  @Test("Decay's curves take the same noise: the constant rate ends farther from the minimum")
  func settling() {
    // numpy.random.RandomState(1), from θ = 4.
    let text = description("decay")
    #expect(text.contains("last −0.1267 at update 300."))
    #expect(text.contains("last −0.04716 at update 300."))
  }

  @Test("A lesson without a picture of its own for the page draws its usual one")
  func usual() {
    #expect(
      CommandRun("plot", "momentum", "--page").output == CommandRun("plot", "momentum").output)
  }

  @Test("The page's picture is drawn as it is: what would change it is refused")
  func alone() {
    for option in [
      ["--set", "beta=0.5"], ["--variant", "difference-form"], ["--case", "course"],
    ] {
      let run = CommandRun(arguments: ["plot", "ewma", "--page"] + option)
      #expect(run.code == 64 && run.output.isEmpty, "\(option)")
    }
  }
}
