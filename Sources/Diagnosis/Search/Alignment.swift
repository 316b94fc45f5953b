import Equations
import Numerics
import Readers
import Tracing

/// Which printed array is which quantity of the case.
struct Alignment {
  /// What can be compared, in the order in which it was printed.
  private(set) var observations: [Observation] = []
  /// What a reader should know: arrays matched by their shape, labels nobody knows.
  private(set) var notes: [String] = []
  /// How many arrays were recognised by their labels.
  private(set) var labelled = 0
  /// How many labels nobody knows.
  var unknownCount: Int { unknown.count }

  private let isNamedByFile: Bool
  private let ruleNames: [String]
  private let runs: VariantRuns
  private let names: [String: (subject: Int, symbol: Int)]
  /// The rule's own outcomes, one a parameter, for the shapes that are to be expected.
  private let rule: [Int?]
  private var unlabelled: [PrintedArray] = []
  /// Plain numbers whose labels tell a step.
  private var numbered: [(number: Int, symbol: Int, array: PrintedArray)] = []
  /// Plain numbers under one label of a series: what a print inside the loop leaves.
  private var repeated: [Int: [PrintedNumber]] = [:]
  private var unknown: [String] = []

  /// Finds the quantities of a part of a reading.
  ///
  /// - Parameters:
  ///   - part: The part.
  ///   - isNamedByFile: Whether its name is that of a file, which may say nothing.
  ///   - runs: The case.
  ///   - rule: The rule's own outcomes.
  ///   - ruleNames: Names of rules, which say nothing in front of a label: `adam W1`.
  init(
    _ part: Reading.Part, isNamedByFile: Bool = false, _ runs: VariantRuns, rule: [Int?],
    ruleNames: [String]
  ) {
    self.ruleNames = ruleNames
    self.isNamedByFile = isNamedByFile
    self.runs = runs
    self.rule = rule
    names = Self.names(runs)
    for array in part.arrays { take(array) }
    takeNumbered()
    takeRepeated()
    takeUnlabelled()
    noteUnknown()
  }

  // MARK: Names

  private static func names(_ runs: VariantRuns) -> [String: (subject: Int, symbol: Int)] {
    var names: [String: (subject: Int, symbol: Int)] = [:]
    for (index, subject) in runs.subjects.enumerated() {
      for symbol in runs.observables {
        let number = runs.book.number(of: symbol)
        for spelling in spellings(symbol, of: subject, spelled: runs.lesson.spellings(symbol))
        where names[spelling] == nil {
          names[spelling] = (index, number)
        }
      }
    }
    return names
  }

  /// The quantity that a label names, and what stands behind the name: the 3 of "v3".
  private func quantity(_ labels: [String]) -> (subject: Int, symbol: Int, rest: String)? {
    let keys = labels.map(plainName)
    let whole = keys.joined()
    for start in keys.indices {
      if let found = names[keys[start...].joined()] { return (found.subject, found.symbol, "") }
    }
    for word in emptyWords + ruleNames where whole.hasPrefix(word) {
      let rest = String(whole.dropFirst(word.utf8.count))
      if let found = names[rest] { return (found.subject, found.symbol, "") }
    }
    guard runs.subjects[0].layer == nil else { return nil }
    // A step in words before the name: "epoch 3: alpha".
    for (name, found) in names where whole.hasSuffix(name) {
      let (word, digits) = String(whole.dropLast(name.utf8.count)).withoutDigitsBehind
      if !digits.isEmpty, Self.stepWords.contains(word) {
        return (found.subject, found.symbol, digits)
      }
    }
    // A number behind the name of a series is the step: v30.
    let (stem, digits) = (keys.last ?? "").withoutDigitsBehind
    guard !digits.isEmpty, let found = names[stem] else { return nil }
    return (found.subject, found.symbol, digits)
  }

  // MARK: Arrays

