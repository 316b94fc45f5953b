/// The contents of a learner's file: arrays in order, in one or more parts.
public struct Reading: Equatable, Sendable {
  /// The kind of input.
  public enum Kind: String, Equatable, Sendable {
    /// Text as a program printed it, Markdown and HTML included.
    case text
    /// A Jupyter notebook.
    case notebook
    /// JSON, or nested lists.
    case json
    /// Gradus's own trace.
    case trace
    /// NumPy's file of one array.
    case npy
    /// NumPy's file of several arrays.
    case npz
    /// Comma- or tab-separated values.
    case csv
  }

  /// A part of the input that was printed at once: a notebook's cell, a student's rows.
  public struct Part: Equatable, Sendable {
    /// The arrays in order.
    public var arrays: [PrintedArray]
    /// The code that printed them, in a notebook.
    public var source: String?
    /// The number in front of a notebook's cell; nil if it never ran.
    public var executionCount: Int?
    /// The student, in a class file.
    public var student: String?
    /// Whether it shows the expected output, as a course's tables do, instead of an actual one.
    public var isExpected: Bool
    /// The part's location in words: "cell 12"; nil if there is only one part.
    public var title: String?

    /// Creates a part.
    public init(
      arrays: [PrintedArray], source: String? = nil, executionCount: Int? = nil,
      student: String? = nil, isExpected: Bool = false, title: String? = nil
    ) {
      self.arrays = arrays
      self.source = source
      self.executionCount = executionCount
      self.student = student
      self.isExpected = isExpected
      self.title = title
    }
  }

  /// The kind of input.
  public var kind: Kind
  /// Its parts in order.
  public var parts: [Part]
  /// Notes for the reader: cells run out of order, numbers in single precision.
  public var notes: [String]

  /// Creates a reading.
  public init(kind: Kind, parts: [Part], notes: [String] = []) {
    self.kind = kind
    self.parts = parts
    self.notes = notes
  }
}

/// The reason an input cannot be read, worded for the user.
public struct ReadingError: Error, Equatable, Sendable {
  /// What was found, what was expected, and what to do.
  public let message: String
  /// The position; nil if the error is about the whole file.
  public let place: TextPlace?

  /// Creates an error.
  public init(_ message: String, at place: TextPlace? = nil) {
    self.message = message
    self.place = place
  }
}
