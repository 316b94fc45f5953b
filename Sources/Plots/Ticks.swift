import Text

/// A position on an axis with a number beside it.
struct Tick {
  /// The number itself, or its decimal logarithm on a logarithmic axis.
  let value: Double
  /// The number as it is shown.
  let label: String
}

/// Multiples of 1, 2 or 5 times a power of ten.
///
/// - Parameters:
///   - count: The approximate number of intervals.
///   - covering: Whether the first and last tick enclose the range instead of lying in it.
///   - whole: Whether only whole numbers make sense, as for epochs.
func roundTicks(
  from low: Double, to high: Double, about count: Int, covering: Bool = false, whole: Bool = false
) -> [Tick] {
  let raw = (high - low) / Double(max(count, 1))
  guard raw.isFinite, raw > 0 else { return [] }
  var exponent = wholeBelow(decimalLogarithm(raw))
  let first = raw / powerOfTen(exponent)
  var multiple = first < 1.5 ? 1 : first < 3.5 ? 2 : first < 7.5 ? 5 : 10
  if whole && exponent < 0 { (multiple, exponent) = (1, 0) }
  let step = scaled(multiple, exponent)
  let start = covering ? wholeBelow(low / step + 1e-9) : wholeAbove(low / step - 1e-9)
  let end = covering ? wholeAbove(high / step - 1e-9) : wholeBelow(high / step + 1e-9)
  guard start <= end, end - start < 100 else { return [] }
  let largest = scaled(max(abs(start), abs(end)) * multiple, exponent)
  let scientific = largest >= 1e7 || largest < 1e-4
  return (start...end).map { index in
    Tick(
      value: scaled(index * multiple, exponent),
      label: decimalText(index * multiple, exponent, scientific: scientific))
  }
}

/// Powers of ten that enclose a range of decimal logarithms.
func decadeTicks(from low: Double, to high: Double) -> [Tick] {
  let first = wholeBelow(low + 1e-9)
  let last = max(wholeAbove(high - 1e-9), first + 1)
  let step = [1, 2, 5, 10, 20, 50].first { (last - first) / $0 <= 7 } ?? 100
  let start = wholeBelow(Double(first) / Double(step)) * step
  let end = wholeAbove(Double(last) / Double(step)) * step
  let isPlain = start >= -4 && end <= 4
  return stride(from: start, through: end, by: step).map { power in
    let raised = power == 0 ? "1" : "10" + ("\(power)".superscript ?? "")
    return Tick(
      value: Double(power), label: isPlain ? decimalText(1, power, scientific: false) : raised)
  }
}

/// A range that is not too narrow: an empty or very narrow one is widened.
func widened(_ low: Double, _ high: Double) -> (low: Double, high: Double) {
  let size = max(low.magnitude, high.magnitude)
  if high - low > size * 1e-6 && high - low > 1e-280 { return (low, high) }
  if size < 1e-280 { return (low < 0 ? -1 : 0, 1) }
  let middle = low / 2 + high / 2
  return (middle - size / 2, middle + size / 2)
}

/// A number limited so that differences and quotients cannot overflow.
func limited(_ value: Double) -> Double { min(max(value, -1e300), 1e300) }
