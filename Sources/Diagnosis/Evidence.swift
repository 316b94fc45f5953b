import Equations
import Numerics
import Readers
import Tracing

// How much a print can prove.
//
// A mistake with the prior share p costs −log₂ p bits. A number with few digits fits an explanation it does not come
// from with the probability (its last unit) / (the range it could lie in); −log₂ of that is what the number is worth.
// A print of E bits fits some explanation of cost c by chance with a probability of at most Σ p·2^(c − E): if only
// explanations with E ≥ c + margin are named, that is at most 2^−margin, since the shares sum to at most 1.
// Digits count as they were printed: 0.25 is one of a few hundred numbers, even where a hand has rounded nothing.
extension Diagnoser {
  /// What the evidence must exceed the cost by: of a thousand made-up prints at most one is named.
  static let margin = 10.0

  /// Whether a print has enough digits to name an explanation.
  func proves(_ observations: [Observation], _ candidate: Candidate) -> Bool {
    evidence(observations) >= cost(candidate) + Self.margin
  }

  /// What an explanation costs, in bits: the rarer its mistakes, the more.
  ///
  /// A mistake made for some parameters only is ten times as rare as the same one made for all, one made for a single
  /// parameter twenty times.
  func cost(_ candidate: Candidate) -> Double { search.cost(candidate) }

  /// What a constant with a value that was found costs at least.
  func cost(_ found: FoundConstant) -> Double {
    let share = search.otherValues.first.map { search.shares.share(of: $0) } ?? 0.025
    return Search.cost(ofDigits: found.digits) - bits(share)
  }

  /// What the numbers that are not the rule's are worth, in bits; equal numbers in place of equal ones count once.
  func evidence(_ observations: [Observation]) -> Double {
    if isNotFinite(observations) { return Self.ofNaNOnly }
    let decimals = observations.decimals
    var seen: Set<Surprise> = []
    var sum = 0.0
    for one in observations {
      guard let outcome = rule[one.subject] else { continue }
      for entry in one.entries {
        let printed = entry.printed.value
        let number = search.runs.number(one, entry, outcome)
        if let number, entry.tolerance.admits(number) { continue }
        let surprise = Surprise(printed, inPlaceOf: number)
        guard seen.insert(surprise).inserted else { continue }
        switch surprise {
        case .number, .misplaced:
          let range = Swift.max(printed.magnitude, number?.magnitude ?? 0)
          sum += Swift.max(0, bits(range / lastUnit(entry.printed, decimals)))
        case .shape, .notFinite: sum += Self.ofSurprise
        }
        if number == nil, seen.insert(.shape).inserted { sum += Self.ofSurprise }
      }
    }
    return sum
  }

  /// Whether the numbers that are not the rule's are NaNs and infinities, and fill all their arrays.
  func isNotFinite(_ observations: [Observation]) -> Bool {
    let wrong = observations.filter { one in
      rule[one.subject].map { search.runs.agreeing(one, $0) < one.count } ?? true
    }
    return !wrong.isEmpty
      && wrong.allSatisfy { one in
        !one.entries.isEmpty && one.entries.allSatisfy { !$0.printed.value.isFinite }
      }
  }

  /// What a print is worth that is a NaN or an infinity everywhere: most broken programs print it.
  private static let ofNaNOnly = 5.0

  /// What the numbers of a print are worth if they are the rule's.
  func evidenceOfRule(_ observations: [Observation]) -> Double {
    let decimals = observations.decimals
    var seen: Set<UInt64> = []
    var sum = 0.0
    for one in observations {
      for entry in one.entries where seen.insert(entry.printed.value.bitPattern).inserted {
        let size = entry.printed.value.magnitude
        if size.isFinite { sum += Swift.max(0, bits(size / lastUnit(entry.printed, decimals))) }
      }
    }
    return sum
  }

  /// What a NaN, an infinity or another shape is worth: as much as the rarest known mistake costs.
  private static let ofSurprise = 20.0

