import Numerics
import Tracing

/// What the equations make of a student's own earlier numbers, blank by blank.
///
/// The run is made again with every number of the student in its place. What a line came to before its number
/// was put there is what the numbers before it lead to. Each of them was rounded when it was written, so the
/// run is made also with each half a unit of its last digit up and down: what the line can then come to is the
/// room the student has.
struct CarriedForward {
  /// What each blank's line makes of the numbers before it; nil where the run has no such entry.
  let led: [Double?]
  /// How far rounding may have moved it.
  let room: [Double]

  /// How far rounding at every line is thought to move a number at most, against its size.
  private static let mostRounding = 0.05

  /// Runs a case with a student's numbers.
  ///
  /// - Parameters:
  ///   - blanks: The blanks of the sheet.
  ///   - answers: What was written into them.
  ///   - digits: To how many significant digits numbers are asked for.
  ///   - run: Runs the case with numbers in the places of results.
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
    // Rounding moves a number a little: where none is a little off, its room is no question.
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
      // A number that stands in the key in full, such as 0.18, was not rounded.
      let isExact = (value - blanks[place].answer).magnitude <= 1e-13 * value.magnitude
      guard !isExact else { continue }
      // Fewer digits than asked for are the student's own affair: only the rounding asked for gives room.
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
      // Where numbers nearly cancel, rounding could explain anything.
      let most = Self.most(digits) * (led[index]?.magnitude ?? 0)
      room[index] = Swift.min(room[index], most.isFinite ? most : 0)
    }
    self.room = room
  }

  /// How far the rounding of earlier numbers may move one at most, against its size: about as far as the
  /// rounding of its own last digit.
  private static func most(_ digits: Int) -> Double {
    var most = 1.0
    for _ in 1..<Swift.max(2, digits) { most /= 10 }
    return most
  }

  /// Whether a number is what the numbers before it lead to as they were written, to so many digits.
  func leadsExactly(to value: Double, at index: Int, digits: Int) -> Bool {
    led[index].map { isAnswer(value, $0, digits: digits) } ?? false
  }

  /// Whether a number is what the numbers before it lead to, to so many digits, whether they were rounded
  /// before they were used or only written so.
  func leads(to value: Double, at index: Int, digits: Int) -> Bool {
    guard let led = led[index] else { return false }
    return Tolerance(answer: led, digits: digits).widened(by: room[index]).admits(value)
  }
}

extension Blank {
  /// A number in the place of its entry.
  func replacement(_ value: Double) -> Replacement {
    Replacement(t: t, target: target, index: index, value: value)
  }
}
