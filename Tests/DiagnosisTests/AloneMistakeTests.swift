import Curriculum
import Equations
import Readers
import TestSupport
import Testing
import Tracing

@testable import Diagnosis

/// Mistakes that are tried by themselves, in Adam as NumPy prints it on the case revealing, and by hand.
@Suite("Mistakes that are tried by themselves") struct AloneMistakeTests {
  private func named(_ report: Report) -> [String] {
    report.diagnoses.flatMap { [$0.argument] + $0.equivalents }
  }

  @Test(
    "A mistake in Adam is named from what is printed after the last step",
    arguments: [
      (
        "v=(1-beta1)*v-beta1*g",
        """
        W1 = [[ 0.87858783 -0.57117527  1.2       ]
         [-0.27947461  0.73636567 -1.14173658]]
        b1 = [[ 0.23169744]
         [-0.32373296]]
        W2 = [[ 1.50032344 -0.70208612]]
        b2 = [[0.43379194]]
        """
      ),
      (
        "s-rounded-to-4",
        """
        W1 = [[ 7.83251884e-01  3.96939707e+03  1.20000000e+00]
         [-2.99353272e-01 -1.19921715e+05 -1.09065671e+00]]
        b1 = [[ 2.00000243e+05]
         [-1.16675005e+02]]
        W2 = [[ 1.49049059 -0.69489051]]
        b2 = [[0.33239239]]
        """
      ),
      (
        "gradient-clipped-at-0.5",
        """
        W1 = [[ 0.78708393 -0.48576976  1.2       ]
         [-0.30171345  0.57535583 -1.09182432]]
        b1 = [[ 0.25396964]
         [-0.40977045]]
        W2 = [[ 1.49048243 -0.6956003 ]]
        b2 = [[0.33369135]]
        """
      ),
      (
        "newest-first",
        """
        W1 = [[ 0.78919829 -0.49022872  1.2       ]
         [-0.30479403  0.59995119 -1.11805055]]
        b1 = [[ 0.22824315]
         [-0.41422978]]
        W2 = [[ 1.49055573 -0.69699014]]
        b2 = [[0.33790997]]
        """
      ),
      (
        "last-step-not-made",
        """
        W1 = [[ 0.78690092 -0.48855483  1.2       ]
         [-0.30158502  0.58021513 -1.08961878]]
        b1 = [[ 0.25752298]
         [-0.4063382 ]]
        W2 = [[ 1.49274674 -0.69572501]]
        b2 = [[0.33619405]]
        """
      ),
      (
        "last-step-made-twice",
        """
        W1 = [[ 0.77923707 -0.48206368  1.2       ]
         [-0.30366881  0.57351321 -1.09129375]]
        b1 = [[ 0.24965584]
         [-0.41559998]]
        W2 = [[ 1.48860923 -0.69439113]]
        b2 = [[0.32758276]]
        """
      ),
      (
        "v_corrected=v_b/(1-beta1**t)",
        """
        W1 = [[ 7.99991872e-01 -4.36480295e-01  6.00905377e+04]
         [-5.58799007e+01  5.99970220e-01 -1.10000225e+00]]
        b1 = [[ 0.25396964]
         [-0.40977045]]
        W2 = [[ 1.49794748 -0.70135849]]
        b2 = [[0.33204547]]
        """
      ),
      (
        "starts-from-the-biases",
        """
        W1 = [[ 0.25390298  0.26030806  0.25752298]
         [-0.40646663 -0.4111975  -0.40685783]]
        b1 = [[ 0.25396964]
         [-0.40977045]]
        W2 = [[0.33392974 0.33702769]]
        b2 = [[0.33204547]]
        """
      ),
      (
        "starts-from-the-previous-layer@b2",
        """
        W1 = [[ 0.78328092 -0.48576976  1.2       ]
         [-0.30171345  0.57535583 -1.09013841]]
        b1 = [[ 0.25396964]
         [-0.40977045]]
        W2 = [[ 1.49048243 -0.69489137]]
        b2 = [[ 0.24982106]
         [-0.41391903]]
        """
      ),
      (
        "v-and-s-returned-exchanged",
        """
        W2 = [[ 1.49048243 -0.69489137]]
        b2 = [[0.33204547]]
        v_dW2 = [[0.03988311 0.09145763]]
        v_db2 = [[0.00057396]]
        s_dW2 = [[ 0.22385 -0.1248 ]]
        s_db2 = [[0.0492]]
        """
      ),
      (
        "states-returned-corrected",
        """
        W2 = [[ 1.49048243 -0.69489137]]
        b2 = [[0.33204547]]
        v_dW2 = [[ 0.82601476 -0.46051661]]
        v_db2 = [[0.18154982]]
        s_dW2 = [[13.30767486 30.51638318]]
        s_db2 = [[0.19151078]]
        """
      ),
    ])
  func adam(wanted: String, print: String) throws {
    let report = try report(print, "adam")
    #expect(named(report).contains(wanted), "\(report.verdict) \(named(report))")
    // What is named gives these numbers when it is traced, as far as they were printed.
    let variant = try #require(report.diagnoses.first)
    #expect(variant.reproduced == variant.total)
  }

