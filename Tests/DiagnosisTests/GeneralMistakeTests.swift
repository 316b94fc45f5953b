import Curriculum
import Readers
import TestSupport
import Testing
import Tracing

@testable import Diagnosis

/// Mistakes that no lesson lists: with state and time, a constant, a coefficient, two lines of one form.
@Suite("Mistakes of every lesson") struct GeneralMistakeTests {
  private func named(_ report: Report) -> [String] { report.diagnoses.map(\.argument) }

  // Adam written in NumPy, with one mistake each, on the case revealing.
  @Test(
    "A mistake in Adam is named from the four parameters",
    arguments: [
      (
        "states-not-kept",
        """
        W1 = [[ 0.79105323 -0.49105332  1.2       ]
         [-0.30336646  0.58894677 -1.1038295 ]]
        b1 = [[ 0.2461705 ]
         [-0.40894593]]
        W2 = [[ 1.49105323 -0.7038295 ]]
        b2 = [[0.34105323]]
        """
      ),
      (
        "g-one-step-late",
        """
        W1 = [[ 0.78989819 -0.49131802  1.2       ]
         [-0.30034125  0.58415868 -1.09223137]]
        b1 = [[ 0.25531494]
         [-0.4042977 ]]
        W2 = [[ 1.4905604  -0.69501467]]
        b2 = [[0.33929137]]
        """
      ),
      (
        "beta2-complement",
        """
        W1 = [[ 0.77413382 -0.4821534   1.2       ]
         [-0.30237117  0.57400092 -1.09191281]]
        b1 = [[ 0.25024938]
         [-0.40957625]]
        W2 = [[-0.74064672 -0.64538482]]
        b2 = [[0.31993473]]
        """
      ),
      (
        "t-counts-2-layers",
        """
        W1 = [[ 0.78424841 -0.48638118  1.2       ]
         [-0.30235892  0.57745065 -1.09011646]]
        b1 = [[ 0.25483934]
         [-0.40978718]]
        W2 = [[ 1.49264505 -0.69608821]]
        b2 = [[0.33619567]]
        """
      ),
      (
        "t-counts-4-parameters",
        """
        W1 = [[ 0.78495857 -0.48680979  1.2       ]
         [-0.3029569   0.57910937 -1.09011812]]
        b1 = [[ 0.25300881]
         [-0.40747451]]
        W2 = [[ 1.49353658 -0.69658412]]
        b2 = [[0.33852665]]
        """
      ),
      (
        "weight-decay-without-alpha",
        """
        W1 = [[ 0.75975012 -0.47113271  1.1643588 ]
         [-0.2927378   0.55783207 -1.05767013]]
        b1 = [[ 0.24637016]
         [-0.39772768]]
        W2 = [[ 1.44604653 -0.67417249]]
        b2 = [[0.32188718]]
        """
      ),
      (
        "not-updated@b2",
        """
        W1 = [[ 0.78328092 -0.48576976  1.2       ]
         [-0.30171345  0.57535583 -1.09013841]]
        b1 = [[ 0.25396964]
         [-0.40977045]]
        W2 = [[ 1.49048243 -0.69489137]]
        b2 = [[0.35]]
        """
      ),
      (
        "beta2=0.98",
        """
        W1 = [[ 0.78324416 -0.48575168  1.2       ]
         [-0.30172229  0.575375   -1.09014093]]
        b1 = [[ 0.25396675]
         [-0.40976226]]
        W2 = [[ 1.4568905  -0.67948864]]
        b2 = [[0.33199856]]
        """
      ),
      (
        "v_corrected=v/(1+beta1**t);s_corrected=s/(1+beta2**t)",
        """
        W1 = [[ 0.75153715 -0.46040927  1.2       ]
         [-0.29948994  0.52433543 -1.07730561]]
        b1 = [[ 0.25093455]
         [-0.42517212]]
        W2 = [[ 1.47096758 -0.68527516]]
        b2 = [[0.29705268]]
        """
      ),
    ])
  func adam(wanted: String, print: String) throws {
    let report = try report(print, "adam")
    #expect(named(report).contains(wanted), "\(report.verdict) \(named(report))")
    #expect(report.verdict == .diagnosed || report.verdict == .ambiguous)
  }

