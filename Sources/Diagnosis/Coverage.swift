import Equations
import Numerics
import Tracing

/// Which variants each case of a lesson shows, and which pairs no case tells apart.
///
/// A variant is *seen* by a case if some result (a parameter, a state, a value of the series) differs
/// in some bit after some step from the rule's; *invisible* if none does. It is compared with the rule it
/// is a variant of: a mistake in a convention with that convention.
public struct Coverage: Sendable {
  /// What a case makes of a variant.
  public enum Sight: String, Sendable {
    /// Some result differs.
    case seen
    /// Every result is the same, bit for bit.
    case invisible
    /// The variant stops with an error.
    case stops
    /// The case does not give what the variant needs.
    case unusable = "n/a"
  }

  /// The names of the cases.
  public let cases: [String]
  /// The variants.
  public let variants: [Variant]
  /// For each variant, what each case makes of it.
  public let sights: [[Sight]]
  /// What each case makes of the rule compared with itself: invisible, or the comparison is broken.
  public let rule: [Sight]
  /// Variants that no case separates, in groups.
  public let inseparable: [[String]]

  /// The variants no case sees.
  public var unseen: [String] {
    variants.indices.filter { !sights[$0].contains { $0 == .seen || $0 == .stops } }
      .map { variants[$0].id }
  }

  /// Runs every variant on every case.
  ///
  /// - Throws: `CaseError` if the rule itself cannot run on a case.
  public init(_ lesson: Lesson, _ given: [Case]) throws(CaseError) {
    cases = given.map { $0.head.name }
    variants = lesson.variants
    var sights: [[Sight]] = Array(repeating: [], count: lesson.variants.count)
    var prints: [[Fingerprint]] = Array(repeating: [], count: lesson.variants.count)
    var rule: [Sight] = []
    for one in given {
      let plain = Fingerprint(try Trace(lesson, one), of: lesson)
      rule.append(plain == Fingerprint(try Trace(lesson, one), of: lesson) ? .invisible : .seen)
      for (index, variant) in lesson.variants.enumerated() {
        let context = variant.within.flatMap(lesson.variant).map { [AppliedVariant($0)] } ?? []
        let own = Fingerprint(lesson, [AppliedVariant(variant)], one)
        prints[index].append(own)
        guard let base = context.isEmpty ? plain : Fingerprint(lesson, context, one).ran else {
          sights[index].append(.unusable)
          continue
        }
        switch own.outcome {
        case .ran: sights[index].append(own == base ? .invisible : .seen)
        case .stopped(let error):
          sights[index].append(error.isMissingInput ? .unusable : .stops)
        }
      }
    }
    self.sights = sights
    self.rule = rule
    var groups: [(prints: [Fingerprint], ids: [String])] = []
    for (own, variant) in zip(prints, lesson.variants) {
      if let at = groups.firstIndex(where: { $0.prints == own }) {
        groups[at].ids.append(variant.id)
      } else {
        groups.append((own, [variant.id]))
      }
    }
    inseparable = groups.map { $0.ids }.filter { $0.count > 1 }
  }
}

/// The results of a run as bits: what a learner could print of it.
public struct Fingerprint: Equatable, Sendable {
  /// Whether the run came to its end.
  public enum Outcome: Equatable, Sendable {
    /// It did.
    case ran
    /// It stopped, for this reason.
    case stopped(CaseError)
  }

  /// Whether the run came to its end.
  public let outcome: Outcome
  private let bits: [UInt64]

  private init(stopped error: CaseError) {
    outcome = .stopped(error)
    bits = []
  }

  /// Takes every result of every step from a trace, as far as the lesson's rule knows them: a state
  /// that only a variant keeps is nothing to compare.
  public init(_ trace: Trace, of lesson: Lesson) {
    let results = lesson.rule.lines.map { $0.target }
      .filter { $0.isResult || !lesson.rule.updatesParameters }
    var bits: [UInt64] = []
    for step in trace.steps {
      for update in step.updates {
        // The last value of each result, in the order of the names: a changed order of lines is no
        // change of results.
        var last: [String: TraceLine] = [:]
        for line in update.lines where results.contains(line.assignment.target) {
          last[line.target] = line
        }
        bits.append(UInt64(update.parameter.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) }))
        for name in last.keys.sorted() {
          guard let line = last[name] else { continue }
          bits.append(UInt64(line.value.shape.rows) << 32 | UInt64(line.value.shape.columns))
          bits += line.value.elements.map { $0.isNaN ? Double.nan.bitPattern : $0.bitPattern }
        }
      }
    }
    self.bits = bits
    outcome = .ran
  }

  /// Runs a set of variants on a case and takes its results.
  public init(_ lesson: Lesson, _ variants: [AppliedVariant], _ given: Case) {
    do {
      self.init(try Trace(lesson, variants: variants, given), of: lesson)
    } catch {
      self.init(stopped: error)
    }
  }

  var ran: Fingerprint? { outcome == .ran ? self : nil }
}

extension Symbol {
  /// Whether a learner prints it: a parameter or a state.
  var isResult: Bool { role == .parameter || isState }
}
