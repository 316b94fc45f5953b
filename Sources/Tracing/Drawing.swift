import JSON
import Numerics

/// How NumPy makes a value that is not written out in the case file.
///
/// | in the file | in NumPy |
/// | --- | --- |
/// | `{"randn": [2, 3]}` | `np.random.randn(2, 3)` |
/// | `{"rand": [2, 3]}` | `np.random.rand(2, 3)` |
/// | `{"he": [5, 2]}` | `np.random.randn(5, 2) * np.sqrt(2 / 2)`: He's initialization of 5 units with 2 inputs |
/// | `{"permutation": 10}` | `np.random.permutation(10)`, as one row |
/// | `{"zeros": [5, 1]}` | `np.zeros((5, 1))`, without drawing |
///
/// A `"seed"` inside the braces calls `np.random.seed` just before:
/// `{"permutation": 10, "seed": 11}`.
enum Drawing: String, CaseIterable {
  case randn
  case rand
  case he
  case permutation
  case zeros

  /// The argument expected after the name.
  var expected: String {
    switch self {
    case .permutation: "{\"permutation\": count}"
    case .randn, .rand, .he, .zeros: "{\"\(rawValue)\": [rows, columns]}"
    }
  }

  /// Makes the value.
  func matrix(_ shape: Shape, _ random: inout LegacyRandom) -> Matrix {
    switch self {
    case .zeros: return Matrix(0, shape: shape)
    case .randn: return random.normal(shape)
    case .rand: return random.uniform(shape)
    case .he: return random.he(shape)
    case .permutation:
      let numbers = random.permutation(shape.columns).map { Double($0) }
      return Matrix(shape: shape, elements: numbers) ?? Matrix(.nan, shape: shape)
    }
  }
}

extension CaseReader {
  /// Reads a drawing such as `{"randn": [2, 3]}` and draws the value.
  mutating func drawn(_ name: String, at place: JSONPlace) throws(CaseError) -> Matrix {
    let ways = Drawing.allCases.map { $0.expected }.joined(separator: ", ")
    try json.beginObject(ways)
    var hasSeed = false
    var wanted: (drawing: Drawing, shape: Shape)?
    while let key = try json.nextKey() {
      if key == "seed", !hasSeed {
        hasSeed = true
        let seed = UInt32(try wholeNumber("seed", from: 0, to: Int64(UInt32.max)))
        if !isRedrawn { random = LegacyRandom(seed: seed) }
      } else if let drawing = Drawing(rawValue: key), wanted == nil {
        wanted = (drawing, try shape(drawing, of: name, at: place))
      } else {
        throw CaseError("\(name): expected one of \(ways), found \"\(key)\"", at: place)
      }
    }
    guard let (drawing, shape) = wanted else {
      throw CaseError("\(name): expected one of \(ways), found none of them", at: place)
    }
    if drawing == .zeros { return Matrix(0, shape: shape) }
    guard var random else {
      throw CaseError("\(name) is to be drawn, but no \"seed\" stands before it", at: place)
    }
    self.random = nil  // so that drawing does not copy the generator
    let value = drawing.matrix(shape, &random)
    self.random = random
    hasDrawn = true
    return value
  }

  private mutating func shape(
    _ drawing: Drawing, of name: String, at place: JSONPlace
  ) throws(CaseError) -> Shape {
    var sizes = try matrix("the shape of \(name)").elements.map { Int(exactly: $0) ?? 0 }
    if drawing == .permutation { sizes = sizes.count == 1 ? [1, sizes[0]] : [] }
    guard sizes.count == 2, sizes.allSatisfy({ 1...1_000_000 ~= $0 }),
      sizes[0] <= 1_000_000 / sizes[1]
    else {
      throw CaseError(
        "the shape of \(name): expected \(drawing.expected) with whole numbers from 1 on, a million "
          + "elements at most", at: place)
    }
    return Shape(sizes[0], sizes[1])
  }
}
