import Equations
import Numerics
import Tracing

extension Recording {
  /// The value of a quantity before a line ran; nil if it did not exist yet.
  ///
  /// A state without a start value in the case starts as the rule says.
  func value(_ target: String, before index: Int) -> Matrix? {
    guard lines.indices.contains(index) else { return nil }
    let symbol = lines[index].line.assignment.target
    guard symbol.isKept, lines[index].target == target else { return nil }
    for line in lines[..<index].reversed() where line.target == target { return line.value }
    return started(target) ?? initial(symbol, lines[index].line.value.shape)
  }

  private func initial(_ symbol: Symbol, _ shape: Shape) -> Matrix? {
    if case .state(let start) = symbol.role { Matrix(start, shape: shape) } else { nil }
  }

  /// The last line, up to a given one, that changed an entry of a quantity, with the values before
  /// and after.
  ///
  /// - Returns: Nil if no line has changed it.
  func lastChange(
    of target: String, _ entry: MatrixIndex, upTo index: Int
  ) -> (line: Int, old: Double?, new: Double)? {
    guard lines.indices.contains(index) else { return nil }
    for place in (0...index).reversed() where lines[place].target == target {
      guard let new = lines[place].value.element(entry) else { return nil }
      let old = value(target, before: place)?.element(entry)
      if let old, old.hasSameBits(as: new) { continue }
      return (place, old, new)
    }
    return nil
  }
}
