import Equations
import Numerics

/// An equation that a set of variants changes.
public struct EditedLine: Equatable, Sendable {
  /// Which parameters the line is for.
  public enum Place: Hashable, Sendable {
    /// All parameters.
    case everyParameter
    /// Every step of a lesson without parameters.
    case everyStep
    /// The weights of one layer, or of all layers that no scope names.
    case weights(layer: Int?)
    /// The biases, in the same way.
    case biases(layer: Int?)
    /// The weights and biases of one layer.
    case layer(Int)
    /// The loop over the layers, which is not a line.
    case loop
    /// The answers written in place of results.
    case answers

    /// Whether the place covers everything and need not be mentioned.
    public var isEverywhere: Bool { self == .everyParameter || self == .everyStep }

    /// The place in words: `every parameter`, `weights of layer 2`, `layer 1`.
    public var words: String {
      switch self {
      case .everyParameter: "every parameter"
      case .everyStep: "every step"
      case .weights(let layer): "weights" + (layer.map { " of layer \($0)" } ?? "")
      case .biases(let layer): "biases" + (layer.map { " of layer \($0)" } ?? "")
      case .layer(let layer): "layer \(layer)"
      case .loop: "the loop"
      case .answers: "the answers"
      }
    }

    /// The place after an equation, `   (biases)`; empty if it covers everything.
    public var behindEquation: String { isEverywhere ? "" : "   (\(words))" }
  }

  /// The parameters it is for.
  public let place: Place
  /// The rule's equation; nil if the rule has no such line.
  public let rule: String?
  /// The variant's equation; nil if the variant leaves the line out.
  public let variant: String?
  /// The reason for the line in the lesson's rule; nil if the rule has no such line.
  public let reason: String?
}

extension EditedRule {
  /// The lines that differ in another edited rule, for each kind of parameter.
  public func differences(from base: EditedRule) -> [EditedLine] {
    var found: [EditedLine] = []
    func add(
      _ place: EditedLine.Place, rule: Assignment?, variant: String?
    ) {
      let own = self.base.lines.first { $0.target == rule?.target && $0.unicode == rule?.unicode }
      found.append(
        EditedLine(
          place: place, rule: rule?.unicode, variant: variant, reason: own?.reason))
    }
    for (place, isBias, layer) in places {
      let old = base.rule(isBias: isBias, layer: layer).lines
      let new = rule(isBias: isBias, layer: layer).lines
      for line in old {
        let after = new.first { $0.target == line.target }
        if after?.formula != line.formula { add(place, rule: line, variant: after?.unicode) }
      }
      for line in new where !old.contains(where: { $0.target == line.target }) {
        add(place, rule: nil, variant: line.unicode)
      }
      let order = old.map { $0.target }.filter { target in new.contains { $0.target == target } }
      let newOrder = new.map { $0.target }.filter { target in old.contains { $0.target == target } }
      if order != newOrder, let moved = zip(order, newOrder).first(where: { $0 != $1 })?.1,
        let line = new.first(where: { $0.target == moved })
      {
        add(place, rule: line, variant: "the same line, run earlier")
      }
      for target in old.map({ $0.target }) where new.filter({ $0.target == target }).count > 1 {
        for extra in new.filter({ $0.target == target }).dropFirst() {
          add(place, rule: nil, variant: extra.unicode)
        }
      }
    }
    if let loop = self.loop {
      found.append(
        EditedLine(
          place: .loop, rule: "for each layer l", variant: loop.words, reason: nil))
    }
    if let order {
      found.append(
        EditedLine(place: .loop, rule: "for each step t", variant: order.words, reason: nil))
    }
    for (target, answers) in miscopied {
      let list = answers.map { NumberStyle().text($0) }.joined(separator: ", ")
      found.append(
        EditedLine(
          place: .answers, rule: nil,
          variant: "\(target.glyph) written down as \(list)", reason: nil))
    }
    return found
  }

  /// The kinds of parameter whose equations differ, with a name for each.
  private var places: [(name: EditedLine.Place, isBias: Bool, layer: Int?)] {
    var places: [(name: EditedLine.Place, isBias: Bool, layer: Int?)] = []
    for layer in variants.scopedLayers {
      if rule(isBias: false, layer: layer) == rule(isBias: true, layer: layer) {
        let whole = layer.map { EditedLine.Place.layer($0) } ?? .everyParameter
        places.append((base.updatesParameters ? whole : .everyStep, false, layer))
      } else {
        places.append((.weights(layer: layer), false, layer))
        places.append((.biases(layer: layer), true, layer))
      }
    }
    return places
  }
}

extension Lesson {
  /// The changes that variants make in the equations, beyond the conventions they are mistakes in.
  ///
  /// - Returns: Nil if the variants exclude each other.
  public func editedLines(of variants: [AppliedVariant]) -> [EditedLine]? {
    let (context, _, full) = sides(of: variants)
    guard let edited = try? EditedRule(rule, applying: full),
      let base = try? EditedRule(rule, applying: context)
    else { return nil }
    return edited.differences(from: base)
  }
}

extension LayerLoop {
  /// The loop's mistake, in a few words.
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