  /// The unit of the last digit shown: beside numbers of 8 decimals 0.5 is 0.50000000.
  private func lastUnit(_ number: PrintedNumber, _ decimals: Int) -> Double {
    let size = Swift.max(number.value.magnitude, Double.leastNormalMagnitude)
    return switch number.precision {
    case .decimals(let count): 2 * halfUnit(decimals: Swift.max(count, decimals))
    case .significant(let count): size * 2 * halfUnit(decimals: count - 1)
    case .double: size * 0x1p-52
    case .single: size * 0x1p-23
    case .whole: 2 * halfUnit(decimals: decimals)
    }
  }
}

extension Search {
  /// What an explanation costs, in bits.
  func cost(_ candidate: Candidate) -> Double {
    candidate.reduce(0) { sum, one in
      let share = shares.share(of: one.variant)
      let value = foundDigits[one.variant].map { Self.cost(ofDigits: $0) } ?? 0
      return sum + value - bits(share) + bits(one.scope.rarity)
    }
  }

  /// What a found value costs: a digit could have been any of ten, its power of ten one of about 16.
  static func cost(ofDigits digits: Int) -> Double { Double(digits) * bits(10) + 4 }

  /// The explanations without those that are more than a hundred times as rare as the likeliest.
  func likely(_ candidates: [Candidate]) -> [Candidate] {
    let costs = candidates.map { cost($0) }
    guard let least = costs.min() else { return [] }
    return zip(candidates, costs).filter { $0.1 <= least + bits(100) }.map { $0.0 }
  }
}

/// How a number differs from the rule's; each way counts once, however often it is seen.
private enum Surprise: Hashable {
  /// A shape that the rule's quantity does not have.
  case shape
  /// A number of such a shape.
  case misplaced(UInt64)
  /// A NaN or an infinity, printed or by the rule.
  case notFinite
  /// A number in place of another one.
  case number(printed: UInt64, rule: UInt64)

  init(_ printed: Double, inPlaceOf number: Double?) {
    if let number {
      self =
        printed.isFinite && number.isFinite
        ? .number(printed: printed.bitPattern, rule: number.bitPattern) : .notFinite
    } else {
      self = printed.isFinite ? .misplaced(printed.bitPattern) : .notFinite
    }
  }
}

/// How the mistakes people make are shared out among those that a lesson can name.
///
/// 82 in 100 are in the lesson's list, by how often each was counted; 7.5 are slips, 2.5 a constant with another value,
/// 5 another change of an equation, and up to 3 of the kinds that are tried by themselves, each with a share of its own.
/// The shares sum to 1 at most.
struct MistakeShares {
  private var shares: [Double] = []

  /// - Parameters:
  ///   - otherValues: The variants that are a constant with another value.
  ///   - aloneKinds: The kinds that are tried by themselves, after all others.
  init(
    _ variants: [Variant], otherValues: Range<Int>,
    aloneKinds: [(share: Double, members: Range<Int>)] = []
  ) {
    var counted = 0.0
    var slips = 0.0
    var mutants = 0.0
    let common = variants[..<otherValues.lowerBound]
    for variant in common {
      switch variant.kind {
      case .slip: slips += 1
      case .mutant: mutants += 1
      case .bug, .convention: counted += Self.weight(variant)
      }
    }
    shares = common.map { variant in
      switch variant.kind {
      case .slip: 0.075 / slips
      case .mutant: 0.05 / mutants
      case .bug, .convention: 0.82 * Self.weight(variant) / counted
      }
    }
    shares += otherValues.map { _ in 0.025 / Double(otherValues.count) }
    for kind in aloneKinds {
      shares += kind.members.map { _ in kind.share / Double(kind.members.count) }
    }
  }

  /// The share of a variant, by its index.
  func share(of variant: Int) -> Double { shares[variant] }

  /// How often a mistake was counted; a third is added, so that none is impossible.
  private static func weight(_ variant: Variant) -> Double { Double(variant.timesCounted) + 1 / 3 }
}

extension Edit.Scope {
  /// How much rarer a mistake is in this scope than everywhere.
  fileprivate var rarity: Double {
    switch self {
    case .everywhere: 1
    case .weights, .biases, .layer: 10
    case .parameter: 20
    }
  }
}

/// The binary logarithm of a positive number, straight between the powers of two: at most 0.09 too low.
private func bits(_ number: Double) -> Double {
  guard number > 0, number.isFinite else { return number > 0 ? 1024 : -1074 }
  return Double(number.exponent) + number.significand - 1
}
