/// A named edit of a rule: a bug somebody made, or another book's equally valid form.
///
/// A variant is never a second copy of the rule: it is the smallest list of edits that turns the
/// rule into it, so that sets of variants can run together as learners make mistakes together.
public struct Variant: Sendable {
  /// Whether the numbers are wrong, or right in another book.
  public enum Kind: String, Sendable {
    /// A mistake.
    case bug
    /// An equally valid form.
    case convention
    /// A mistake that needs no lesson of its own: an index one off, a constant misread.
    case slip
    /// A systematic change of one equation, which nobody has been seen to make yet.
    case mutant

    /// What a trace says in front of its name.
    public var introduction: String {
      switch self {
      case .bug: "with the bug"
      case .convention: "by the convention"
      case .slip: "with the slip"
      case .mutant: "with the change"
      }
    }

    /// How a heading calls it.
    public var title: String {
      switch self {
      case .bug: "Bug"
      case .convention: "Convention"
      case .slip: "Slip"
      case .mutant: "Change"
      }
    }
  }

  /// The kebab-case name used on the command line: `epsilon-inside-root`.
  public let id: String
  /// Mistake or convention.
  public let kind: Kind
  /// What it does, in one plain sentence.
  public let title: String
  /// When its numbers are the rule's own.
  public let invisible: String
  /// Where it was seen: a seed document's line, a framework, public implementations.
  public let sources: [String]
  /// The convention this is a mistake in: a missing floor needs the staircase first.
  public let within: String?
  /// What it changes.
  public let edits: [Edit]
  /// Whether it is only another form of the same numbers, v + (1 − β)·(θ − v) for β·v + (1 − β)·θ: the last bits
  /// differ, which no print and no blank can show.
  public let isOtherForm: Bool

  /// In how many public implementations it was counted: what its sources say, "77 of 203 public
  /// implementations"; 0 if nobody counted.
  public var timesCounted: Int {
    for source in sources where source.hasSuffix("public implementations") {
      if let count = source.split(separator: " ").first.flatMap({ Int($0) }) { return count }
    }
    return 0
  }

  /// Creates a variant from its parts.
  public init(
    _ id: String, _ kind: Kind, _ title: String, invisible: String, sources: [String],
    within: String? = nil, isOtherForm: Bool = false, edits: [Edit]
  ) {
    self.id = id
    self.kind = kind
    self.title = title
    self.invisible = invisible
    self.sources = sources
    self.within = within
    self.edits = edits
    self.isOtherForm = isOtherForm
  }
}

extension [Variant] {
  /// The variants in the order of how often they were counted, those of one count as they stood.
  public var mostCommonFirst: [Variant] {
    enumerated().sorted { a, b in
      let (x, y) = (a.element.timesCounted, b.element.timesCounted)
      return x == y ? a.offset < b.offset : x > y
    }.map { $0.element }
  }
}

/// Variants as they are to be applied: which, and to which parameters.
public struct AppliedVariant: Sendable {
  /// The variant.
  public let variant: Variant
  /// Narrows the variant to some parameters: `layer-index-exponent@weights`.
  public let scope: Edit.Scope

  /// Applies a variant to the parameters of a scope.
  public init(_ variant: Variant, scope: Edit.Scope = .everywhere) {
    self.variant = variant
    self.scope = scope
  }

  /// The name with its scope, as `--variant` takes it.
  public var argument: String {
    scope == .everywhere ? variant.id : "\(variant.id)@\(scope.name)"
  }
}
