import Equations
import Numerics

/// The rule and a variant of it run over one case: where they part, and what differs.
public struct Comparison: Sendable {
  /// The lesson's name.
  public let lesson: String
  /// The case's name.
  public let caseName: String
  /// The variants compared with the rule.
  public let variants: [AppliedVariant]
  /// The conventions both sides run with: the ones the variants are mistakes in.
  public let context: [AppliedVariant]
  /// The lines whose equations differ, the rule's and the variant's, for each kind of parameter.
  public let edits: [EditedLine]
  /// The first number that differs; nil if none does, or if the variant cannot run.
  public let divergence: Divergence?
  /// The lines whose values differ, and those only one side has.
  public let lines: [DifferingLine]
  /// How many lines were compared.
  public let lineCount: Int
  /// What the rule leaves behind.
  public let ruleOutputs: [(name: String, value: Matrix)]
  /// What the variant leaves behind.
  public let variantOutputs: [(name: String, value: Matrix)]
  /// Why the variant stops, where Python would stop with an error.
  public let failure: String?

  /// A line that the variant writes differently.
  public struct EditedLine: Sendable {
    /// Which parameters it is for: `every parameter`, `biases`, `layer 2`.
    public let place: String
    /// The rule's equation; nil if the rule has no such line.
    public let rule: String?
    /// The variant's equation; nil if the variant leaves the line out.
    public let variant: String?
  }

  /// The first number that differs.
  public struct Divergence: Sendable {
    /// The step.
    public let t: Int
    /// The parameter; empty in a lesson without parameters.
    public let parameter: String
    /// The quantity.
    public let target: String
    /// The element, counted from 0; nil if the shapes differ.
    public let element: MatrixIndex?
    /// The rule's number there.
    public let rule: Double
    /// The variant's.
    public let variant: Double
    /// What is to be seen, in words.
    public let words: String
  }

  /// A line whose values differ, or that only one side has.
  public struct DifferingLine: Sendable {
    /// The step.
    public let t: Int
    /// The parameter.
    public let parameter: String
    /// Its layer.
    public let layer: Int?
    /// The rule's line; nil if it has none.
    public let rule: TraceLine?
    /// The variant's line; nil if it has none.
    public let variant: TraceLine?
  }

  /// Compares a set of variants with the rule on a case.
  ///
  /// - Throws: `CaseError` if the rule cannot run on the case, or the variants exclude each other. A
  ///   variant that stops where Python would stop is no error but a result: `failure`.
  public init(
    _ lesson: Lesson, variants: [AppliedVariant], _ given: Case
  ) throws(CaseError) {
    let (context, own, full) = lesson.sides(of: variants)
    let rule = try Trace(lesson, variants: context, given)
    self.lesson = lesson.id
    caseName = given.head.name
    self.variants = own
    self.context = context
    ruleOutputs = rule.outputs
    let edited: EditedRule
    let base: EditedRule
    do {
      edited = try EditedRule(lesson.rule, applying: full)
      base = try EditedRule(lesson.rule, applying: context)
    } catch {
      throw CaseError(error.message)
    }
    edits = edited.differences(from: base)
    let variant: Trace
    do {
      variant = try Trace(lesson, variants: full, given)
    } catch {
      failure = error.message
      isVisible = true
      divergence = nil
      lines = []
      lineCount = 0
      variantOutputs = []
      return
    }
    failure = nil
    variantOutputs = variant.outputs
    var walk = Walk()
    for (before, after) in zip(rule.steps, variant.steps) { walk.compare(before, after) }
    lines = walk.lines
    lineCount = walk.count
    divergence = walk.divergence
    let unchanged = rule.outputs.allSatisfy { output in
      variant.outputs.contains { $0.name == output.name && $0.value == output.value }
    }
    isVisible = walk.resultDiffers || !unchanged
  }

  /// Whether some result differs after some step: a parameter, a state, a value of the series; or
  /// the variant stops.
  ///
  /// Lines in between may differ without any result showing it.
  public let isVisible: Bool
}

