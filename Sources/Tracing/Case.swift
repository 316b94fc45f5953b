import Equations
import JSON
import Numerics

/// Named inputs of a lesson: constants, start values, and the values of each step.
public struct Case: Sendable {
  /// Everything but the steps.
  public var head: CaseHead
  /// The steps in order.
  public var steps: [Step]

  /// Creates a case from its parts.
  public init(head: CaseHead, steps: [Step]) {
    self.head = head
    self.steps = steps
  }

  /// The t of the last step; 0 without steps.
  public var lastT: Int { steps.last.map { $0.t + $0.times - 1 } ?? 0 }
}

/// A case without its steps, which may be too many to keep in memory.
public struct CaseHead: Sendable {
  /// The name of its lesson.
  public var lesson: String
  /// Its name.
  public var name: String
  /// A short description of what it shows.
  public var title: String
  /// The constants that the case sets; the others keep their defaults.
  public var hyperparameters: [(name: String, value: Double)]
  /// The start values of parameters and states.
  public var start: [(name: String, value: Matrix)]
  /// The convention behind the published key of the case, if it is not the rule.
  public var publishedKey: String?

  /// Creates a head from its parts.
  public init(
    lesson: String, name: String, title: String = "",
    hyperparameters: [(name: String, value: Double)] = [],
    start: [(name: String, value: Matrix)] = []
  ) {
    self.lesson = lesson
    self.name = name
    self.title = title
    self.hyperparameters = hyperparameters
    self.start = start
  }

  /// Sets a hyperparameter.
  public mutating func set(_ name: String, to value: Double) {
    if let at = hyperparameters.firstIndex(where: { $0.name == name }) {
      hyperparameters[at].value = value
    } else {
      hyperparameters.append((name, value))
    }
  }

  /// The parameters with start values, in the order of the file.
  public var parameters: [ParameterName] { start.compactMap { ParameterName($0.name) } }

  /// The value of a hyperparameter: the case's, or its default; nil for other symbols.
  public func value(of symbol: Symbol) -> Double? {
    guard case .hyperparameter(let standard, _) = symbol.role else { return nil }
    return hyperparameters.first { $0.name == symbol.name }?.value ?? standard
  }
}

/// The values given at one step: gradients or inputs.
public struct Step: Sendable {
  /// The number of the step, counted from 1.
  public var t: Int
  /// Gradients (`dW1`) or inputs (`theta`).
  public var values: [(name: String, value: Matrix)]
  /// How many times the step is repeated, with t rising each time.
  public var times: Int
  /// The step's position in its file.
  public var place: JSONPlace?

  /// Creates a step.
  public init(
    t: Int, values: [(name: String, value: Matrix)], times: Int = 1, place: JSONPlace? = nil
  ) {
    self.t = t
    self.values = values
    self.times = times
    self.place = place
  }
}

/// An error in a case, a set of variants or a request, worded for the user.
public struct CaseError: JSONFailure, Equatable, Sendable {
  /// What was found and what was expected.
  public let message: String
  /// The position in the file, if the error comes from one.
  public let place: JSONPlace?
  /// Whether the case is valid but lacks a value that the equations need.
  public let isMissingInput: Bool

  /// Creates an error.
  public init(_ message: String, at place: JSONPlace? = nil, isMissingInput: Bool = false) {
    self.message = message
    self.place = place
    self.isMissingInput = isMissingInput
  }

  /// Creates an error from a JSON error.
  public init(_ error: JSONError) {
    message = "expected \(error.expected), found \(error.found)"
    place = error.place
    isMissingInput = false
  }
}
