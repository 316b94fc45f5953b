/// The ranges of a line plot's axes, and their ticks.
struct LineRange {
  let x: (low: Double, high: Double)
  /// The values, or their decimal logarithms.
  let y: (low: Double, high: Double)
  let isLogarithmic: Bool
  let xTicks, yTicks: [Tick]

  /// Finds the range of some curves.
  ///
  /// - Parameter intervals: The approximate number of intervals on the vertical axis.
  init(_ curves: [Curve], intervals: Int = 5) {
    var allX = Extent()
    var allY = Extent()
    var isWhole = true
    for curve in curves {
      for point in curve.points {
        allX.add(point.x)
        allY.add(point.y)
        if curve.kind == .bars {
          allY.add(0)
          // Leaves room for half a bar on each side.
          allX.add(point.x - 0.5)
          allX.add(point.x + 0.5)
        }
        isWhole = isWhole && isWholeNumber(point.x)
      }
    }
    x =
      allX.isSingle && isWhole && allX.low.magnitude < 1e6
      ? (allX.low - 1, allX.low + 1) : widened(allX.low, allX.high)
    xTicks = roundTicks(from: x.low, to: x.high, about: 7, whole: isWhole)

    let (low, high) = (allY.low, allY.high)
    // A quotient could overflow; both bounds are at least 1e-300 here.
    isLogarithmic = low > 0 && high / 1000 > low
    if isLogarithmic {
      yTicks = decadeTicks(
        from: decimalLogarithm(max(low, 1e-300)), to: decimalLogarithm(high))
    } else {
      let wide = widened(low, high)
      // The range includes zero unless that would squeeze the curves into the upper part.
      let start = wide.low > 0 && wide.low < wide.high * 0.4 ? 0 : wide.low
      yTicks = roundTicks(from: start, to: wide.high, about: intervals, covering: true)
    }
    y = (yTicks.first?.value ?? 0, yTicks.last?.value ?? 1)
  }
}

/// The smallest and the largest of some finite numbers.
struct Extent {
  private var bounds: (low: Double, high: Double)?

  /// The smallest number; 0 if there are none.
  var low: Double { bounds?.low ?? 0 }
  /// The largest number; 1 if there are none.
  var high: Double { bounds?.high ?? 1 }
  /// Whether there are numbers and all are equal.
  var isSingle: Bool { bounds.map { $0.low == $0.high } ?? false }

  /// Includes a number if it is finite.
  mutating func add(_ value: Double) {
    guard value.isFinite else { return }
    let value = limited(value)
    bounds = (min(bounds?.low ?? value, value), max(bounds?.high ?? value, value))
  }
}
