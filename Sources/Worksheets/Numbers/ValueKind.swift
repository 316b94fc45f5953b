import Numerics

/// A kind of numbers that are easy to compute with, for a value of a case.
enum ValueKind: Equatable {
  /// 0 or 1, both of them if there is room.
  case labels
  /// The columns in another order.
  case permutation
  /// Whole numbers that rise from step to step, from the first one of the case.
  case count
  /// Whole numbers of a range, without 0 where the range crosses it.
  case whole(low: Int, high: Int)
  /// Nonzero multiples of one half, up to a number of them.
  case halves(most: Int)
  /// One or two digits: 0.3, −1.2, divided by a power of ten.
  case digits(over: Double)
  /// The same, without a minus sign.
  case positive(over: Double)

  /// The one- and two-digit numbers to draw from, in tenths.
  private static let palette = [
    1.0, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 18, 20, 25,
  ]

  /// The kind of a value whose numbers in all steps of a pattern are given.
  init(like elements: [Double]) {
    let most = elements.reduce(0) { Swift.max($0, $1.magnitude) }
    let least = elements.reduce(Double.infinity) { Swift.min($0, $1) }
    let isSmall = most <= 1_000
    if isSmall, most >= 5, elements.allSatisfy({ $0 == $0.rounded() }) {
      let high = elements.reduce(-Double.infinity) { Swift.max($0, $1) }
      self = Self.range(Int(least), Int(high))
    } else if isSmall, most >= 1, elements.allSatisfy({ 2 * $0 == (2 * $0).rounded() }) {
      self = .halves(most: Swift.max(4, Int(2 * most)))
    } else {
      var divisor = 1.0
      if most.isFinite, most > 0 {
        while most * divisor < 0.05, divisor < 1e12 { divisor *= 10 }
      }
      self = least > 0 ? .positive(over: divisor) : .digits(over: divisor)
    }
  }

  /// A range with enough numbers to draw from.
  private static func range(_ low: Int, _ high: Int) -> ValueKind {
    if high - low >= 9 { return .whole(low: low, high: high) }
    return .whole(low: low < 0 ? low - 5 : Swift.max(0, low - 5), high: high + 5)
  }

  /// Draws a value of a shape.
  ///
  /// - Parameter last: The value in the step before.
  func draw(_ shape: Shape, after last: Matrix?, _ random: inout LegacyRandom) -> Matrix {
    switch self {
    case .labels:
      var elements = (0..<shape.count).map { _ in Double(random.integer(atMost: 1)) }
      if elements.count > 1, Set(elements).count == 1 {
        let at = Int(random.integer(atMost: UInt32(truncatingIfNeeded: elements.count - 1)))
        elements[at] = 1 - elements[at]
      }
      return Matrix(shape: shape, elements: elements) ?? Matrix(0, shape: shape)
    case .permutation:
      let numbers = random.permutation(shape.count).map { Double($0) }
      return Matrix(shape: shape, elements: numbers) ?? Matrix(0, shape: shape)
    case .count:
      let before = last?.elements.first ?? 0
      return Matrix(before + 1 + Double(random.integer(atMost: 3)), shape: shape)
    case .whole, .halves, .digits, .positive:
      let elements = (0..<shape.count).map { _ in number(&random) }
      return Matrix(shape: shape, elements: elements) ?? Matrix(1, shape: shape)
    }
  }

  /// Draws one number.
  private func number(_ random: inout LegacyRandom) -> Double {
    switch self {
    case .labels, .permutation, .count: return 0
    case .whole(let low, let high):
      let drawn = random.integer(from: Int64(low), below: Int64(high) + 1) ?? Int64(low)
      return drawn == 0 ? Double(high) : Double(drawn)
    case .halves(let most):
      let size = Double(1 + random.integer(atMost: UInt32(truncatingIfNeeded: most - 1))) / 2
      return random.integer(atMost: 1) == 0 ? size : -size
    case .digits(let divisor):
      let size = Self.tenths(&random) / (10 * divisor)
      return random.integer(atMost: 1) == 0 ? size : -size
    case .positive(let divisor):
      return Self.tenths(&random) / (10 * divisor)
    }
  }

  private static func tenths(_ random: inout LegacyRandom) -> Double {
    let at = Int(random.integer(atMost: UInt32(truncatingIfNeeded: palette.count - 1)))
    return palette.indices.contains(at) ? palette[at] : 10
  }

  /// A hundredth of a number, with as few digits.
  static func hundredth(of number: Double) -> Double { (10 * number).rounded() / 1_000 }

  /// A number about as small as ε: 2 to 50 times as large, so that ε matters.
  static func tiny(_ epsilon: Double, _ random: inout LegacyRandom) -> Double {
    let factors = [2.0, 3, 4, 5, 6, 8, 10, 20, 30, 50]
    let at = Int(random.integer(atMost: UInt32(truncatingIfNeeded: factors.count - 1)))
    let factor = factors.indices.contains(at) ? factors[at] : 10
    // 3/10⁸ is the double written 3e-08; 3·10⁻⁸ is its neighbour.
    let inverse = (1 / epsilon).rounded()
    let size = 1 / inverse == epsilon ? factor / inverse : factor * epsilon
    return random.integer(atMost: 1) == 0 ? size : -size
  }
}
