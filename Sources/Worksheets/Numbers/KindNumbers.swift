import Numerics

/// Numbers a person can compute with, of the kind a value of a case is of.
enum KindNumbers: Equatable {
  /// 0 or 1, and both of them where there is room.
  case labels
  /// The columns in another order.
  case permutation
  /// Whole numbers that rise from step to step, from the first one of the case.
  case count
  /// Whole numbers of a range, without 0 where the range crosses it.
  case whole(low: Int, high: Int)
  /// Multiples of one half, up to so many of them, and never 0.
  case halves(most: Int)
  /// One digit or two: 0.3, −1.2, times a power of ten.
  case digits(scale: Double)
  /// The same without a minus.
  case positive(scale: Double)

  /// What numbers of one digit or two are drawn from.
  private static let palette = [
    0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.8, 2, 2.5,
  ]

  /// The kind of some numbers: those that a value of a pattern has in all steps.
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
      var scale = 1.0
      if most.isFinite, most > 0 {
        while most < 0.05 * scale, scale > 1e-12 { scale /= 10 }
      }
      self = .digits(scale: scale)
    }
  }

  /// A range with room to draw in.
  private static func range(_ low: Int, _ high: Int) -> KindNumbers {
    if high - low >= 9 { return .whole(low: low, high: high) }
    return .whole(low: low < 0 ? low - 5 : Swift.max(0, low - 5), high: high + 5)
  }

  /// Draws a value of a shape.
  ///
  /// - Parameter step: The number of the step among those of the case, from 0.
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
    case .digits(let scale):
      let size = Self.any(&random) * scale
      return random.integer(atMost: 1) == 0 ? size : -size
    case .positive(let scale):
      return Self.any(&random) * scale
    }
  }

  private static func any(_ random: inout LegacyRandom) -> Double {
    let at = Int(random.integer(atMost: UInt32(truncatingIfNeeded: palette.count - 1)))
    return palette.indices.contains(at) ? palette[at] : 1
  }

  /// A number about as small as ε: 2 to 50 times as large, where gradients of it meet ε.
  static func tiny(_ epsilon: Double, _ random: inout LegacyRandom) -> Double {
    let factors = [2.0, 3, 4, 5, 6, 8, 10, 20, 30, 50]
    let at = Int(random.integer(atMost: UInt32(truncatingIfNeeded: factors.count - 1)))
    let size = (factors.indices.contains(at) ? factors[at] : 10) * epsilon
    return random.integer(atMost: 1) == 0 ? size : -size
  }
}