  // EWMA by hand, β = 1/2, of 40, 48, 44.
  @Test(
    "What was averaged, and from where, is named from the series",
    arguments: [
      // 44/2; (22 + 48)/2; (35 + 40)/2
      ("[22.0000 35.0000 37.5000]", "newest-first"),
      // The mean is 44: (44 + 40)/2; (42 + 48)/2; (45 + 44)/2
      ("[42.0000 45.0000 44.5000]", "v-starts-at-mean"),
      // 0/2 + 40; 40/2 + 48; 68/2 + 44, and all with a minus: −40; −68; −78
      ("[-40.0000 -68.0000 -78.0000]", "v=beta*v-theta"),
    ])
  func ewma(numbers: String, wanted: String) throws {
    let report = try report("v = \(numbers)", "ewma", "by-hand")
    #expect(named(report).contains(wanted), "\(report.verdict) \(named(report))")
  }

  @Test("A mistake that prints the same and is as likely is named beside: twice, or twice as far")
  func beside() throws {
    // Descent from 2 with g = 1 and α = 0.01, once: 2 − 0.02 by the last step made twice too.
    let lesson = try lesson("gradient-descent")
    let given = try parsedCase(
      #"{"start": {"W1": [[2, -1]], "b1": [[0.5]]}, "steps": [{"dW1": [[1, 3]], "db1": [[-2]]}]}"#,
      for: lesson)
    let report = try Diagnoser(lesson, given, others: Curriculum.lessons).diagnose(
      read(Array("W1 = [[ 1.98000000 -1.06000000]]\nb1 = [[0.54000000]]".utf8)))
    #expect(report.verdict == .ambiguous)
    #expect(named(report).contains("gradient-doubled"), "\(named(report))")
    #expect(named(report).contains("last-step-made-twice"), "\(named(report))")
  }

  @Test(arguments: Curriculum.lessons.map(\.id))
  func `each is found by its name, and no two have one name`(_ id: String) throws {
    let lesson = try lesson(id)
    let alone = MistakeList(lesson).alone.flatMap(\.variants)
    #expect(Set(alone.map(\.id)).count == alone.count)
    // A name that is not an equation is looked up in the whole list.
    for (index, one) in alone.enumerated() where one.id.contains("=") || index % 10 == 0 {
      let found = try #require(try lesson.anyVariant(one.id), "\(one.id)")
      let lines = lesson.editedLines(of: [AppliedVariant(one)])
      #expect(lesson.editedLines(of: [AppliedVariant(found)]) == lines, "\(one.id)")
    }
  }

  @Test("The shares of all mistakes sum to 1 at most", arguments: Curriculum.lessons.map(\.id))
  func shares(_ id: String) throws {
    let lesson = try lesson(id)
    let search = try Search(lesson, embeddedCase("revealing", of: lesson), MistakeList(lesson))
    let all = search.runs.book.variants.indices
    let sum = all.reduce(0) { $0 + search.shares.share(of: $1) }
    #expect(sum > 0.9 && sum < 1.000001, "\(sum)")
  }
}