extension Lesson {
  /// What is compared where variants are compared with the rule.
  ///
  /// - Returns: The conventions both sides run with, which the variants are mistakes in; the variants
  ///   that are looked at; everything the second side runs with.
  public func sides(
    of variants: [AppliedVariant]
  ) -> (context: [AppliedVariant], own: [AppliedVariant], full: [AppliedVariant]) {
    let full = withContext(variants)
    let context = full.filter { one in
      !variants.contains { $0.argument == one.argument }
        || variants.contains { $0.variant.within == one.variant.id }
    }
    let own = variants.filter { one in !context.contains { $0.argument == one.argument } }
    return (context, own, full)
  }
}

extension EditedRule {
  /// The lines that are written differently in another edited rule, for each kind of parameter.
  public func differences(from base: EditedRule) -> [Comparison.EditedLine] {
    typealias EditedLine = Comparison.EditedLine
    var found: [EditedLine] = []
    for (place, isBias, layer) in places {
      let old = base.rule(isBias: isBias, layer: layer).lines
      let new = rule(isBias: isBias, layer: layer).lines
      for line in old {
        let after = new.first { $0.target == line.target }
        if after?.formula != line.formula {
          found.append(EditedLine(place: place, rule: line.unicode, variant: after?.unicode))
        }
      }
      for line in new where !old.contains(where: { $0.target == line.target }) {
        found.append(EditedLine(place: place, rule: nil, variant: line.unicode))
      }
      let order = old.map { $0.target }.filter { target in new.contains { $0.target == target } }
      let newOrder = new.map { $0.target }.filter { target in old.contains { $0.target == target } }
      if order != newOrder, let moved = zip(order, newOrder).first(where: { $0 != $1 })?.1,
        let line = new.first(where: { $0.target == moved })
      {
        found.append(
          EditedLine(place: place, rule: line.unicode, variant: "the same line, run earlier"))
      }
      for target in old.map({ $0.target }) where new.filter({ $0.target == target }).count > 1 {
        for extra in new.filter({ $0.target == target }).dropFirst() {
          found.append(EditedLine(place: place, rule: nil, variant: extra.unicode))
        }
      }
    }
    if let loop = self.loop {
      found.append(EditedLine(place: "the loop", rule: "for each layer l", variant: loop.words))
    }
    for (target, answers) in miscopied {
      let list = answers.map { NumberStyle().text($0) }.joined(separator: ", ")
      found.append(
        EditedLine(
          place: "the answers", rule: nil, variant: "\(target.glyph) written down as \(list)"))
    }
    return found
  }
}

extension LayerLoop {
  /// What the loop does, in a few words.
  public var words: String {
    switch self {
    case .always(let layer): "layer \(layer) in every turn"
    case .firstTurnOnly: "the first layer only"
    case .allButLast: "every layer but the last"
    case .allButFirst: "every layer but the first"
    case .twice: "each layer twice"
    case .weightsOnly: "the weights only"
    case .biasesOnly: "the biases only"
    }
  }
}

extension EditedRule {
  /// The kinds of parameter whose equations differ, with a name for each.
  var places: [(name: String, isBias: Bool, layer: Int?)] {
    var places: [(name: String, isBias: Bool, layer: Int?)] = []
    for layer in variants.scopedLayers {
      let suffix = layer.map { " of layer \($0)" } ?? ""
      let weights = rule(isBias: false, layer: layer)
      let biases = rule(isBias: true, layer: layer)
      if weights == biases {
        let name = layer.map { "layer \($0)" } ?? "every parameter"
        places.append((base.updatesParameters ? name : "every step", false, layer))
      } else {
        places.append(("weights" + suffix, false, layer))
        places.append(("biases" + suffix, true, layer))
      }
    }
    return places
  }
}

/// Walks two traces side by side.
private struct Walk {
  var lines: [Comparison.DifferingLine] = []
  var count = 0
  var divergence: Comparison.Divergence?
  var resultDiffers = false

  mutating func compare(_ rule: TraceStep, _ variant: TraceStep) {
    var others = variant.updates
    for update in rule.updates {
      let at = others.firstIndex { $0.parameter == update.parameter }
      compare(update, at.map { others.remove(at: $0) }, rule.t)
    }
    for extra in others { compare(nil, extra, rule.t) }
  }

