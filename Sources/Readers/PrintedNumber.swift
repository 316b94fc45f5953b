import Numerics

/// A number printed by a program: its value, its precision, and its position.
public struct PrintedNumber: Equatable, Sendable {
  /// How much a number's text reveals of it.
  public enum Precision: Hashable, Sendable {
    /// Rounded to a number of digits after the point; trailing zeros may be missing.
    case decimals(Int)
    /// Rounded to a number of significant digits, as in scientific notation.
    case significant(Int)
    /// A double in full: 13 or more significant digits, or the eight bytes themselves.
    case double
    /// A single-precision number in full.
    case single
    /// A whole number or a truth value, written without a point.
    case whole
  }

  /// The value of the text; NaN and the infinities are values like any other.
  public var value: Double
  /// The precision.
  public var precision: Precision
  /// The position; nil in a binary file.
  public var place: TextPlace?

  /// Creates a number.
  public init(_ value: Double, _ precision: Precision, at place: TextPlace? = nil) {
    self.value = value
    self.precision = precision
    self.place = place
  }

  /// Half a unit of the last digit written; 0 if all digits were written.
  public var halfUnit: Double {
    switch precision {
    case .decimals(let count): Numerics.halfUnit(decimals: count)
    case .significant(let count): Numerics.halfUnit(value, digits: count)
    case .whole: value.isFinite ? 0.5 : 0
    case .double, .single: 0
    }
  }
}

/// A position in a text, counted from 1 as in editors; columns are Unicode characters.
///
/// Every number of a file has one, so it is stored in little memory; no accepted file has more
/// lines or columns than fit.
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
