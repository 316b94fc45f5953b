import Equations
import JSON
import Numerics
import Tracing

/// All that a worksheet and its key are made from, small enough to stand in one line of either.
///
/// ```json
/// {"lesson": "adam", "case": "course", "set": {"alpha": 0.1}, "ask": ["v", "W1[0,0]=2"], "steps": [2],
///  "digits": 5, "points": 1, "convention": ["epsilon-inside-root"], "student": "Ann"}
/// ```
///
/// A filled worksheet that comes back is marked by what it says of itself here (`WorksheetSpec.found(in:)`).
public struct WorksheetSpec: Equatable, Sendable {
  /// Where the numbers come from.
  public enum Given: Equatable, Sendable {
    /// A case of the lesson, by its name.
    case named(String)
    /// A case file's text on one line: of somebody's own file, or drawn from a seed.
    case whole([UInt8])
  }

  /// A hyperparameter with another value than the case gives it.
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
  /// The seed its numbers were drawn from; nil if they are its own.
  public var seed: UInt32?
  /// Hyperparameters with other values.
  public var settings: [Setting]
  /// What is asked for.
  public var asked: BlankSelection
  /// To how many significant digits.
  public var digits: Int
  /// The other book's forms the key is in, by their ids.
  public var convention: [String]
  /// Whose worksheet it is.
  public var student: String?

  /// How many significant digits are asked for if nobody says.
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
  /// A case that is not the lesson's own.
  public init(_ given: Case) { self = .whole(given.oneLine) }
}

extension Case {
  /// The case as a case file has it, on one line.
  var oneLine: [UInt8] {
    var line = JSONWriter()
    var whole = JSONReader(bytes: json)
    // It was written this moment: there is nothing in it that cannot be read.
    try? line.copy(from: &whole)
    return line.bytes
  }
}
