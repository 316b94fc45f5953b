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
  /// Of the mistakes people make 17 in 20 are in the lesson's list, shared out by how often each was counted (with a
  /// third added, so that none is impossible); 2 are slips, and 1 is another change of an equation. A mistake that
  /// was made for some parameters only is ten times as rare.
  func cost(_ candidate: Candidate) -> Double {
    candidate.reduce(0) { sum, one in
      let variant = search.runs.book.variants[one.variant]
      let share =
        switch variant.kind {
        case .slip: 0.1 / shares.slips
        case .mutant: 0.05 / shares.mutants
        case .bug, .convention: 0.85 * (Double(variant.timesCounted) + 1 / 3) / shares.counted
        }
      return sum - bits(share) + (one.scope == .everywhere ? 0 : bits(10))
    }
  }

  /// What the numbers that are not the rule's are worth, in bits; equal numbers in place of equal ones count once.
  func evidence(_ observations: [Observation]) -> Double {
    var seen: Set<[UInt64]> = []
    var sum = 0.0
    for one in observations {
      guard case let outcome? = rule[one.subject] else { continue }
      for entry in one.entries {
        let printed = entry.printed.value
        guard let number = search.runs.number(one, entry, outcome) else {
          // A quantity that is not there, or of another shape, is seen once.
          if seen.insert([0]).inserted { sum += Self.ofSurprise }
          continue
        }
        if entry.tolerance.admits(number) { continue }
        guard seen.insert([1, printed.bitPattern, number.bitPattern]).inserted else { continue }
        guard printed.isFinite, number.isFinite else {
          if seen.insert([2]).inserted { sum += Self.ofSurprise }
          continue
        }
        let range = Swift.max(printed.magnitude, number.magnitude)
        sum += Swift.max(0, bits(range / lastUnit(entry.printed, observations.decimals)))
      }
    }
    return sum
  }

  /// What a NaN, an infinity or another shape is worth: as much as the rarest known mistake costs.
  private static let ofSurprise = 20.0

  /// The last digit that a print shows of a number: beside numbers of 8 decimals 0.5 is 0.50000000.
  private func lastUnit(_ number: PrintedNumber, _ decimals: Int) -> Double {
    let size = Swift.max(number.value.magnitude, Double.leastNormalMagnitude)
    switch number.precision {
    case .decimals(let count): return powerOfTen(-Swift.max(count, decimals))
    case .significant(let count): return size * powerOfTen(1 - count)
    case .double: return size * 0x1p-52
    case .single: return size * 0x1p-23
    case .whole: return decimals == 0 ? 1 : powerOfTen(-decimals)
    }
  }

  private func powerOfTen(_ exponent: Int) -> Double {
    let size = (0..<Swift.min(Swift.abs(exponent), 300)).reduce(1.0) { power, _ in power * 10 }
    return exponent < 0 ? 1 / size : size
  }
}

/// The binary logarithm of a positive number, straight between the powers of two: at most 0.09 too low.
private func bits(_ number: Double) -> Double {
  guard number > 0, number.isFinite else { return number > 0 ? 1024 : -1074 }
  return Double(number.exponent) + number.significand - 1
}
