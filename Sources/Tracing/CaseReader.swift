import Equations
import JSON
import Numerics
import Text

/// Reads a case file step by step, in constant memory for any number of steps.
///
/// ```json
/// { "lesson": "ewma", "name": "mine", "title": "my week",
///   "hyperparameters": { "beta": 0.9 },
///   "start": { "v": 0 },
///   "steps": [ { "theta": 40 }, { "theta": 49 }, { "theta": 45, "repeat": 3 } ] }
/// ```
///
/// A value may also say how NumPy draws it (`Drawing`): after `"seed": 1`,
/// `"W1": {"randn": [2, 3]}` is `np.random.randn(2, 3)`, drawn in the order of the file.
///
/// Keys may come in any order. In a case of more than `readAhead` steps, however, `steps` must come
/// last. `"t"` defaults to one more than the step before, starting at 1; `"repeat"` repeats a step.
public struct CaseReader {
  /// Everything but the steps.
  public private(set) var head: CaseHead
  /// The number of steps that are read ahead; fewer if they hold very many numbers.
  public static let readAhead = 4096
  static let readAheadNumbers = 1 << 22
  /// The greatest t: exact as a double, and small enough for a 32-bit Int in a browser.
  static let mostT = Swift.min(1 << 53, Int64(Int.max) - Int64(mostSteps))
  /// The greatest number of steps in a case, repeats included.
  public static let mostSteps = 100_000_000

  let lesson: Lesson
  let updatesParameters: Bool
  let inputs: [String]
  var json: JSONReaderThrowing<CaseError>
  /// The generator for `{"randn": …}`, once a seed is known.
  var random: LegacyRandom?
  /// Whether `--seed` redraws every parameter and gradient, whatever the file says.
  let isRedrawn: Bool
  /// Whether any value read so far was drawn.
  public internal(set) var hasDrawn = false
  var pending: [Step] = []
  var nextPending = 0
  var seen: [String] = []
  var moreSteps = false
  var nextT = 1
  var recycled: [(name: String, value: Matrix)] = []
  var total = 0

  /// Reads everything up to the first steps.
  ///
  /// - Parameters:
  ///   - json: The file.
  ///   - lesson: The lesson of the case; the file may use the names of its symbols.
  ///   - seed: If given, redraws every parameter and gradient from this seed: normals of the same
  ///     shapes, in the order of the file.
  public init(
    _ json: JSONReader, for lesson: Lesson, redrawnFrom seed: UInt32? = nil
  ) throws(CaseError) {
    self.json = JSONReaderThrowing(json)
    random = seed.map(LegacyRandom.init)
    isRedrawn = seed != nil
    self.lesson = lesson
    updatesParameters = lesson.rule.updatesParameters
    inputs = lesson.symbols.filter { $0.role == .input }.map { $0.name }
    head = CaseHead(lesson: lesson.id, name: "")
    try self.json.beginObject("a case: an object in '{' and '}'")
    try readMembers()
  }

  /// The next step, or nil after the last.
  public mutating func next() throws(CaseError) -> Step? {
    if nextPending < pending.count {
      defer { nextPending += 1 }
      return pending[nextPending]
    }
    guard moreSteps else { return nil }
    if let step = try readStep() { return step }
    moreSteps = false
    try readMembers(afterLongSteps: true)
    return nil
  }

  /// Reads a whole case into memory.
  public static func read(_ json: JSONReader, for lesson: Lesson) throws(CaseError) -> Case {
    var reader = try CaseReader(json, for: lesson)
    var steps: [Step] = []
    while let step = try reader.next() { steps.append(step) }
    return Case(head: reader.head, steps: steps)
  }

  // MARK: Members

