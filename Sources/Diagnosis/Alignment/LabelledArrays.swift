import Equations
import Numerics
import Readers
import Text
import Tracing

// Finds the quantities that labels name.
extension Alignment {
  /// The quantity that each plain label names.
  static func labels(_ runs: VariantRuns) -> [String: (subject: Int, symbol: Int)] {
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

  /// The quantity that a label names, and the rest of the label: the 3 of "v3".
  func quantity(_ labels: [String]) -> (subject: Int, symbol: Int, rest: String)? {
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
    // A step before the name: "epoch 3: alpha".
    for (name, found) in names where whole.hasSuffix(name) {
      let (word, digits) = String(whole.dropLast(name.utf8.count)).withoutDigitsBehind
      if !digits.isEmpty, Self.stepWords.contains(word) {
        return (found.subject, found.symbol, digits)
      }
    }
    // A number after the name of a series is the step: v30.
    let (stem, digits) = (keys.last ?? "").withoutDigitsBehind
    guard !digits.isEmpty, let found = names[stem] else { return nil }
    return (found.subject, found.symbol, digits)
  }

  mutating func take(_ array: PrintedArray) {
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
    if !isGiven(label), unknownLabels.insert(label).inserted { unknown.append(label) }
  }

  /// Reports unknown labels, the first few by name.
  mutating func noteUnknown() {
    guard !unknown.isEmpty else { return }
    let named = unknown.prefix(4).map { "'\($0.prefix(40))'" }.joined(separator: ", ")
    let more = unknown.count > 4 ? " and \(unknown.count - 4) more" : ""
    notes.append("No quantity of this lesson, so not compared: \(named)\(more).")
  }

  /// Whether a label names something the case gives, which learners often print too.
  func isGiven(_ label: String) -> Bool {
    let plain = plainName(label)
    return runs.given.steps.first?.values.contains { plain.hasSuffix(plainName($0.name)) } ?? false
      || runs.book.symbols.contains { $0.isHyperparameter && plainName($0.name) == plain }
      || ["t", "l", "epoch", "step", "learningrate"].contains(plain)
  }

  mutating func add(_ array: PrintedArray, _ subject: Int, _ symbol: Int, step: Int?) {
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

  /// Takes labelled plain numbers.
  ///
  /// A label that occurs once means the quantity after the last step; a repeated one means the
  /// series, step by step.
  mutating func takeRepeated() {
    for symbol in repeated.keys.sorted() {
      guard let numbers = repeated[symbol] else { continue }
      let (array, found) = printedSingly(numbers, symbol)
      guard let found else {
        notes.append(
          "\(runs.book.symbols[symbol].name) is printed \(counted(numbers.count, "time")), and the case has "
            + "\(counted(runs.clock.count, "step")).")
        labelled += 1
        replace(impossible(array, 0, symbol, step: runs.clock.count - 1))
        continue
      }
      labelled += 1
      replace(found)
    }
  }

  /// Adds an observation; if a quantity was printed twice, the last one counts.
  mutating func replace(_ one: Observation) {
    if let at = observations.firstIndex(where: {
      $0.subject == one.subject && $0.symbol == one.symbol && $0.moment == one.moment
        && $0.form == one.form
    }) {
      notes.append("\(one.name) is given more than once: the last one counts.")
      observations.remove(at: at)
    }
    observations.append(one)
  }
}
