import Numerics
import Tracing

/// What the equations make of a student's own earlier numbers, blank by blank.
///
/// The case runs again with every number of the student in its place. The result of a line before
/// the student's number replaces it is what the earlier numbers lead to. Each of these was rounded
/// when it was written. So the run is repeated with each one half a unit of its last digit up and
/// down; the range of the results is the student's tolerance.
struct CarriedForward {
  /// The result of each blank's line from the numbers before it; nil if the run has no such entry.
  let led: [Double?]
  /// The distance that rounding may have moved it.
  let room: [Double]

  /// The most that rounding at every line can move a number, relative to its size.
  private static let mostRounding = 0.05

  /// Runs a case with a student's numbers.
  ///
  /// - Parameters:
  ///   - blanks: The blanks of the sheet.
  ///   - answers: The student's answers.
  ///   - digits: The number of significant digits asked for.
  ///   - run: Runs the case with numbers in place of results.
  init?(
    _ blanks: [Blank], _ answers: [Answer], digits: Int, run: ([Replacement]) -> Recording?
  ) {
    var places: [Int] = []
    var replacements: [Replacement] = []
    for (index, blank) in blanks.enumerated() {
      guard let value = answers[index].value else { continue }
      places.append(index)
      replacements.append(blank.replacement(value))
    }
    guard let middle = run(replacements) else { return nil }
    var led: [Double?] = blanks.map {
      middle.value($0.target, after: $0.t)?.element($0.index)
    }
    for (at, place) in places.enumerated() { led[place] = middle.displaced[at] }
    var room = Array(repeating: 0.0, count: blanks.count)
    self.led = led
    // Rounding moves a number a little. If no number is a little off, its range does not matter.
    let isNear = places.contains { index in
      guard let value = answers[index].value, let led = led[index] else { return false }
      let distance = (value - led).magnitude
      return !isAnswer(value, led, digits: digits)
        && distance <= Self.mostRounding * Swift.max(value.magnitude, led.magnitude)
    }
    guard isNear else {
      self.room = room
      return
    }
    for (at, place) in places.enumerated() {
      guard let value = answers[place].value, value.isFinite else { continue }
      // A number given in full in the key, such as 0.18, was not rounded.
      let isExact = (value - blanks[place].answer).magnitude <= 1e-13 * value.magnitude
      guard !isExact else { continue }
      // Only rounding to the digits asked for gives tolerance; writing fewer digits does not.
      let half = halfUnit(value, digits: digits)
      var most = Array(repeating: 0.0, count: blanks.count)
      for side in [half, -half] {
        var moved = replacements
        moved[at] = blanks[place].replacement(value + side)
        guard let run = run(moved) else { continue }
        for (other, index) in places.enumerated() where index > place {
          guard let a = run.displaced[other], let b = led[index] else { continue }
          let distance = (a - b).magnitude
          if distance.isFinite { most[index] = Swift.max(most[index], distance) }
        }
      }
      for index in room.indices { room[index] += most[index] }
    }
    for index in room.indices {
      // If numbers nearly cancel, rounding could explain anything.
      let most = Self.most(digits) * (led[index]?.magnitude ?? 0)
      room[index] = Swift.min(room[index], most.isFinite ? most : 0)
    }
    self.room = room
  }

  /// The most that rounding of earlier numbers may move a number, relative to its size: about as
  /// much as the rounding of its own last digit.
  private static func most(_ digits: Int) -> Double {
    var most = 1.0
    for _ in 1..<Swift.max(2, digits) { most /= 10 }
    return most
  }

  /// Whether a number follows exactly from the numbers before it as written, to a number of digits.
  func leadsExactly(to value: Double, at index: Int, digits: Int) -> Bool {
    led[index].map { isAnswer(value, $0, digits: digits) } ?? false
  }

  /// Whether a number follows from the numbers before it, to a number of digits.
  ///
  /// Those may have been rounded before they were used, or only when they were written.
  func leads(to value: Double, at index: Int, digits: Int) -> Bool {
    guard let led = led[index] else { return false }
    return Tolerance(answer: led, digits: digits).widened(by: room[index]).admits(value)
  }
}

extension Blank {
  /// A replacement of its entry by a number.
  func replacement(_ value: Double) -> Replacement {
    Replacement(t: t, target: target, index: index, value: value)
  }
}
