import Curriculum
import Readers
import TestSupport
import Testing
import Tracing

@testable import Diagnosis

/// Programs with more mistakes than are tried whole.
@Suite("A program taken apart") struct PartsTests {
  // Three steps of Adam in NumPy, with v = β₁·v + g, s = s + (1 − β₂)·g², and both divisors without exponents.
  private let moments = """
    v_dW1 = [[ 0.603   0.528  -0.1295]
     [ 0.637   0.3581  0.736 ]]
    s_dW1 = [[0.003025 0.004225 0.00165 ]
     [0.0062   0.008901 0.010325]]

    """

  private func report(_ text: String) throws -> Report {
    let adam = try lesson("adam")
    let given = try parsedCase(
      """
      {"hyperparameters": {"alpha": 0.1, "beta1": 0.9, "beta2": 0.99, "epsilon": 0.01},
       "start": {"W1": [[0.5, -0.3, 0.8], [0.1, 0.9, -0.7]]},
       "steps": [{"dW1": [[0.3, -0.2, 0.05], [0.7, 0.01, -0.4]]},
                 {"dW1": [[-0.1, 0.6, 0.2], [0.3, -0.5, 0.9]]},
                 {"dW1": [[0.45, 0.15, -0.35], [-0.2, 0.8, 0.25]]}]}
      """, for: adam)
    return try Diagnoser(adam, given, others: Curriculum.lessons).diagnose(read(Array(text.utf8)))
  }

  private func sets(_ report: Report) -> [Set<String>] {
    report.diagnoses.map { Set($0.variants.map(\.argument)) }
  }

  @Test(
    "Four and five mistakes in different lines are named from v, s and W",
    arguments: [
      (
        // θ ← θ − α·(v̂/√ŝ + ε)
        """
        W1 = [[-2.13695084 -0.779386   -1.0726176 ]
         [-2.93314063  0.49923974 -0.97561078]]
        """,
        [
          "no-factor-1-minus-beta1", "second-moment-without-decay", "missing-exponent",
          "epsilon-outside-fraction",
        ]
      ),
      (
        // θ ← θ + α·v̂/√(ŝ + ε)
        """
        W1 = [[ 3.03993178  0.26436454  2.00691705]
         [ 3.10325093  0.4142082  -0.40381862]]
        """,
        [
          "no-factor-1-minus-beta1", "second-moment-without-decay", "missing-exponent",
          "epsilon-inside-root", "ascent",
        ]
      ),
    ])
  func named(_ weights: String, _ expected: [String]) throws {
    let report = try report(moments + weights)
    #expect(sets(report).contains(Set(expected)), "\(sets(report))")
  }
}