  private mutating func take(_ array: PrintedArray) {
    if let special = special(array) {
      labelled += 1
      observations.append(special)
      return
    }
    if array.names.isEmpty {
      unlabelled.append(array)
      return
    }
    if let (subject, symbol, rest) = quantity(array.names) {
      if let number = Int(rest), array.step == nil, array.shape.isEmpty {
        numbered.append((number, symbol, array))
        return
      }
      add(array, subject, symbol, step: step(rest, array))
      return
    }
    if let number = stepNumber(array.names), let symbol = runs.lastResult {
      if array.shape.isEmpty {
        numbered.append((number, symbol, array))
      } else if let step = position(number) {
        add(array, 0, symbol, step: step)
      }
      return
    }
    if isNamedByFile {
      unlabelled.append(array)
      return
    }
    let label = array.names.joined(separator: " ")
    if !isGiven(label), !unknown.contains(label) { unknown.append(label) }
  }

  /// Says which labels nobody knows, the first few of them by name.
  private mutating func noteUnknown() {
    guard !unknown.isEmpty else { return }
    let named = unknown.prefix(4).map { "'\($0.prefix(40))'" }.joined(separator: ", ")
    let more = unknown.count > 4 ? " and \(unknown.count - 4) more" : ""
    notes.append("No quantity of this lesson, so not compared: \(named)\(more).")
  }

  /// Whether a label names something the case gives, which a learner may well print along.
  private func isGiven(_ label: String) -> Bool {
    let plain = plainName(label)
    return runs.given.steps.first?.values.contains { plain.hasSuffix(plainName($0.name)) } ?? false
      || runs.book.symbols.contains { $0.isHyperparameter && plainName($0.name) == plain }
      || ["t", "l", "epoch", "step", "learningrate"].contains(plain)
  }

  private mutating func add(_ array: PrintedArray, _ subject: Int, _ symbol: Int, step: Int?) {
    let last = runs.clock.count - 1
    if array.step != nil && step == nil { return }
    if step == nil, array.shape.isEmpty, runs.subjects[subject].layer == nil {
      repeated[symbol, default: []] += array.numbers
      return
    }
    if step == nil, last > 0 || array.shape != [], runs.subjects[subject].layer == nil,
      let series = series(array, subject, symbol)
    {
      labelled += 1
      replace(series)
      return
    }
    guard let one = observation(array, subject, symbol, step: step ?? last) else {
      let expected = expectedShape(subject, symbol, step ?? last).map { "; the rule's is \($0)" }
      notes.append(
        "\(array.names.joined(separator: " ")) is \(array.shape.text)\(expected ?? "").")
      labelled += 1
      replace(impossible(array, subject, symbol, step: step ?? last))
      return
    }
    if let expected = expectedShape(subject, symbol, step ?? last),
      case .vector(let count) = one.form,
      expected.count == count, count > 1, array.shape != [expected.rows, expected.columns]
    {
      notes.append(
        "\(one.name) is printed as \(array.shape.text), the rule's is \(expected): compared number by number."
      )
    }
    labelled += 1
    replace(one)
  }

  /// A label that came once is the quantity after the last step; one that came again and again is the
  /// series, step by step.
  private mutating func takeRepeated() {
    for symbol in repeated.keys.sorted() {
      guard let numbers = repeated[symbol] else { continue }
      let array = PrintedArray(
        shape: numbers.count == 1 ? [] : [numbers.count], numbers: numbers, place: numbers[0].place)
      let found =
        numbers.count == 1
        ? observation(array, 0, symbol, step: runs.clock.count - 1) : series(array, 0, symbol)
      guard let found else {
        notes.append(
          "\(runs.book.symbols[symbol].name) is printed \(numbers.count) times, and the case has "
            + "\(runs.clock.count) steps.")
        labelled += 1
        replace(impossible(array, 0, symbol, step: runs.clock.count - 1))
        continue
      }
      labelled += 1
      replace(found)
    }
  }

  /// Adds an observation; of one quantity printed twice the last counts.
  private mutating func replace(_ one: Observation) {
    if let at = observations.firstIndex(where: {
      $0.subject == one.subject && $0.symbol == one.symbol && $0.moment == one.moment
        && $0.form == one.form
    }) {
      notes.append("\(one.name) is given more than once: the last one counts.")
      observations.remove(at: at)
    }
    observations.append(one)
  }

  // MARK: Steps

  /// The step that an array's own number, or the digits behind its name, tells.
  private func step(_ digits: String, _ array: PrintedArray) -> Int? {
    if let t = array.step { return runs.clock.lastIndex(of: t) }
    return Int(digits).flatMap(position)
  }

