/// A named edit of a rule: a mistake someone made, or another book's equally valid form.
///
/// A variant is not a copy of the rule but the smallest list of edits that produces it. So sets of
/// variants can run together, as learners make several mistakes at once.
public struct Variant: Sendable {
  /// Whether the numbers are wrong, or right in another book.
  public enum Kind: String, Sendable {
    /// A mistake.
    case bug
    /// An equally valid form.
    case convention
    /// A mistake that any lesson can have: an index off by one, a constant misread.
    case slip
    /// A systematic change of one equation that has not been seen in real code yet.
    case mutant

    /// The words in front of its name in a trace.
    public var introduction: String {
      switch self {
      case .bug: "with the bug"
      case .convention: "by the convention"
      case .slip: "with the slip"
      case .mutant: "with the change"
      }
    }

    /// The kind in a heading.
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
  /// A plain sentence that describes the variant.
  public let title: String
  /// The conditions under which its numbers equal the rule's.
  public let invisible: String
  /// The places where it was seen: a seed document's line, a framework, public implementations.
  public let sources: [String]
  /// The convention in which this is a mistake: a missing floor needs the staircase first.
  public let within: String?
  /// The changes it makes.
  public let edits: [Edit]
  /// Whether it is only another form of the same numbers, such as v + (1 − β)·(θ − v)
  /// for β·v + (1 − β)·θ.
  ///
  /// The last bits differ, which no print and no blank can show.
  public let isOtherForm: Bool

  /// The number of public implementations that contain it, from its sources: "77 of 203 public
  /// implementations"; 0 if none were counted.
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
  /// The variants by how often they were counted; ties keep their order.
  public var mostCommonFirst: [Variant] {
    enumerated().sorted { a, b in
      let (x, y) = (a.element.timesCounted, b.element.timesCounted)
      return x == y ? a.offset < b.offset : x > y
    }.map { $0.element }
  }
}

/// A variant to apply, and the parameters to apply it to.
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

  /// The name with its scope, as `--variant` accepts it.
  public var argument: String {
    scope == .everywhere ? variant.id : "\(variant.id)@\(scope.name)"
  }
}
