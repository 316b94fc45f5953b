/// The texts with a class, in order.
func texts(_ style: String, _ svg: String) -> [String] {
  svg.split(separator: "<text class=\"\(style)\"").dropFirst().map { piece in
    String(piece.drop { $0 != ">" }.dropFirst().prefix { $0 != "<" })
  }
}

/// The path data of the first path with a class.
func path(_ style: String, _ svg: String) -> String? {
  let start = "<path class=\"\(style)\" d=\""
  guard let range = svg.firstRange(of: start) else { return nil }
  return String(svg[range.upperBound...].prefix { $0 != "\"" })
}

/// The positions in path data that has only absolute moves and lines.
func places(_ data: String) -> [(x: Double, y: Double)] {
  data.split { "MLZ ".contains($0) }.map { Double($0) ?? .nan }.chunkedInPairs
}

extension [Double] {
  fileprivate var chunkedInPairs: [(x: Double, y: Double)] {
    stride(from: 0, to: count - 1, by: 2).map { (self[$0], self[$0 + 1]) }
  }
}

/// The position of the tick with a label: the coordinate of its text along an axis.
func place(ofTick label: String, _ style: String, _ axis: String, _ svg: String) -> Double {
  for piece in svg.split(separator: "<text class=\"\(style)\"").dropFirst() {
    let text = piece.prefix { $0 != "\n" }
    guard text.contains(">\(label)<"), let range = text.firstRange(of: "\(axis)=\"") else {
      continue
    }
    return Double(text[range.upperBound...].prefix { $0 != "\"" }) ?? .nan
  }
  return .nan
}

/// The description of a picture for screen readers.
func description(_ svg: String) -> String {
  let piece = svg.split(separator: "<desc id=\"plot-description\">").last ?? ""
  return String(piece.prefix { $0 != "<" })
}

/// The path data of every path with a class, in order.
func paths(_ style: String, _ svg: String) -> [String] {
  svg.split(separator: "<path class=\"\(style)\" d=\"").dropFirst().map { piece in
    String(piece.prefix { $0 != "\"" })
  }
}

/// The whole elements with a class, in order.
func elements(_ style: String, _ svg: String) -> [Substring] {
  svg.split(separator: "\n").filter { $0.hasPrefix("<path class=\"\(style)\"") }
}

/// The position of a number along an axis, from the positions of two ticks.
func place(_ value: Double, between low: String, _ high: String, _ axis: String, _ svg: String)
  -> Double
{
  let shift = axis == "y" ? -4.0 : 0
  let first = place(ofTick: low, "\(axis)-tick", axis, svg) + shift
  let second = place(ofTick: high, "\(axis)-tick", axis, svg) + shift
  let (a, b) = (number(low), number(high))
  return first + (value - a) / (b - a) * (second - first)
}

/// A tick's label as a number.
private func number(_ label: String) -> Double {
  Double(label.hasPrefix("−") ? "-" + label.dropFirst() : label) ?? .nan
}