  /// What stands before the number of a step.
  private static let stepWords = [
    "t", "day", "step", "epoch", "iteration", "learningrateafterepoch", "batch", "minibatch", "i",
  ]

  /// The number of a step that a label in words tells: "t = 3", "epoch 3", "day 3".
  private func stepNumber(_ labels: [String]) -> Int? {
    guard runs.subjects[0].layer == nil else { return nil }
    let (word, digits) = labels.map(plainName).joined().withoutDigitsBehind
    return Self.stepWords.contains(word) ? Int(digits) : nil
  }

  /// The plain numbers that their labels give a step, which may count from 0.
  private mutating func takeNumbered() {
    var symbols: [Int] = []
    for one in numbered where !symbols.contains(one.symbol) { symbols.append(one.symbol) }
    for symbol in symbols {
      let own = numbered.filter { $0.symbol == symbol }
      let numbers = own.map { $0.number }
      let fromZero =
        position(0) == nil && numbers == Array(0..<numbers.count)
        && numbers.count == runs.clock.count
      if fromZero { notes.append("The labels count the steps from 0.") }
      for (number, _, array) in own {
        let step = fromZero ? number : position(number)
        if let step {
          add(array, 0, symbol, step: step)
        } else if number == 0 {
          notes.append(
            "'\(array.names.joined(separator: " "))' was taken for the value before the first step."
          )
        } else {
          replace(impossible(array, 0, symbol, step: runs.clock.count - 1))
          notes.append("The case has no step \(number).")
        }
      }
    }
  }

  /// The step of a number: its epoch where the case counts epochs, otherwise its t.
  private func position(_ number: Int) -> Int? {
    for step in runs.clock.indices {
      if runs.input("epoch", step) == Double(number) { return step }
    }
    return runs.clock.lastIndex(of: number)
  }

  // MARK: Shapes

  private func expectedShape(_ subject: Int, _ symbol: Int, _ step: Int) -> Shape? {
    guard let outcome = rule[subject] else { return nil }
    let values = runs.outcomes[outcome].steps
    guard step < values.count else { return nil }
    if symbol < values[step].count, let value = values[step][symbol] { return value.shape }
    return runs.start(runs.book.symbols[symbol], of: subject)?.shape
  }

  /// The shape of the weights of a bias's layer.
  private func weightsShape(_ subject: Int, _ step: Int) -> Shape? {
    let layer = runs.subjects[subject].layer
    guard layer != nil,
      let weights = runs.subjects.firstIndex(where: { $0.layer == layer && !$0.isBias }),
      let θ = runs.observables.first(where: { $0.role == .parameter })
    else { return nil }
    return expectedShape(weights, runs.book.symbols.firstIndex(of: θ) ?? 0, step)
  }

  private func observation(
    _ array: PrintedArray, _ subject: Int, _ symbol: Int, step: Int
  ) -> Observation? {
    let quantity = runs.subjects[subject].quantity(runs.book.symbols[symbol])
    let isLast = step == runs.clock.count - 1
    let name = isLast ? quantity : "\(quantity) at t = \(runs.clock[step])"
    let expected = expectedShape(subject, symbol, step)
    // Axes of length 1 say nothing where more than two were printed.
    var shape = array.shape
    var gaps = array.gaps
    while shape.count > 2, let at = shape.firstIndex(of: 1) {
      shape.remove(at: at)
      gaps.remove(at: at)
    }
    guard shape.count <= 2, shape.allSatisfy({ $0 > 0 }) else { return nil }
    let whole = array.wholeShape.flatMap { $0.count == shape.count ? $0 : nil } ?? shape
    let isCut = gaps.contains { $0 != nil }
    let form: Observation.Form
    var full: Shape
    switch shape.count {
    case 0:
      full = .scalar
      form = .matrix(.scalar)
    case 1:
      let count = isCut ? expected?.count ?? whole[0] : whole[0]
      full = Shape(1, count)
      form = .vector(count)
    default:
      full = Shape(whole[0], whole[1])
      if isCut, array.wholeShape == nil {
        // A bias may have been stretched to the shape of its weights.
        let wide = weightsShape(subject, step)
        let shapes = [expected, wide].compactMap { $0 }
        full = shapes.first { $0.isPrinted(as: shape, gaps) } ?? expected ?? full
      }
      let isTurned =
        expected.map { min($0.rows, $0.columns) == 1 && $0.count == full.count } ?? false
      if let expected, isTurned, min(full.rows, full.columns) == 1, expected != full {
        form = .vector(full.count)
      } else {
        form = .matrix(full)
      }
    }
    let rows = shape.count == 2 ? shape[0] : 1
    let columns = shape.last ?? 1
    guard rows * columns == array.numbers.count, full.rows >= rows, full.columns >= columns else {
      return nil
    }
    let rowGap = shape.count == 2 ? gaps[0] : nil
    let columnGap = gaps.last ?? nil
    var entries: [Observation.Entry] = []
    for i in 0..<array.numbers.count {
      var (row, column) = (i / columns, i % columns)
      if let gap = rowGap, row >= gap { row += full.rows - rows }
      if let gap = columnGap, column >= gap { column += full.columns - columns }
      entries.append(entry(row * full.columns + column, array.numbers[i]))
    }
    return Observation(
      name: name, subject: subject, symbol: symbol, moment: .after(step), form: form,
      entries: entries, printed: array)
  }

