/// The features that distinguish a curve: its colour, its dashes, and the shape of its marks.
///
/// Dashes and shapes distinguish eight curves in a black-and-white print. If lines have companions,
/// dashes distinguish the two, and shapes the pairs.
struct CurveStyle {
  /// The index of the curve, from 0; a companion has its line's index, and data are not counted.
  let index: Int
  /// How it is drawn.
  let kind: Curve.Kind
  /// Whether any line of the picture has a companion.
  let isPaired: Bool

  /// The styles of the curves of a picture.
  static func styles(_ curves: [Curve]) -> [CurveStyle] {
    let isPaired = curves.contains { $0.kind == .companion }
    var next = 0
    return curves.map { curve in
      if curve.kind == .line || curve.kind == .bars { next += 1 }
      return CurveStyle(index: max(0, next - 1), kind: curve.kind, isPaired: isPaired)
    }
  }

  /// The class that sets the colour.
  var color: String { kind == .points ? "c6" : "c\(index % 8)" }

  /// The dashes as an attribute, different ones for each further eight curves.
  var dashes: String {
    let patterns = [
      "", "9 4", "2.5 3", "10 3.5 2.5 3.5", "16 5", "5 3", "12 3 2 3 2 3", "16 4 5 4",
    ]
    let number = isPaired ? (kind == .companion ? 5 : 0) : index + index / 8
    let pattern = patterns[number % 8]
    return pattern.isEmpty ? "" : " stroke-dasharray=\"\(pattern)\""
  }

  /// The classes of its marks: hollow for companions and data, and from the sixth curve on.
  var marks: String { (kind != .line || index % 8 >= 5 ? "open " : "mark ") + color }

  /// The distance of the first mark from the start of the curve.
  var firstMark: Double { Double(index % 8) * 11 + (kind == .companion ? 50 : 6) }

  /// A mark at a position, as path data.
  func mark(_ x: Double, _ y: Double) -> String {
    if kind == .points { return circle(x, y, 2.6) }
    return switch index % 8 {
    case 0, 5: circle(x, y, 3.8)
    case 1, 6: square(x, y, 3.5)
    case 2: move(x, y - 4.6) + "l4.4 7.6h-8.8z"
    case 3, 7: move(x, y - 4.8) + "l4.6 4.8l-4.6 4.8l-4.6-4.8z"
    default: move(x, y + 4.6) + "l4.4-7.6h-8.8z"
    }
  }

  /// The mark in a plain-text drawing.
  var character: Unicode.Scalar {
    switch kind {
    case .points: "."
    case .line, .bars: Self.characters[index % 8]
    case .companion: Self.companions[index % 8]
    }
  }

  private static let characters: [Unicode.Scalar] = ["o", "x", "+", "*", "#", "@", "%", "&"]
  private static let companions: [Unicode.Scalar] = ["O", "X", "#", "@", "$", "=", "8", "6"]
}

/// A circle as path data.
func circle(_ x: Double, _ y: Double, _ radius: Double) -> String {
  let (r, d) = (coordinate(radius), coordinate(2 * radius))
  return move(x - radius, y) + "a\(r) \(r) 0 1 0 \(d) 0a\(r) \(r) 0 1 0-\(d) 0z"
}

/// A square as path data, given half its side.
func square(_ x: Double, _ y: Double, _ half: Double) -> String {
  let side = coordinate(2 * half)
  return move(x - half, y - half) + "h\(side)v\(side)h-\(side)z"
}

/// The mark of an epoch without a finite value, as path data.
func cross(_ x: Double, _ y: Double) -> String { move(x - 3, y - 3) + "l6 6m0-6l-6 6" }