  // EWMA by hand, β = 1/2: 40, 48, 44.
  @Test(
    "What happened between the days is named from the series",
    arguments: [
      // 40; (40 + 48)/2; (44 + 44)/2
      ("[40.0000 44.0000 44.0000]", "v-starts-at-first-value"),
      // 0; 40/2; (20 + 48)/2
      ("[0.0000 20.0000 34.0000]", "theta-one-step-late"),
      // Half of each day.
      ("[20.0000 24.0000 22.0000]", "stored-elsewhere"),
    ])
  func ewma(numbers: String, wanted: String) throws {
    let report = try report("v = \(numbers)", "ewma", "by-hand")
    #expect(named(report).contains(wanted), "\(report.verdict) \(named(report))")
  }

  // Decay by hand: α₀ = 1, rate 1/2, epochs 2, 6 and 14; 1/2, 1/2/4, 1/8/8.
  @Test("A rate made from the rate before it compounds")
  func compounding() throws {
    let report = try report("alpha = [0.5 0.125 0.015625]", "decay", "by-hand")
    #expect(named(report) == ["alpha-compounds"])
  }

  @Test("A constant that a variant brings is found with it: λ = 0.05 of a decay without α")
  func broughtConstant() throws {
    // Descent from 2 with g = 1 and α = 0.1, twice: 2·0.95 − 0.1 = 1.8, then 1.61; b alike from −1.
    let lesson = try lesson("gradient-descent")
    let given = try parsedCase(
      #"{"hyperparameters": {"alpha": 0.1}, "start": {"W1": [[2]], "b1": [[-1]]}, "#
        + #""steps": [{"dW1": [[1]], "db1": [[1]]}, {"dW1": [[1]], "db1": [[1]]}]}"#, for: lesson)
    let diagnoser = try Diagnoser(lesson, given, others: Curriculum.lessons)
    // −1·0.95 − 0.1 = −1.05, then −1.0975.
    let report = try diagnoser.diagnose(
      read(Array("W1 = [[1.61000000]]\nb1 = [[-1.09750000]]".utf8)))
    #expect(
      named(report).contains("weight-decay-without-alpha,weight_decay=0.05"), "\(named(report))")
  }

  // Descent from 2 and −1 with g = 1 and g = 3: 2 − 0.123, −1 − 0.369.
  @Test("The value of a constant is found: α = 0.123 where the case gives 0.1")
  func foundConstant() throws {
    let lesson = try lesson("gradient-descent")
    let given = try parsedCase(
      #"{"hyperparameters": {"alpha": 0.1}, "start": {"W1": [[2, -1]]}, "steps": [{"dW1": [[1, 3]]}]}"#,
      for: lesson)
    let diagnoser = try Diagnoser(lesson, given, others: Curriculum.lessons)
    let report = try diagnoser.diagnose(
      read(Array("W1 = [[ 1.87700000 -1.36900000]]".utf8)))
    #expect(named(report) == ["alpha=0.123"], "\(report.verdict) \(named(report))")
    // One number alone would fit some constant whatever it is.
    let one = try diagnoser.diagnose(read(Array("W1 = [[ 1.8771 -1.2]]".utf8)))
    #expect(one.diagnoses.isEmpty)
  }

  @Test("The rule's numbers of an earlier step are called that, and not a mistake")
  func earlierStep() throws {
    // By hand, t = 1: 1 − 0.3 and −2 − 0.3 but for ε, 0.5 − 0.3.
    let report = try report(
      "W1 = [[ 0.7       -2.2999997]]\nb1 = [[0.2]]", "adam", "by-hand")
    #expect(report.verdict == .unknown && report.earlier == 1)
    let words = report.text().plain.replacing("\n", with: " ")
    #expect(
      words.contains("These are the rule's numbers at t = 1, and case by-hand goes on to t = 3."))
    #expect(!words.contains("No known mistake"))
  }

  @Test("A print of NaNs names nothing, one NaN among numbers may")
  func nan() throws {
    let all = try report("W1 = [[nan nan]]\nb1 = [[nan]]", "adam", "by-hand")
    #expect(all.verdict == .unknown && all.isTooShort && all.isNotFinite)
    #expect(all.text().plain.contains("A NaN or an infinity has many causes."))
    // Where the gradient was always 0 there is no ε to keep 0/0 away.
    let one = try report(
      "W1 = [[ 0.78328082 -0.48576927         nan]\n [-0.30342712  0.57535576 -1.09013839]]", "adam"
    )
    #expect(!one.isNotFinite)
  }

  @Test("The first quantity that is off is the one that the rule computes first")
  func firstWrong() throws {
    // s comes before W1 in an update, and after it in most prints.
    let report = try report("W1 = [[9.5 8.5]]\ns_dW1 = [[7.5 6.5]]", "adam", "by-hand")
    #expect(report.firstWrong?.name == "s_dW1")
  }
}
