import Diagnosis
import Equations
import Interaction
import Numerics
import Text
import Tracing

/// Rounds of a search for hidden mistakes: first the line that is wrong, then what is wrong with it, then
/// the explanation.
public struct Hunt {
  /// What is asked for now.
  enum Phase: Equatable {
    /// Which line is the first that is wrong.
    case line
    /// Which mistake it is.
    case name
    /// Nothing: the explanation is shown.
    case explained
    /// Nothing: every round is solved.
    case end
  }

  let lesson: Lesson
  let plan: HuntPlan
  /// The rounds that are solved, by their names.
  public internal(set) var solved: [String]
  var current = 0
  var phase = Phase.line
  /// The mistakes to choose from.
  var choices: [AppliedVariant] = []
  /// How many hints were given in this round.
  var rung = 0
  /// What was last said, so that an Enter with nothing typed leaves it on the screen.
  var said: [StyledLine] = []
  /// Whether the last answer was a single key, after which many people press Enter.
  var wasKey = false
  /// What the last command has brought to light, for those who read line by line.
  var spoken: [StyledLine] = []

  /// Whether the lesson has rounds at all.
  public var isEmpty: Bool { plan.rounds.isEmpty }
  /// How many rounds there are.
  public var roundCount: Int { plan.rounds.count }
  /// How many levels there are.
  public var levelCount: Int { plan.levels.count }

  /// Begins with the first round that is not solved.
  ///
  /// - Parameters:
  ///   - lesson: The lesson.
  ///   - solved: The rounds that were solved before.
  ///   - level: The level to begin at, from 1; nil for wherever something is left.
  public init(_ lesson: Lesson, solved: [String] = [], level: Int? = nil) {
    self.init(HuntPlan(lesson), solved: solved, level: level)
  }

  /// Begins with the first round of a plan that is not solved.
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

  /// Begins a round, counted from 0; one that is not there changes nothing.
  public mutating func begin(_ index: Int) {
    guard plan.rounds.indices.contains(index) else { return }
    current = index
    phase = .line
    rung = 0
    choices = plan.choices(for: index)
    spoken = heading + [""] + task + [""] + printed
  }

  /// The next round that is not solved, from the present one on and then from the beginning.
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
  /// The mistakes to choose from in a round: what is hidden, and others that show in the same case.
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
    // Those that go wrong in the same line are the ones to be told apart.
    let near = others.filter { $0.0.firstWrong == round.firstWrong }
    let far = others.filter { $0.0.firstWrong != round.firstWrong }
    var random = LegacyRandom(seed: UInt32(truncatingIfNeeded: index &* 7_919 &+ 1))
    others = random.shuffled(near) + random.shuffled(far)
    if others.count < wanted {
      // A lesson with few mistakes of its own borrows from those that any lesson can have.
      others += random.shuffled(lesson.slips.compactMap(visible))
    }
    let chosen = round.hidden + others.prefix(wanted - round.hidden.count).map { $0.1 }
    return random.shuffled(chosen)
  }

  /// What one mistake prints on a round's case; nil if it does not show there.
  private func alone(_ mistake: AppliedVariant, asIn round: HuntRound) -> HuntRound? {
    // Most mistakes have a round of their own on the same case: that one need not be run again.
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
