/// Maps numbers to positions in the picture.
struct Scale {
  /// The numbers at both ends (their decimal logarithms on a logarithmic axis).
  let low, high: Double
  /// The positions of both ends.
  let from, to: Double
  /// Whether equal distances mean equal factors.
  var isLogarithmic = false

  /// The position of a finite number, which is positive if the axis is logarithmic.
  func position(_ value: Double) -> Double {
    place(isLogarithmic ? decimalLogarithm(min(max(value, 1e-300), 1e300)) : limited(value))
  }

  /// The position of a finite number on a linear axis, also beyond its ends.
  func unlimited(_ value: Double) -> Double {
    let place = from + (limited(value) - low) / (high - low) * (to - from)
    return place.isNaN ? from : limited(place)
  }

  /// The position of a tick's value.
  func place(_ value: Double) -> Double {
    let share = (value - low) / (high - low)
    return share.isFinite ? from + min(max(share, 0), 1) * (to - from) : from
  }
}

/// The rectangle that the axes enclose.
struct Area {
  let left, top, right, bottom: Double
}