  mutating func readMembers(afterLongSteps: Bool = false) throws(CaseError) {
    while let key = try json.nextKey() {
      let before = json.memberPlace
      if seen.contains(key) { throw CaseError("\"\(key)\" stands here twice", at: before) }
      seen.append(key)
      if afterLongSteps {
        throw CaseError("\"\(key)\" must stand before \"steps\" in so long a case", at: before)
      }
      switch key {
      case "lesson": try readLesson()
      case "name": head.name = try text("the case's name in double quotes")
      case "title": head.title = try text("the case's title in double quotes")
      case "key": head.publishedKey = try publishedKey()
      case "seed":
        let seed = UInt32(try wholeNumber("seed", from: 0, to: Int64(UInt32.max)))
        if !isRedrawn { random = LegacyRandom(seed: seed) }
      case "hyperparameters": try readHyperparameters()
      case "start": try readStart()
      case "steps":
        try readSteps()
        if moreSteps { return }
      default:
        throw unknown(
          key, "key",
          among: ["lesson", "name", "title", "key", "seed", "hyperparameters", "start", "steps"],
          at: before)
      }
    }
    try json.end()
    guard seen.contains("steps") else {
      throw CaseError("the case has no \"steps\"", at: json.place)
    }
  }

  /// The convention behind the case's published key.
  mutating func publishedKey() throws(CaseError) -> String {
    let place = try json.valuePlace()
    let id = try text("the convention of the published key in double quotes")
    let known = lesson.variants.filter { $0.kind == .convention }.map { $0.id }
    guard known.contains(id) else { throw unknown(id, "convention", among: known, at: place) }
    return id
  }

  mutating func readLesson() throws(CaseError) {
    let place = try json.valuePlace()
    let id = try text("the lesson's name in double quotes")
    guard id.lowercased() == lesson.id else {
      throw CaseError("this case is for the lesson '\(id)', not '\(lesson.id)'", at: place)
    }
  }

  mutating func readHyperparameters() throws(CaseError) {
    let known = lesson.symbols.filter { $0.isHyperparameter }
    try json.beginObject("the hyperparameters in '{' and '}'")
    while let key = try json.nextKey() {
      let before = json.memberPlace
      guard let symbol = known.hyperparameter(named: key) else {
        throw unknown(key, "hyperparameter", among: known.map { $0.name }, at: before)
      }
      if head.hyperparameters.contains(where: { $0.name == symbol.name }) {
        throw CaseError("\"\(key)\" stands here twice", at: before)
      }
      let number = try json.number("a number for \(symbol.name)")
      try symbol.check(number.value, text: number.text, at: number.place)
      head.hyperparameters.append((symbol.name, number.value))
    }
  }

  mutating func readStart() throws(CaseError) {
    try json.beginObject("the start values in '{' and '}'")
    let states = lesson.symbols.filter { $0.isState }.map { $0.name }
    let kept = lesson.symbols.filter { $0.isKept }.map { $0.name }
    while let key = try json.nextKey() {
      let before = json.memberPlace
      if updatesParameters {
        var isKnown = ParameterName(key) != nil
        if case .derived(let state, _) = QuantityName(key) { isKnown = states.contains(state) }
        guard isKnown else {
          throw CaseError(
            "\"\(key)\" is not a start value: expected a parameter such as \"W1\" or \"b1\""
              + (states.first.map { ", or a state such as \"\($0)_dW1\"" } ?? ""),
            at: before)
        }
      } else if !kept.contains(key) {
        throw unknown(key, "start value", among: kept, at: before)
      }
      if head.start.contains(where: { $0.name == key }) {
        throw CaseError("\"\(key)\" stands here twice", at: before)
      }
      head.start.append((key, try matrix(key, isDrawn: ParameterName(key) != nil)))
    }
  }

  mutating func wholeNumber(
    _ name: String, from least: Int64, to most: Int64
  ) throws(CaseError) -> Int64 {
    let number = try json.number("a whole number for \(name)")
    guard let whole = Int64(exactly: number.value), whole >= least, whole <= most else {
      throw CaseError(
        "\(name) is \(number.text): expected a whole number from \(least) "
          + (name == "t" ? "on (t counts the steps from 1)" : "to \(most)"), at: number.place)
    }
    return whole
  }

  func unknown(
    _ word: String, _ what: String, among words: [String], at place: JSONPlace
  ) -> CaseError {
    CaseError(unknownWord(word, what, among: words), at: place)
  }
}
