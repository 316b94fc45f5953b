import Diagnosis
import Equations
import Readers
import Tracing

/// How often the diagnosis finds the mistakes behind some numbers.
struct Recovery {
  /// The result for one set of variants.
  enum Outcome {
    /// Named, alone or with others that print the same.
    case named
    /// The set prints the same as a smaller one, which was named: the rest is invisible here.
    case smaller
    /// Another set, of the same size or larger, was named.
    case other
    /// Nothing was named.
    case unknown
  }

  var total = 0
  var alone = 0
  var inGroup = 0
  var smaller = 0
  var other: [String] = []
  var unknown: [String] = []

  /// The share of sets that were named or that print the same as a smaller set.
  var share: Double {
    total == 0 ? 1 : Double(alone + inGroup + smaller) / Double(total)
  }

  mutating func add(_ set: [AppliedVariant], _ report: Report) {
    total += 1
    let wanted = set.map { $0.argument }.sorted()
    let named = report.diagnoses.flatMap { one in
      [one.variants.map { $0.argument }.sorted()]
        + one.equivalents.map { $0.split(separator: ",").map(String.init).sorted() }
    }
    let text = wanted.joined(separator: ",")
    if named.contains(wanted) {
      if report.diagnoses.count == 1 { alone += 1 } else { inGroup += 1 }
    } else if report.verdict == .unknown {
      unknown.append(text)
    } else if report.verdict == .correct || named.contains(where: { $0.count < wanted.count }) {
      smaller += 1
    } else {
      other.append("\(text) -> \(report.diagnoses.map { $0.argument }.joined(separator: " | "))")
    }
  }

  func line(_ name: String) -> String {
    func percent(_ count: Int) -> String {
      let tenths = total == 0 ? 1000 : (count * 1000 + total / 2) / total
      return "\(tenths / 10).\(tenths % 10) %"
    }
    return "\(name): \(total) sets; named alone \(alone), in a group \(inGroup), as a smaller set "
      + "\(smaller), as another \(other.count), unknown \(unknown.count): "
      + percent(alone + inGroup + smaller)
  }
}

extension Lesson {
  /// Every set of a given size of the lesson's variants that can be in the same code and runs on a
  /// case.
  func compatibleSets(_ size: Int) -> [[AppliedVariant]] {
    let all = variants.map { AppliedVariant($0) }
    var sets: [[AppliedVariant]] = []
    func extend(_ set: [AppliedVariant], from: Int) {
      if set.count == size {
        if canBeTogether(set) { sets.append(set) }
        return
      }
      for next in from..<all.count { extend(set + [all[next]], from: next + 1) }
    }
    extend([], from: 0)
    return sets
  }
}

extension Lesson {
  /// Random sets of mistakes that can be in the same code, no two of which change the same line.
  ///
  /// - Parameters:
  ///   - others: Mistakes besides the lesson's own: half of each set's are from there.
  ///   - count: The most sets; fewer if hardly any exist.
  func disjointSets(
    _ size: Int, with others: [Variant], count: Int, using random: inout FixedRandom
  ) -> [[AppliedVariant]] {
    let all = (variants + others).map { AppliedVariant($0) }
    let lines = all.map { one in Set(changedLines(one)) }
    var sets: [[AppliedVariant]] = []
    var seen: Set<[Int]> = []
    for _ in 0..<count * 20 where sets.count < count {
      let own = variants.indices.shuffled(using: &random)
      let rest = (variants.count..<all.count).shuffled(using: &random)
      var places: [Int] = []
      var taken: Set<Int> = []
      for place in own.prefix(Int.random(in: 0...size, using: &random)) + rest + own {
        guard places.count < size, !lines[place].isEmpty, taken.isDisjoint(with: lines[place])
        else { continue }
        places.append(place)
        taken.formUnion(lines[place])
      }
      places.sort()
      guard places.count == size, seen.insert(places).inserted else { continue }
      let set = places.map { all[$0] }
      if canBeTogether(set) { sets.append(set) }
    }
    return sets
  }

  /// Whether variants can be in the same code; the context of one is not counted: a program that forgets the floor
  /// has the staircase.
  private func canBeTogether(_ set: [AppliedVariant]) -> Bool {
    let names = set.map { $0.variant.id }
    let isRedundant = set.contains { $0.variant.within.map(names.contains) ?? false }
    return !isRedundant && (try? EditedRule(rule, applying: withContext(set))) != nil
  }

  /// The lines of the rule that a variant changes, by their place; empty if it changes none by itself.
  private func changedLines(_ one: AppliedVariant) -> [Int] {
    guard one.variant.within == nil, let edited = try? EditedRule(rule, applying: [one]) else {
      return []
    }
    let kinds = [false, true].map { ParameterKind(isBias: $0, layer: 1) }
    return rule.lines.indices.filter { place in
      kinds.contains { kind in
        !edited.rule(isBias: kind.isBias, layer: kind.layer).lines.contains(rule.lines[place])
      }
    }
  }
}
