import Equations
import Numerics
import Readers
import Text
import Tracing

// Arrays without a label, matched by their shape alone.
extension Alignment {
  mutating func takeUnlabelled() {
    guard !unlabelled.isEmpty else { return }
    if runs.subjects[0].layer == nil {
      takeUnlabelledSeries()
    } else {
      takeUnlabelledMatrices()
    }
  }

  mutating func takeUnlabelledSeries() {
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
        notes.append("A list without a label was read as \(name).")
        observations.append(one)
      }
    }
    guard !scalars.isEmpty, !observations.contains(where: { $0.symbol == symbol }) else { return }
    let (_, one) = printedSingly(scalars, symbol)
    guard let one else {
      notes.append(
        "\(counted(scalars.count, "number")) without a label, and the case has "
          + "\(counted(runs.clock.count, "step")): not "
          + "compared.")
      return
    }
    notes.append("Numbers without a label were read as \(name).")
    observations.append(one)
  }

  /// Matched by shape, then by order: parameters first, then the equations' results.
  mutating func takeUnlabelledMatrices() {
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
      notes.append("An array of \(array.shape.text) without a label was read as \(one.name).")
      observations.append(one)
    }
  }
}
