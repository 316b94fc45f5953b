import Curriculum
import Foundation
import TestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The description of a picture for screen readers.
private func description(_ svg: String) -> String {
  let piece = svg.components(separatedBy: "<desc id=\"plot-description\">").last ?? ""
  return String(piece.prefix { $0 != "<" })
}

/// The SVG document of `gradus plot` with some arguments.
private func svg(_ arguments: String...) -> String {
  CommandRun(arguments: ["plot"] + arguments + ["--format", "svg"]).output
}

@Suite("gradus plot") struct PlotCommandTests {
  static let lessons = Curriculum.lessons.map(\.id)
  static let cases = Curriculum.lessons.flatMap { lesson in
    lesson.cases.map { [lesson.id, $0.name] }
  }
  static let variants = Curriculum.lessons.flatMap { lesson in
    lesson.variants.map { [lesson.id, $0.id] }
  }

  @Test(
    "Every lesson has a picture, well-formed, with a title and a description", arguments: lessons)
  func lesson(id: String) throws {
    let picture = svg(id)
    let parser = XMLParser(data: Data(picture.utf8))
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    #expect(picture.contains("role=\"img\"") && picture.contains("<title id=\"plot-title\">"))
    #expect(description(picture).count > 60)
    let text = CommandRun(arguments: ["plot", id]).output
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(lines.count <= 24 && lines.allSatisfy { $0.count <= 80 })
  }

  @Test("Every case is drawn, or refused because it has one step", arguments: cases)
  func aCase(words: [String]) {
    let run = CommandRun(arguments: ["plot", words[0], "--case", words[1]])
    if run.code == 0 {
      #expect(run.output.count > 200)
    } else {
      #expect(run.code == 64 && run.output.isEmpty)
      #expect(run.error.contains(" has 1 step: a curve needs two or more."))
    }
  }

  @Test("Every variant is drawn beside the rule, or refused with its reason", arguments: variants)
  func variant(words: [String]) {
    let run = CommandRun(arguments: ["plot", words[0], "--variant", words[1]])
    if run.code == 0 {
      #expect(run.output.contains(words[1]))
    } else {
      #expect(run.code == 64 || run.code == 65)
      #expect(run.output.isEmpty && run.error.hasPrefix("Error: "))
    }
  }

