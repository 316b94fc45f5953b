import JSON

/// A learner's saved progress: where stepping through each lesson stopped, and which hidden
/// mistakes were found.
///
/// ```json
/// { "schema": "gradus.progress/1",
///   "step": {
///     "adam": { "case": "course", "variants": [], "set": { "beta1": 0.5 }, "line": 12, "beat": 2 } },
///   "hunt": {
///     "adam": ["missing-exponent", "ascent"] } }
/// ```
public struct LearnerProgress: Equatable, Sendable {
  /// A place in a lesson.
  public struct Place: Equatable, Sendable {
    /// The case: a name, or a file's path.
    public var given: String
    /// The seed its numbers were drawn from; nil if the case has its own numbers.
    public var seed: UInt32?
    /// The variants switched on.
    public var variants: [String]
    /// The hyperparameters with other values than the case's.
    public var set: [Setting]
    /// The line of the run, from 1.
    public var line: Int
    /// The number of its beats that were visible, 1 to 3.
    public var beat: Int
    /// Whether the learner was predicting results.
    public var predicts: Bool
    /// The number of significant digits shown.
    public var digits: Int

    /// Creates a place.
    public init(
      given: String, seed: UInt32? = nil, variants: [String], set: [Setting], line: Int, beat: Int,
      predicts: Bool = false, digits: Int = 7
    ) {
      self.predicts = predicts
      self.digits = digits
      self.given = given
      self.seed = seed
      self.variants = variants
      self.set = set
      self.line = line
      self.beat = beat
    }
  }

  /// A hyperparameter and its changed value.
  public struct Setting: Equatable, Sendable {
    /// Its name.
    public var name: String
    /// Its value.
    public var value: Double

    /// Creates a setting.
    public init(name: String, value: Double) {
      self.name = name
      self.value = value
    }
  }

  /// A lesson's place, by the lesson's name.
  public var places: [(lesson: String, place: Place)] = []
  /// A lesson's solved rounds, by the lesson's name.
  public var solved: [(lesson: String, rounds: [String])] = []

  /// Creates empty progress.
  public init() {}

  /// Whether both hold the same progress.
  public static func == (a: LearnerProgress, b: LearnerProgress) -> Bool { a.json == b.json }

  /// The place where stepping through a lesson stopped.
  public func place(_ lesson: String) -> Place? { places.first { $0.lesson == lesson }?.place }

  /// The solved rounds of a lesson.
  public func rounds(_ lesson: String) -> [String] {
    solved.first { $0.lesson == lesson }?.rounds ?? []
  }

  /// Remembers where stepping through a lesson stopped.
  public mutating func remember(_ place: Place, of lesson: String) {
    places.removeAll { $0.lesson == lesson }
    places.append((lesson, place))
  }

  /// Remembers the solved rounds of a lesson; earlier ones stay unless they are to be forgotten.
  public mutating func remember(
    solved rounds: [String], of lesson: String, forgetsOthers: Bool = false
  ) {
    var all = forgetsOthers ? [] : self.rounds(lesson)
    for round in rounds where !all.contains(round) { all.append(round) }
    solved.removeAll { $0.lesson == lesson }
    solved.append((lesson, all))
  }

  // MARK: JSON

  /// The contents of the progress file.
  public var json: [UInt8] {
    var json = JSONWriter()
    json.object(.spaced) { json in
      json.newline(2)
      json.member("schema", "gradus.progress/1")
      json.newline(2)
      json.object("step", .hanging(4)) { json in
        for one in places.sorted(by: { $0.lesson < $1.lesson }) {
          json.key(named: one.lesson)
          one.place.write(&json)
        }
      }
      json.newline(2)
      json.object("hunt", .hanging(4)) { json in
        for one in solved.sorted(by: { $0.lesson < $1.lesson }) {
          json.key(named: one.lesson)
          json.list(one.rounds)
        }
      }
    }
    json.raw("\n")
    return json.bytes
  }

  /// Reads the contents of a progress file.
  ///
  /// - Throws: `JSONError` if `json` could not have written it.
  public init(_ bytes: [UInt8]) throws(JSONError) {
    var json = JSONReader(bytes: bytes)
    let expected = "what Gradus remembers: { \"schema\": \"gradus.progress/1\", … }"
    try json.beginObject(expected)
    var hasSchema = false
    while let key = try json.nextKey() {
      switch key {
      case "schema":
        let place = try json.valuePlace()
        let schema = try json.string("\"gradus.progress/1\"")
        guard schema == "gradus.progress/1" else {
          throw JSONError(place, found: "\"\(schema)\"", expected: "\"gradus.progress/1\"")
        }
        hasSchema = true
      case "step":
        try json.beginObject("an object of lessons")
        while let lesson = try json.nextKey() { places.append((lesson, try Self.place(&json))) }
      case "hunt":
        try json.beginObject("an object of lessons")
        while let lesson = try json.nextKey() {
          solved.append((lesson, try Self.texts(&json, "a list of solved rounds")))
        }
      default: try json.skip()
      }
    }
    guard hasSchema else { throw JSONError(json.place, found: "no schema", expected: expected) }
    try json.end()
  }

  private static func place(_ json: inout JSONReader) throws(JSONError) -> Place {
    var place = Place(given: "", variants: [], set: [], line: 1, beat: 1)
    try json.beginObject("a place: { \"case\": …, \"line\": … }")
    while let key = try json.nextKey() {
      switch key {
      case "case": place.given = try json.string("the name of a case")
      case "seed":
        let at = try json.valuePlace()
        let value = try json.value("a seed")
        guard let seed = UInt32(exactly: value) else {
          throw JSONError(at, found: "\(value)", expected: "a seed")
        }
        place.seed = seed
      case "variants": place.variants = try texts(&json, "a list of variants")
      case "line": place.line = try whole(&json, "the number of a line")
      case "beat": place.beat = try whole(&json, "1, 2 or 3")
      case "digits": place.digits = try whole(&json, "a number of digits")
      case "predict": place.predicts = try json.word("true or false") == "true"
      case "set":
        try json.beginObject("an object of hyperparameters")
        while let name = try json.nextKey() {
          place.set.append(Setting(name: name, value: try json.value("a number")))
        }
      default: try json.skip()
      }
    }
    return place
  }

  private static func texts(
    _ json: inout JSONReader, _ expected: String
  ) throws(JSONError) -> [String] {
    var found: [String] = []
    try json.beginArray(expected)
    while try json.nextElement() { found.append(try json.string("a name")) }
    return found
  }

  private static func whole(
    _ json: inout JSONReader, _ expected: String
  ) throws(JSONError) -> Int {
    let place = try json.valuePlace()
    let value = try json.value(expected)
    guard let whole = Int(exactly: value), whole > 0 else {
      throw JSONError(place, found: "\(value)", expected: expected)
    }
    return whole
  }
}

extension LearnerProgress.Place {
  fileprivate func write(_ json: inout JSONWriter) {
    json.object(.spaced) { json in
      json.member("case", given)
      if let seed { json.member("seed", seed) }
      json.member("variants", variants)
      json.object("set", .spaced, numbers: set.map { ($0.name, $0.value) })
      json.member("line", line)
      json.member("beat", beat)
      json.member("digits", digits)
      json.member("predict", predicts)
    }
  }
}