  private mutating func compare(_ rule: TraceUpdate?, _ variant: TraceUpdate?, _ t: Int) {
    let parameter = rule?.parameter ?? variant?.parameter ?? ""
    // An update that only one side makes is a difference, even if the last step hides it.
    if rule == nil || variant == nil { resultDiffers = true }
    let layer = rule?.layer ?? variant?.layer
    func record(_ rule: TraceLine?, _ variant: TraceLine?) {
      lines.append(
        Comparison.DifferingLine(
          t: t, parameter: parameter, layer: layer, rule: rule, variant: variant))
    }
    var rest = variant?.lines ?? []
    for line in rule?.lines ?? [] {
      count += 1
      guard let at = rest.firstIndex(where: { $0.target == line.target }) else {
        record(line, nil)
        continue
      }
      let match = rest[at]
      rest.remove(at: at)
      guard match.value != line.value else { continue }
      record(line, match)
      note(t, parameter, line, match)
    }
    for extra in rest {
      record(nil, extra)
      // A second assignment to a quantity the rule has too, such as a state overwritten.
      if let kept = rule?.lines.last(where: { $0.target == extra.target }),
        kept.value != extra.value
      {
        note(t, parameter, kept, extra)
      }
    }
    if divergence == nil, let rule, variant == nil, let line = rule.lines.last {
      divergence = Comparison.Divergence(
        t: t, parameter: parameter, target: line.target, element: nil, rule: .nan, variant: .nan,
        words: "At t = \(t) the rule updates \(parameter); the variant leaves it as it was.")
    }
  }

  private mutating func note(
    _ t: Int, _ parameter: String, _ rule: TraceLine, _ variant: TraceLine
  ) {
    if parameter.isEmpty || rule.assignment.target.isKept { resultDiffers = true }
    guard divergence == nil else { return }
    let quantity = rule.target
    let place = "At t = \(t), \(quantity)"
    guard rule.value.shape == variant.value.shape else {
      let isStretched = variant.value.shape.count > rule.value.shape.count
      divergence = Comparison.Divergence(
        t: t, parameter: parameter, target: quantity, element: nil, rule: .nan, variant: .nan,
        words: "\(place): the rule's is \(rule.value.shape), the variant's "
          + "\(variant.value.shape)\(isStretched ? ": NumPy has stretched it" : "").")
      return
    }
    let at =
      zip(rule.value.elements, variant.value.elements).enumerated()
      .first { !$0.element.0.hasSameBits(as: $0.element.1) }?.offset ?? 0
    let (a, b) = (rule.value.elements[at], variant.value.elements[at])
    let element = MatrixIndex(position: at, in: rule.value.shape)
    let isScalar = rule.value.shape == .scalar
    divergence = Comparison.Divergence(
      t: t, parameter: parameter, target: quantity, element: element,
      rule: a, variant: b,
      words: "\(place)\(isScalar ? "" : " at \(element)"): " + difference(a, b))
  }
}

/// How two numbers differ, in words: `the rule has 0.1, the variant 0.3: 3 times as much`.
public func difference(_ rule: Double, _ variant: Double) -> String {
  let style = NumberStyle.telling(rule, variant)
  let both = "the rule has \(style.text(rule)), the variant \(style.text(variant))"
  if variant.isNaN { return "\(both): not a number." }
  if rule.isNaN || variant.isInfinite || rule.isInfinite || rule == 0 { return "\(both)." }
  if let ulps = rule.ulps(to: variant), ulps <= 256 {
    let full = "the rule has \(shortest(rule)), the variant \(shortest(variant))"
    return "\(full): \(ulps) \(ulps == 1 ? "ulp" : "ulps") apart, the last digits only."
  }
  let ratio = variant / rule
  let times = NumberStyle(digits: 4).text(ratio.magnitude)
  if ratio < 0 {
    return "\(both): the other sign" + (times == "1" ? "." : ", \(times) times the size.")
  }
  if times == "1" || variant == 0 { return "\(both)." }
  return "\(both): \(times) times the rule's."
}
