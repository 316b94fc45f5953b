import Numerics

extension Dataset {
  /// Two interleaved half circles: scikit-learn's `make_moons(n_samples, noise)` after
  /// `np.random.seed(seed)`.
  ///
  /// The course uses 300, 0.2 and 3. The bits match NumPy's, except for a few normals where the C
  /// library's logarithm is not the nearest double. Reference: scikit-learn,
  /// `sklearn.datasets.make_moons`.
  public static func moons(_ count: Int = 300, noise: Double = 0.2, seed: UInt32 = 3) -> Dataset {
    let count = Swift.max(2, count)
    let outer = count / 2
    var points: [(x: Double, y: Double)] = []
    for angle in halfTurn(outer) { points.append((cosine(angle), sine(angle))) }
    for angle in halfTurn(count - outer) {
      points.append((1 - cosine(angle), 1 - sine(angle) - 0.5))
    }
    var random = LegacyRandom(seed: seed)
    let order = random.permutation(count)
    var x: [Double] = []
    var y: [Double] = []
    for i in order {
      // For each point in the shuffled order, first horizontal, then vertical noise.
      x.append(points[i].x + noise * random.normal())
      y.append(points[i].y + noise * random.normal())
    }
    let labels = order.map { $0 < outer ? 0.0 : 1.0 }
    guard let X = Matrix(shape: Shape(2, count), elements: x + y),
      let Y = Matrix(shape: Shape(1, count), elements: labels),
      let moons = Dataset(name: "moons", X: X, Y: Y)
    else { preconditionFailure("2·n coordinates make a 2×n matrix") }
    return moons
  }

  /// NumPy's `linspace(0, pi, count)`: the last angle is set to π, the others are multiples of the
  /// step.
  private static func halfTurn(_ count: Int) -> [Double] {
    guard count > 1 else { return [0] }
    let step = Double.pi / Double(count - 1)
    return (0..<count).map { $0 == count - 1 ? Double.pi : Double($0) * step }
  }
}