  @Test("The averages are the lecture's: 4 on the first day, 40 corrected, for each β")
  func averages() {
    // (1 − β)·40 on day 1; with the correction, 40 itself. Day 2 has 49: 0.9·4 + 0.1·49 = 8.5.
    let words = description(svg("ewma"))
    #expect(words.contains("v, β = 0.9: 30 points; first temperature 4 at day 1"))
    #expect(words.contains("v, β = 0.98: 30 points; first temperature 0.8 at day 1"))
    #expect(words.contains("v, β = 0.5: 30 points; first temperature 20 at day 1"))
    for beta in ["0.9", "0.98", "0.5"] {
      #expect(words.contains("v̂, β = \(beta), corrected: 30 points; first temperature 40 at day 1"))
    }
    #expect(
      words.contains("θ, the temperature of the day: 30 points; first temperature 40 at day 1"))
    // One β instead of three; (1 − 0.75)·40 = 10.
    let own = description(svg("bias-correction", "--set", "beta=0.75"))
    #expect(
      own.contains("3 curves") && own.contains("v, β = 0.75: 30 points; first temperature 10"))
  }

  @Test("The first step on the bowl is the one worked by hand, for each rule")
  func bowl() throws {
    // From (−8, 2) the gradient is (−1.6, 4).
    let expected: [(lesson: String, mark: String, x: Double, y: Double)] = [
      // θ − 0.9·g
      ("momentum", "c0", -6.56, -1.6),
      // v = 0.5·g, θ − 0.9·v
      ("momentum", "c1", -7.28, 0.2),
      // s = 0.1·g², θ − 0.4·g/√s = θ ∓ 0.4/√0.1
      ("rmsprop", "c1", -8 + 0.4 / 0.1.squareRoot(), 2 - 0.4 / 0.1.squareRoot()),
      // The corrected moments are g and g²: θ ∓ α
      ("adam", "c3", -7.5, 1.5),
      // θ − 0.1·g, θ − 0.45·g
      ("gradient-descent", "c0", -7.84, 1.6), ("gradient-descent", "c1", -7.28, 0.2),
    ]
    for (lesson, mark, x, y) in expected {
      let picture = svg(lesson)
      let line = try #require(picture.range(of: "<path class=\"line \(mark)\" d=\"M"))
      let numbers = picture[line.upperBound...].prefix { $0 != "\"" }
        .split { "L ".contains($0) }.compactMap { Double($0) }
      // 21 points; the first two, in coordinates that are linear in w₁ and w₂.
      #expect(numbers.count == 42)
      let (left, right) = (try place("−8", "x", picture), try place("0", "x", picture))
      let (top, bottom) = (try place("2", "y", picture) - 4, try place("0", "y", picture) - 4)
      #expect(abs(numbers[0] - left) < 0.02 && abs(numbers[1] - top) < 0.02)
      #expect(abs(numbers[2] - (right + x / 8 * (right - left))) < 0.02, "\(lesson) \(mark)")
      #expect(abs(numbers[3] - (bottom - y / 2 * (bottom - top))) < 0.02, "\(lesson) \(mark)")
    }
  }

  /// The position of a tick's number.
  private func place(_ label: String, _ axis: String, _ svg: String) throws -> Double {
    let line = try #require(
      svg.split(separator: "\n").first {
        $0.hasPrefix("<text class=\"\(axis)-tick\"") && $0.contains(">\(label)<")
      })
    let start = try #require(line.range(of: " \(axis)=\""))
    return Double(line[start.upperBound...].prefix { $0 != "\"" }) ?? .nan
  }

  @Test("Descent jumps across the long axis at every step, momentum seldom")
  func crossings() {
    let words = description(svg("momentum"))
    // 1 − 2·0.9 = −0.8: the side changes 20 times, and 2·0.8²⁰ = 0.023 is still off the axis.
    #expect(words.contains("gradient descent: J falls from 10.4 to 0.00282"))
    #expect(words.contains("and crosses the long axis 20 times."))
    // 2·0.2·0.9 = 0.18 of the way along: −8·0.82²⁰ = −0.151.
    #expect(words.contains("the path ends at (−0.151, 0.0231)"))
    let wild = description(svg("gradient-descent", "--set", "alpha=1.2"))
    // 2·(−1.4)³ = −5.5 is outside the picture, which extends to 5.
    #expect(wild.contains("α = 1.2 leaves the picture at step 3."))
  }

  @Test("The schedules have the values of their formulas, from the case's constants too")
  func schedules() {
    let words = description(svg("decay"))
    // α₀/(1 + epoch): 0.2/2 and 0.2/31.
    #expect(
      words.contains(
        "inverse-time: 30 points; first rate 0.1 at epoch 1, lowest 0.006452 at epoch 30"))
    // 0.95·0.2; 0.2/√30; 0.2/√(5·30); 0.2/(1 + ⌊30/5⌋).
    #expect(words.contains("exponential: 30 points; first rate 0.19 at epoch 1"))
    #expect(
      words.contains("square-root-epoch: 30 points; first rate 0.2 at epoch 1, lowest 0.03651"))
    #expect(words.contains("lowest 0.01633 at epoch 30"))
    #expect(words.contains("staircase: 30 points; first rate 0.2 at epoch 1, lowest 0.02857"))
    // 1·0.2 becomes 1/(1 + 0.5): the case by-hand.
    let byHand = description(svg("decay", "--case", "by-hand"))
    #expect(byHand.contains("inverse-time: 30 points; first rate 0.6667 at epoch 1"))
    #expect(description(svg("decay", "--variant", "fraction-lost")).contains("fraction-lost: 30"))
  }

  @Test(
    "Rule and variant are drawn over t from the common start, and the words say where they part")
  func steps() {
    // W1[0,0] moves from 1 by 0.3 to 0.7, back by a third of that, and on to 0.671, as on paper.
    let words = description(svg("adam", "--case", "by-hand", "--variant", "missing-exponent"))
    #expect(
      words.contains(
        "rule: 4 points; first value 1 at step 0, lowest 0.6714 at step 3, highest 1 at step 0"))
    #expect(words.contains("In W1[0,0] missing-exponent parts from the rule at t = 2."))
    let other = svg("adam", "--case", "by-hand", "--only", "W1[0,1],v_db1")
    #expect(other.contains(">W1[0,1], v_db1[0,0]<") || other.contains("W1[0,1], v_db1"))
  }

  @Test("A mistake in a convention is drawn beside the convention")
  func context() {
    let words = description(
      svg("decay", "--case", "by-hand", "--only", "alpha", "--variant", "round-for-floor"))
    #expect(words.contains("staircase: 3 points") && words.contains("round-for-floor: 3 points"))
  }

  @Test("What a variant does not change is said, not only drawn")
  func notes() {
    let bowl = CommandRun(arguments: [
      "plot", "momentum", "--variant", "bias-uses-weights-velocity",
    ])
    #expect(bowl.code == 0 && bowl.error.contains("bias-uses-weights-velocity changes nothing."))
    let steps = CommandRun(
      arguments: [
        "plot", "adam", "--case", "by-hand", "--variant", "missing-exponent", "--only", "v_dW1",
      ])
    #expect(steps.error.contains("v_dW1[0,0] is the same with missing-exponent as without."))
  }

  @Test("The name of the file says the format, and trace --plot draws beside what it prints")
  func files() throws {
    try withTemporaryFolder { folder in
      for name in ["a.svg", "a.txt"] {
        let run = CommandRun(arguments: ["plot", "ewma", "--output", "\(folder)/\(name)"])
        #expect(run.code == 0 && run.output.isEmpty)
      }
      let svg = try String(contentsOfFile: folder + "/a.svg", encoding: .utf8)
      let text = try String(contentsOfFile: folder + "/a.txt", encoding: .utf8)
      #expect(svg.hasPrefix("<svg") && text.hasPrefix("Averages of thirty days\n"))
      let trace = CommandRun(
        arguments: [
          "trace", "adam", "--case", "by-hand", "--variant", "missing-exponent", "--plot",
          folder + "/t.svg",
        ])
      #expect(trace.code == 0 && trace.output.hasPrefix("Adam · case by-hand"))
      let drawn = try String(contentsOfFile: folder + "/t.svg", encoding: .utf8)
      #expect(drawn.contains(">missing-exponent<") && drawn.contains(">rule<"))
      let compare = CommandRun(
        arguments: [
          "compare", "adam", "--case", "by-hand", "--variant", "missing-exponent", "--plot",
          folder + "/c.svg",
        ])
      #expect(compare.code == 1 && compare.output.hasPrefix("Adam · case by-hand"))
      let same = try String(contentsOfFile: folder + "/c.svg", encoding: .utf8)
      #expect(same == drawn)
      // A case with one step has no curve: nothing is printed or written.
      let single = CommandRun(arguments: [
        "trace", "adam", "--case", "course", "--plot", folder + "/s.svg",
      ])
      #expect(single.code == 64 && single.output.isEmpty)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 4)
    }
  }

  @Test("Constants that let the numbers run away are drawn as far as there are numbers")
  func runsAway() {
    for words in [
      ["gradient-descent", "--set", "alpha=1e300"], ["momentum", "--set", "alpha=1e200"],
      ["adam", "--set", "alpha=1e308"], ["rmsprop", "--set", "epsilon=0", "--set", "alpha=0"],
      ["decay", "--set", "interval=1e300"], ["decay", "--set", "interval=1e-300"],
      ["decay", "--set", "alpha0=0"], ["ewma", "--set", "beta=0"],
      ["ewma", "--variant", "recursion-as-product"],
    ] {
      for format in ["svg", "text"] {
        let run = CommandRun(arguments: ["plot"] + words + ["--format", format])
        #expect(run.code == 0 && run.output.count > 200, "\(words): \(run.error)")
      }
    }
  }

  @Test(
    "What stays and then changes at once is drawn flat and upright, and a matrix says its entry")
  func stepped() throws {
    // Three batches of 64, 64 and 20: flat for two steps, then upright, without a slope in between.
    let count = svg("mini-batches", "--case", "course")
    let path = try #require(count.firstMatch(of: /class="line c0" d="([^"]+)"/)?.1)
    let numbers = path.split(whereSeparator: { "ML ,".contains($0) }).compactMap { Double($0) }
    let places = stride(from: 0, to: numbers.count - 1, by: 2).map {
      (numbers[$0], numbers[$0 + 1])
    }
    #expect(
      places.count == 4
        && zip(places, places.dropFirst()).allSatisfy {
          $0.0 == $1.0 || $0.1 == $1.1
        })
    #expect(count.contains("count (examples)"))
    let first = svg("adam", "--only", "W1,b1")
    #expect(first.contains("; of W1 (1×2) the first entry"))
    #expect(!svg("adam", "--only", "W1[0,0],b1").contains("the first entry"))
  }
}
