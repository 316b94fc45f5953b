import Equations
import Numerics
import Tracing

/// The lines of a run in order, with the rule's and a variant's lines side by side.
struct PairedRun {
  /// A line of the rule, the variant's line that makes the same quantity, or both.
  struct PairedLine {
    /// The rule's line, as an index into the recording; nil if only the variant has one.
    let rule: Int?
    /// The variant's line; nil if only the rule has one, or if no variant is switched on.
    let variant: Int?
  }

  /// The run of the rule.
  let rule: Recording
  /// The run with the variants; nil if none is switched on.
  let variant: Recording?
  /// The lines in order.
  let lines: [PairedLine]

  init(_ rule: Recording, _ variant: Recording?) {
    self.rule = rule
    self.variant = variant
    guard let variant else {
      lines = rule.lines.indices.map { PairedLine(rule: $0, variant: nil) }
      return
    }
    var lines: [PairedLine] = []
    for (index, step) in rule.steps.enumerated() {
      let other = index < variant.steps.count ? Array(variant.steps[index].lines) : []
      lines += Self.matched(Array(step.lines), of: rule, other, of: variant)
    }
    self.lines = lines
  }

  /// Pairs the lines of a step that make the same quantity.
  ///
  /// A line that only the variant has follows the same line as in the variant's run.
  private static func matched(
    _ lines: [Int], of rule: Recording, _ others: [Int], of variant: Recording
  ) -> [PairedLine] {
    var partner: [Int: Int] = [:]
    var taken: Set<Int> = []
    for line in lines {
      let same = others.first { other in
        !taken.contains(other) && variant.lines[other].target == rule.lines[line].target
          && variant.lines[other].subject == rule.lines[line].subject
      }
      guard let same else { continue }
      partner[line] = same
      taken.insert(same)
    }
    var pairs: [PairedLine] = []
    for line in lines {
      let own = partner[line]
      pairs.append(PairedLine(rule: line, variant: own))
      guard var next = own.map({ $0 + 1 }) else { continue }
      while others.contains(next), !taken.contains(next) {
        taken.insert(next)
        pairs.append(PairedLine(rule: nil, variant: next))
        next += 1
      }
    }
    let rest = others.filter { !taken.contains($0) }
    return pairs + rest.map { PairedLine(rule: nil, variant: $0) }
  }

  /// The rule's line at an index, or else the variant's.
  func line(_ index: Int) -> RecordedLine? {
    guard lines.indices.contains(index) else { return nil }
    return ruleLine(index) ?? variantLine(index)
  }

  /// The rule's line at an index.
  func ruleLine(_ index: Int) -> RecordedLine? {
    guard lines.indices.contains(index) else { return nil }
    return lines[index].rule.map { rule.lines[$0] }
  }

  /// The variant's line at an index.
  func variantLine(_ index: Int) -> RecordedLine? {
    guard lines.indices.contains(index), let variant else { return nil }
    return lines[index].variant.map { variant.lines[$0] }
  }

  /// The lines of the update that the line at an index belongs to.
  func update(of index: Int) -> Range<Int> {
    guard let here = line(index) else { return 0..<0 }
    var first = index
    while let before = line(first - 1), before.t == here.t, before.subject == here.subject {
      first -= 1
    }
    var end = index + 1
    while let after = line(end), after.t == here.t, after.subject == here.subject { end += 1 }
    return first..<end
  }

  /// The first line of a step; nil if there is no such step.
  func first(ofStep t: Int) -> Int? { lines.indices.first { line($0)?.t == t } }

  /// The index of the line that makes a quantity in a step.
  func index(_ t: Int, _ target: String) -> Int? {
    lines.indices.first { line($0)?.t == t && line($0)?.target == target }
  }
}
