import Equations
import JSON
import Numerics
import Tracing

/// The complete source of a worksheet and its key, small enough for one line in either.
///
/// ```json
/// {"lesson": "adam", "case": "course", "set": {"alpha": 0.1}, "ask": ["v", "W1[0,0]=2"], "steps": [2],
///  "digits": 5, "points": 1, "convention": ["epsilon-inside-root"], "student": "Ann"}
/// ```
///
/// A returned worksheet is marked by the source it states (`WorksheetSpec.found(in:)`).
public struct WorksheetSpec: Equatable, Sendable {
  /// The source of the numbers.
  public enum Given: Equatable, Sendable {
    /// A case of the lesson, by its name.
    case named(String)
    /// The text of a case file on one line: a user's own file, or drawn from a seed.
    case whole([UInt8])
  }

  /// A hyperparameter with a changed value.
  public struct Setting: Equatable, Sendable {
    /// The ASCII name: `beta1`.
    public let name: String
    /// The value.
    public let value: Double

    /// Creates a setting.
    public init(_ name: String, _ value: Double) {
      self.name = name
      self.value = value
    }
  }

  /// The lesson's name.
  public var lesson: String
  /// The case.
  public var given: Given
  /// The seed its numbers were drawn from; nil if the case has its own numbers.
  public var seed: UInt32?
  /// Hyperparameters with changed values.
  public var settings: [Setting]
  /// The quantities to ask for.
  public var asked: BlankSelection
  /// The number of significant digits.
  public var digits: Int
  /// The ids of the other book's forms that the key uses.
  public var convention: [String]
  /// The student's name.
  public var student: String?

  /// The default number of significant digits.
  public static let usualDigits = 5

  /// Creates a source from its parts.
  public init(
    lesson: String, given: Given, seed: UInt32? = nil, settings: [Setting] = [],
    asked: BlankSelection = BlankSelection(), digits: Int = WorksheetSpec.usualDigits,
    convention: [String] = [],
    student: String? = nil
  ) {
    self.lesson = lesson
    self.given = given
    self.seed = seed
    self.settings = settings
    self.asked = asked
    self.digits = digits
    self.convention = convention
    self.student = student
  }
}

extension WorksheetSpec.Given {
  /// A case that is not one of the lesson's.
  public init(_ given: Case) { self = .whole(given.oneLine) }
}

extension Case {
  /// The case as the contents of a case file, on one line.
  var oneLine: [UInt8] {
    var line = JSONWriter()
    var whole = JSONReader(bytes: json)
    // This JSON was just written, so reading it cannot fail.
    try? line.copy(from: &whole)
    return line.bytes
  }
}
