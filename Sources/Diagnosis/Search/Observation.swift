import Equations
import Numerics
import Readers
import Tracing

/// A printed array, and the quantity of the case it is compared with.
struct Observation {
  /// Which value of a run was printed.
  enum Moment: Equatable {
    /// The quantity after a step, counted from 0.
    case after(Int)
    /// One plain number for each step, starting with the first.
    case series
  }

  /// How the shape must agree.
  enum Form: Equatable {
    /// Rows and columns.
    case matrix(Shape)
    /// A given number of numbers in one row or column, or a matrix row by row.
    case vector(Int)
    /// The first numbers of the first row.
    case beginning
    /// Only the number of columns is known.
    case columns(Int)
    /// Something that cannot be a quantity of the case.
    case impossible
  }

  /// A number with its place in the quantity.
  struct Entry {
    let index: Int
    var tolerance: Tolerance
    let printed: PrintedNumber
  }

  /// Its name in messages: `W1`, `v at t = 3`.
  let name: String
  /// The parameter it belongs to.
  let subject: Int
  /// The quantity's number in the rule book.
  let symbol: Int
  private(set) var moment: Moment
  let form: Form
  var entries: [Entry]
  let printed: PrintedArray

  /// The number of numbers it compares.
  var count: Int {
    switch form {
    case .columns: 1
    case .impossible: Swift.max(1, printed.numbers.count)
    case .matrix, .vector, .beginning: entries.count
    }
  }

  /// The position of an entry in the quantity: a column of numbers, unless a matrix was printed.
  func index(_ entry: Entry) -> MatrixIndex {
    if case .matrix(let shape) = form, moment != .series {
      return MatrixIndex(position: entry.index, in: shape)
    }
    return MatrixIndex(entry.index, 0)
  }
}

extension Observation {
  /// The observation as of another step.
  func moved(to step: Int) -> Observation {
    var moved = self
    moved.moment = .after(step)
    return moved
  }
}

extension [Observation] {
  /// The number of numbers they compare.
  var total: Int { reduce(0) { $0 + $1.count } }
}

extension VariantRuns {
  /// The place of an observation's value in an outcome; nil if it has none.
  func place(of observation: Observation, in outcome: Int, step: Int) -> Operand? {
    let steps = outcomes[outcome].steps
    guard step < steps.count else { return nil }
    let values = steps[step]
    if observation.symbol < values.count, let value = values[observation.symbol] { return value }
    return start(book.symbols[observation.symbol], of: observation.subject)
  }

  /// Whether an outcome prints the observed numbers.
  func matches(_ observation: Observation, _ outcome: Int) -> Bool {
    forEachEntry(observation, outcome) { $0 } ?? false
  }

  /// Whether an observation is the last line's result, in which every mistake shows.
  func isMade(_ observation: Observation) -> Bool {
    book.symbols[observation.symbol] == lesson.rule.lines.last?.target
  }

  /// The number of observed numbers that an outcome prints.
  func agreeing(_ observation: Observation, _ outcome: Int) -> Int {
    var count = 0
    _ = forEachEntry(observation, outcome) { isEqual in
      if isEqual { count += 1 }
      return true
    }
    return count
  }

  /// The outcome's number for an entry; nil if the shapes differ.
  func number(_ observation: Observation, _ entry: Observation.Entry, _ outcome: Int) -> Double? {
    if observation.moment == .series {
      guard let place = place(of: observation, in: outcome, step: entry.index),
        place.shape == .scalar
      else { return nil }
      return store.numbers(place)[0]
    }
    guard case .after(let step) = observation.moment,
      let place = place(of: observation, in: outcome, step: step), fits(place.shape, observation)
    else { return nil }
    return store.numbers(place)[entry.index]
  }

  /// Whether a value of a shape can have been printed like this.
  func fits(_ shape: Shape, _ observation: Observation) -> Bool {
    switch observation.form {
    case .matrix(let printed): printed == shape
    case .vector(let count): shape.count == count
    case .beginning: observation.entries.count <= shape.columns
    case .columns(let count): shape.columns == count
    case .impossible: false
    }
  }

  /// Calls a closure for each entry, with whether it agrees, until it returns false; nil if no
  /// value fits.
  private func forEachEntry(
    _ observation: Observation, _ outcome: Int, _ body: (Bool) -> Bool
  ) -> Bool? {
    if observation.form == .impossible { return nil }
    switch observation.moment {
    case .series:
      for entry in observation.entries {
        guard let place = place(of: observation, in: outcome, step: entry.index),
          place.shape == .scalar
        else { return nil }
        if !body(entry.tolerance.admits(store.numbers(place)[0])) { return false }
      }
    case .after(let step):
      guard let place = place(of: observation, in: outcome, step: step),
        fits(place.shape, observation)
      else { return nil }
      if case .columns = observation.form { return body(true) }
      let numbers = store.numbers(place)
      for entry in observation.entries {
        guard entry.index < numbers.count else { return nil }
        if !body(entry.tolerance.admits(numbers[entry.index])) { return false }
      }
    }
    return true
  }
}