  /// A quantity that was printed, but not in a form that can be compared: it is never right.
  private func impossible(
    _ array: PrintedArray, _ subject: Int, _ symbol: Int, step: Int
  ) -> Observation {
    Observation(
      name: runs.subjects[subject].quantity(runs.book.symbols[symbol]), subject: subject,
      symbol: symbol, moment: .after(step), form: .impossible, entries: [], printed: array)
  }

  private func entry(_ index: Int, _ number: PrintedNumber) -> Observation.Entry {
    // The tolerance is set once the precision of the whole print is known.
    Observation.Entry(
      index: index,
      tolerance: number.tolerance(.printed(decimals: 0, significant: 1, largest: 0)),
      printed: number)
  }

  /// A list of one number a step, with or without the start value.
  private mutating func series(_ array: PrintedArray, _ subject: Int, _ symbol: Int) -> Observation?
  {
    let long = array.shape.filter { $0 != 1 }
    let steps = runs.clock.count
    guard long.count <= 1, array.gaps.allSatisfy({ $0 == nil }),
      expectedShape(subject, symbol, 0) == .scalar
    else { return nil }
    var numbers = array.numbers
    if numbers.count == 1 && steps > 1 { return nil }
    let hasStart = numbers.count == steps + 1
    if hasStart { numbers.removeFirst() }
    guard numbers.count <= steps, !numbers.isEmpty else { return nil }
    let name = runs.book.symbols[symbol].name
    if hasStart {
      notes.append(
        "The first of \(steps + 1) numbers of \(name) was taken for the value before the first step."
      )
    }
    return Observation(
      name: numbers.count == steps ? name : "\(name), the first \(numbers.count)", subject: subject,
      symbol: symbol, moment: .series, form: .matrix(.scalar),
      entries: numbers.enumerated().map { entry($0.offset, $0.element) }, printed: array)
  }

  // MARK: What has no label

  private mutating func takeUnlabelled() {
    guard !unlabelled.isEmpty else { return }
    if runs.subjects[0].layer == nil {
      takeUnlabelledSeries()
    } else {
      takeUnlabelledMatrices()
    }
  }

  private mutating func takeUnlabelledSeries() {
    guard let symbol = runs.lastResult else { return }
    let name = runs.book.symbols[symbol].name
    var scalars: [PrintedNumber] = []
    for array in unlabelled {
      if array.shape.isEmpty {
        scalars += array.numbers
      } else if let one = series(array, 0, symbol)
        ?? observation(array, 0, symbol, step: runs.clock.count - 1),
        !observations.contains(where: { $0.symbol == symbol })
      {
        notes.append("A list without a label was taken for \(name).")
        observations.append(one)
      }
    }
    guard !scalars.isEmpty, !observations.contains(where: { $0.symbol == symbol }) else { return }
    let array = PrintedArray(
      shape: scalars.count == 1 ? [] : [scalars.count], numbers: scalars, place: scalars[0].place)
    let one =
      scalars.count == 1
      ? observation(array, 0, symbol, step: runs.clock.count - 1) : series(array, 0, symbol)
    guard let one else {
      notes.append(
        "\(scalars.count) numbers without a label, and the case has \(runs.clock.count) steps: not "
          + "compared.")
      return
    }
    notes.append("Numbers without a label were taken for \(name).")
    observations.append(one)
  }

