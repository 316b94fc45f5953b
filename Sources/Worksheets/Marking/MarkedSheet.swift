import Diagnosis
import Equations
import Readers
import Tracing

/// The mark of a blank.
public enum Mark: String, Sendable, CaseIterable {
  /// The number matches the key, to the digits asked for.
  case right
  /// The number differs from the key's, but follows from the student's own earlier numbers.
  case carriedForward = "follows"
  /// The number is neither.
  case wrong
  /// The number is right, but has fewer digits than asked for: it earns no points, but is not a
  /// mistake.
  case fewDigits = "too few digits"
  /// Nothing was written.
  case empty
  /// The answer is not a number, or more than one.
  case noNumber = "no number"

  /// Whether it earns its points: a mistake costs points only once.
  public var earns: Bool { self == .right || self == .carriedForward }
}

/// A blank with its mark.
public struct MarkedBlank: Sendable {
  /// The blank.
  public let blank: Blank
  /// The answer as written.
  public let text: String
  /// The answer as a number; nil if it is not one.
  public let value: Double?
  /// The mark.
  public let mark: Mark
  /// The reason for the mark: what the number is, or what is missing; empty if the answer is right.
  public let why: String
  /// The variants that give exactly this number, the most common first.
  public let variants: [AppliedVariant]
  /// The position in the file; nil if the row is missing.
  public let place: TextPlace?

  /// The beginning of the reason for two numbers in each other's blanks.
  static let exchanged = "exchanged with blank "
  /// Whether its number is exchanged with another blank's.
  var isExchanged: Bool { why.hasPrefix(Self.exchanged) }

  /// The points it earns.
  public var points: Int { mark.earns ? blank.points : 0 }
}

/// A marked worksheet.
public struct MarkedSheet: Sendable {
  /// A set of mistakes that explains every answer of a sheet, with its changes.
  public struct Explanation: Sendable {
    /// The variants; empty for the lesson's own rule, if the key uses another book's form.
    public let variants: [AppliedVariant]
    /// The equations that it changes: `write … in place of …`.
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
  /// The verdict on the whole sheet.
  public let verdict: Verdict
  /// The smallest sets of mistakes that explain every answer, the most common first.
  public let explanations: [Explanation]
  /// Notes on how the sheet was read.
  public let notes: [String]

  /// The points earned.
  public var points: Int { blanks.reduce(0) { $0 + $1.points } }
  /// The number of blanks with a mark.
  public func count(_ mark: Mark) -> Int { blanks.filter { $0.mark == mark }.count }
  /// Whether every wrong number is exchanged with another blank's.
  public var isExchanged: Bool {
    count(.wrong) > 0 && blanks.allSatisfy { $0.mark != .wrong || $0.isExchanged }
  }
  /// Whether no answer was written.
  public var isEmpty: Bool { blanks.allSatisfy { $0.mark == .empty } }
  /// Whether every blank earns its points.
  public var isFull: Bool { blanks.allSatisfy { $0.mark.earns } }
}
