import Diagnosis
import Equations
import Readers
import Tracing

/// What became of a blank.
public enum Mark: String, Sendable, CaseIterable {
  /// The number is the key's, to the digits asked for.
  case right
  /// It differs from the key's, but is what the equations make of the student's own earlier numbers.
  case carriedForward = "follows"
  /// It is neither.
  case wrong
  /// It is right as far as it goes, with fewer digits than asked for: it earns nothing, and is no mistake.
  case fewDigits = "too few digits"
  /// Nothing was written.
  case empty
  /// What was written is no number, or more than one.
  case noNumber = "no number"

  /// Whether it earns its points: one slip costs once.
  public var earns: Bool { self == .right || self == .carriedForward }
}

/// A blank with its mark.
public struct MarkedBlank: Sendable {
  /// The blank.
  public let blank: Blank
  /// What was written, as it stands there.
  public let text: String
  /// What it was read as; nil where it is no number.
  public let value: Double?
  /// The mark.
  public let mark: Mark
  /// Why: what the number is, or what is missing; empty where it is simply right.
  public let why: String
  /// The variants that give this very number, the most common first.
  public let variants: [AppliedVariant]
  /// Where it stands in the file; nil if its row is missing.
  public let place: TextPlace?

  /// What is said of two numbers that stand in each other's blanks.
  static let exchanged = "exchanged with blank "
  /// Whether its number and another one changed places.
  var isExchanged: Bool { why.hasPrefix(Self.exchanged) }

  /// The points it earns.
  public var points: Int { mark.earns ? blank.points : 0 }
}

/// A worksheet that was marked.
public struct MarkedSheet: Sendable {
  /// A set of mistakes that explains every answer of a sheet, with what it changes.
  public struct Explanation: Sendable {
    /// The variants; none for the lesson's own rule, where the key is in another book's form.
    public let variants: [AppliedVariant]
    /// The equations it changes: `write … in place of …`.
    public let changes: [EditedLine]

    /// The argument of `--variant`.
    public var argument: String {
      variants.isEmpty
        ? "the lesson's own form" : variants.map { $0.argument }.joined(separator: ",")
    }
  }

  /// The worksheet with its key.
  public let worksheet: Worksheet
  /// The blanks in order.
  public let blanks: [MarkedBlank]
  /// What can be said of the whole sheet.
  public let verdict: Verdict
  /// The smallest sets of mistakes that explain every answer, the most common first.
  public let explanations: [Explanation]
  /// What to know about how the sheet was read.
  public let notes: [String]

  /// The points earned.
  public var points: Int { blanks.reduce(0) { $0 + $1.points } }
  /// How many blanks have a mark.
  public func count(_ mark: Mark) -> Int { blanks.filter { $0.mark == mark }.count }
  /// Whether every wrong number is another blank's, whose number stands here.
  public var isExchanged: Bool {
    count(.wrong) > 0 && blanks.allSatisfy { $0.mark != .wrong || $0.isExchanged }
  }
  /// Whether nothing was written.
  public var isEmpty: Bool { blanks.allSatisfy { $0.mark == .empty } }
  /// Whether every blank earns its points.
  public var isFull: Bool { blanks.allSatisfy { $0.mark.earns } }
}
