import Diagnosis
import Equations
import Interaction
import Numerics
import Text
import Tracing

/// A hunt for hidden mistakes, in rounds: first find the line that is wrong, then name the mistake,
/// then read the explanation.
public struct Hunt {
  /// What the learner is asked for.
  enum Phase: Equatable {
    /// Which line is the first that is wrong?
    case line
    /// Which mistake is it?
    case name
    /// Nothing: the explanation is shown.
    case explained
    /// Nothing: every round is solved.
    case end
  }

  let lesson: Lesson
  let plan: HuntPlan
  /// The names of the solved rounds.
  public internal(set) var solved: [String]
  var current = 0
  var phase = Phase.line
  /// The mistakes to choose from.
  var choices: [AppliedVariant] = []
  /// The number of hints given in this round.
  var rung = 0
  /// The last reply, kept on the screen after an empty Enter.
  var said: [StyledLine] = []
  /// Whether the last answer was a single key, which many people follow with Enter.
  var wasKey = false
  /// The lines that the last command revealed, for line mode.
  var spoken: [StyledLine] = []

  /// Whether the lesson has no rounds.
  public var isEmpty: Bool { plan.rounds.isEmpty }
  /// The number of rounds.
  public var roundCount: Int { plan.rounds.count }
  /// The number of levels.
  public var levelCount: Int { plan.levels.count }

  /// Starts at the first unsolved round.
  ///
  /// - Parameters:
  ///   - lesson: The lesson.
  ///   - solved: The rounds solved before.
  ///   - level: The level to start at, from 1; nil for the first level with an unsolved round.
  public init(_ lesson: Lesson, solved: [String] = [], level: Int? = nil) {
    self.init(HuntPlan(lesson), solved: solved, level: level)
  }

  /// Starts at the first unsolved round of a plan.
  init(_ plan: HuntPlan, solved: [String] = [], level: Int? = nil) {
    lesson = plan.lesson
    self.plan = plan
    self.solved = solved
    if let level, plan.levels.indices.contains(level - 1) {
      let rounds = plan.levels[level - 1].rounds
      begin(rounds.first { !isSolved($0) } ?? rounds.lowerBound)
    } else if let first = plan.rounds.indices.first(where: { !isSolved($0) }) {
      begin(first)
    } else {
      phase = .end
      spoken = ending
    }
  }

  var round: HuntRound { plan.rounds[current] }

  func isSolved(_ index: Int) -> Bool { solved.contains(plan.rounds[index].id) }

  /// Starts a round, counted from 0; does nothing if there is no such round.
  public mutating func begin(_ index: Int) {
    guard plan.rounds.indices.contains(index) else { return }
    current = index
    phase = .line
    rung = 0
    choices = plan.choices(for: index)
    spoken = heading + [""] + task + [""] + printed
  }

  /// Goes to the next unsolved round, searching from the current one and then from the beginning.
  mutating func goOn() {
    let count = plan.rounds.count
    let next = (1...Swift.max(1, count)).map { (current + $0) % Swift.max(1, count) }
      .first { !isSolved($0) }
    guard let next else {
      phase = .end
      spoken = ending
      return
    }
    begin(next)
  }

  mutating func solve() {
    if !solved.contains(round.id) { solved.append(round.id) }
    phase = .explained
    spoken = explanation
  }
}

extension HuntPlan {
  /// The mistakes to choose from in a round: the hidden one, and others that show in the same case.
  func choices(for index: Int) -> [AppliedVariant] {
    let round = rounds[index]
    let wanted = round.hidden.count + 4
    func visible(_ variant: Variant) -> (HuntRound, AppliedVariant)? {
      let applied = AppliedVariant(variant)
      guard !round.hidden.contains(where: { $0.argument == applied.argument }),
        let other = alone(applied, asIn: round),
        other.context.count == round.context.count, !other.looksLike(round)
      else { return nil }
      return (other, applied)
    }
    var others = lesson.variants.compactMap(visible)
    // Mistakes that go wrong in the same line are the ones to tell apart.
    let near = others.filter { $0.0.firstWrong == round.firstWrong }
    let far = others.filter { $0.0.firstWrong != round.firstWrong }
    var random = LegacyRandom(seed: UInt32(truncatingIfNeeded: index &* 7_919 &+ 1))
    others = random.shuffled(near) + random.shuffled(far)
    if others.count < wanted {
      // A lesson with few mistakes of its own adds mistakes that any lesson can have.
      others += random.shuffled(lesson.slips.compactMap(visible))
    }
    let chosen = round.hidden + others.prefix(wanted - round.hidden.count).map { $0.1 }
    return random.shuffled(chosen)
  }

  /// What one mistake prints on a round's case; nil if it does not show there.
  private func alone(_ mistake: AppliedVariant, asIn round: HuntRound) -> HuntRound? {
    // Most mistakes have a round of their own on the same case, which need not be run again.
    let own = rounds.first {
      $0.caseName == round.caseName && $0.style.digits == round.style.digits
        && $0.hidden.count == 1 && $0.hidden[0].argument == mistake.argument
    }
    return own
      ?? HuntRound(lesson, [mistake], round.caseName, round.given, digits: round.style.digits)
  }
}

extension LegacyRandom {
  fileprivate mutating func shuffled<Element>(_ all: [Element]) -> [Element] {
    permutation(all.count).map { all[$0] }
  }
}
