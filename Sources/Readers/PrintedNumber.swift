import Numerics

/// A number as somebody's program printed it: its value, how much of it is known, and where it stands.
public struct PrintedNumber: Equatable, Sendable {
  /// How much of a number its text tells.
  public enum Precision: Hashable, Sendable {
    /// Rounded to so many digits after the point, trailing zeros possibly dropped.
    case decimals(Int)
    /// Rounded to so many significant digits, as in scientific notation.
    case significant(Int)
    /// A double in full: 13 or more significant digits, or the eight bytes themselves.
    case double
    /// A number of single precision in full.
    case single
    /// A whole number or a truth value, written without a point.
    case whole
  }

  /// What the text reads as; NaN and the infinities are values like others.
  public var value: Double
  /// How much of it is known.
  public var precision: Precision
  /// Where it stands; nil in a file that is no text.
  public var place: TextPlace?

  /// Creates a number.
  public init(_ value: Double, _ precision: Precision, at place: TextPlace? = nil) {
    self.value = value
    self.precision = precision
    self.place = place
  }

  /// Half a unit of the last digit that was written; 0 where every digit was.
  public var halfUnit: Double {
    switch precision {
    case .decimals(let count): Numerics.halfUnit(decimals: count)
    case .significant(let count): Numerics.halfUnit(value, digits: count)
    case .whole: value.isFinite ? 0.5 : 0
    case .double, .single: 0
    }
  }
}

/// A place in a text, counted from 1 as editors count; columns are Unicode characters.
///
/// Every number of a file has one, so it is kept small; no file that is read has more lines or columns.
public struct TextPlace: Hashable, Sendable {
  private var shortLine: UInt32
  private var shortColumn: UInt32

  /// The line.
  public var line: Int {
    get { Int(clamping: shortLine) }
    set { shortLine = UInt32(clamping: newValue) }
  }
  /// The column.
  public var column: Int {
    get { Int(clamping: shortColumn) }
    set { shortColumn = UInt32(clamping: newValue) }
  }

  /// Creates a place.
  public init(line: Int, column: Int) {
    shortLine = UInt32(clamping: line)
    shortColumn = UInt32(clamping: column)
  }
}