  /// By shape, then by order: parameters first, then what the equations make.
  private mutating func takeUnlabelledMatrices() {
    var order: [(subject: Int, symbol: Int)] = []
    for symbol in runs.observables where symbol.isKept {
      for index in runs.subjects.indices { order.append((index, runs.book.number(of: symbol))) }
    }
    for array in unlabelled {
      let at = order.indices.first { place in
        let (subject, symbol) = order[place]
        guard !observations.contains(where: { $0.subject == subject && $0.symbol == symbol }),
          let one = observation(array, subject, symbol, step: runs.clock.count - 1),
          let expected = expectedShape(subject, symbol, runs.clock.count - 1)
        else { return false }
        return runs.fits(expected, one)
      }
      guard let at,
        let one = observation(
          array, order[at].subject, order[at].symbol, step: runs.clock.count - 1)
      else {
        notes.append(
          "An array of \(array.shape.text) without a label fits no quantity: not compared.")
        continue
      }
      notes.append("An array of \(array.shape.text) without a label was taken for \(one.name).")
      observations.append(one)
    }
  }

  // MARK: Mini-batches

  /// "shape of the 3rd mini_batch_X: (12288, 20)" and the notebook's sanity check of the first examples.
  private func special(_ array: PrintedArray) -> Observation? {
    guard let label = array.names.last else { return nil }
    let plain = plainName(label)
    if array.isTuple, array.numbers.count == 2, plain.hasPrefix("shape") || plain.hasSuffix("shape")
    {
      let digits = plain.drop { !$0.isNumber }.prefix { $0.isNumber }
      let ordinal = Int(digits) ?? 1
      let noun = plain.filter { !$0.isNumber }
      guard
        let (_, symbol) = names.first(where: { noun.holds($0.key) && $0.key.utf8.count > 8 })?
          .value,
        1...runs.clock.count ~= ordinal, let columns = Int(exactly: array.numbers[1].value)
      else { return nil }
      return Observation(
        name: label, subject: 0, symbol: symbol, moment: .after(ordinal - 1),
        form: .columns(columns), entries: [], printed: array)
    }
    guard plain == "minibatchsanitycheck" || plain == "sanitycheck",
      let (_, symbol) = names["minibatchx"], array.shape.count == 1
    else { return nil }
    return Observation(
      name: label, subject: 0, symbol: symbol, moment: .after(0), form: .beginning,
      entries: array.numbers.enumerated().map { entry($0.offset, $0.element) }, printed: array)
  }
}

extension Shape {
  /// Whether a matrix of this shape is cut down to some shape when it is printed.
  fileprivate func isPrinted(as shape: [Int], _ gaps: [Int?]) -> Bool {
    let own = [rows, columns]
    return shape.count == 2
      && own.indices.allSatisfy { gaps[$0] == nil ? own[$0] == shape[$0] : own[$0] > shape[$0] }
  }
}

extension [Int] {
  /// A shape as people write it: `2×3`.
  var text: String {
    isEmpty ? "1×1" : count == 1 ? "\(self[0]) numbers" : map { "\($0)" }.joined(separator: "×")
  }
}

extension VariantRuns {
  /// What a learner may print: what the rule's lines make, and what is kept.
  var observables: [Symbol] {
    var found: [Symbol] = []
    let targets = lesson.rule.lines.map { $0.target }
    for symbol in targets.filter({ $0.role == .parameter }) + targets where !found.contains(symbol)
    {
      found.append(symbol)
    }
    return found
  }

  /// What the last line makes: what a list of numbers without a label is taken for.
  var lastResult: Int? {
    guard subjects[0].layer == nil, let target = lesson.rule.lines.last?.target else { return nil }
    return book.number(of: target)
  }

  /// A plain number that a step brings.
  func input(_ name: String, _ step: Int) -> Double? {
    var at = step
    for one in given.steps {
      if at < one.times { return one.values.first { $0.name == name }?.value.elements.first }
      at -= one.times
    }
    return nil
  }
}
