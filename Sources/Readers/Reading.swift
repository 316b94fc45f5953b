/// What was read from a learner's file: arrays in order, in one or more parts.
public struct Reading: Equatable, Sendable {
  /// What kind of input it was.
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
    /// NumPy's file of several.
    case npz
    /// Comma- or tab-separated values.
    case csv
  }

  /// A part of the input that was printed at one time: a notebook's cell, a student's rows.
  public struct Part: Equatable, Sendable {
    /// The arrays in order.
    public var arrays: [PrintedArray]
    /// The code that printed them, in a notebook.
    public var source: String?
    /// The number in front of a notebook's cell; nil if it was never run.
    public var executionCount: Int?
    /// Whose part it is, in a file of a class.
    public var student: String?
    /// Whether it shows what should be printed, as a course's tables do, and not what was.
    public var isExpected: Bool
    /// Where the part stands, in words: "cell 12"; nil if there is one part only.
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

  /// What kind of input it was.
  public var kind: Kind
  /// Its parts in order.
  public var parts: [Part]
  /// What a reader should know: cells run out of order, numbers in single precision.
  public var notes: [String]

  /// Creates a reading.
  public init(kind: Kind, parts: [Part], notes: [String] = []) {
    self.kind = kind
    self.parts = parts
    self.notes = notes
  }
}

/// Why an input cannot be read, for the person whose file it is.
public struct ReadingError: Error, Equatable, Sendable {
  /// What is wrong, what was expected, what to do.
  public let message: String
  /// Where; nil if it is about the file as a whole.
  public let place: TextPlace?

  /// Creates an error.
  public init(_ message: String, at place: TextPlace? = nil) {
    self.message = message
    self.place = place
  }
}
