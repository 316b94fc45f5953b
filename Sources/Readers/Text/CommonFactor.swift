/// The exponent if a factor is a power of ten, as in PyTorch's prints.
func powerOfTen(_ factor: Double) -> Int? {
  (-45...45).first { Double("1e\($0)") == factor }
}

extension PrintedArray {
  /// Applies the common factor that PyTorch prints in front of an array.
  mutating func scale(byTenTo power: Int) {
    guard let ten = Double("1e\(power.magnitude)") else { return }
    for index in numbers.indices {
      let printed = numbers[index]
      numbers[index].value = power < 0 ? printed.value / ten : printed.value * ten
      guard case .decimals(let decimals) = printed.precision else { continue }
      if decimals - power >= 0 {
        numbers[index].precision = .decimals(decimals - power)
      } else {
        // The digits before the point remain, as many as the number shows.
        var digits = decimals + 1
        var rest = printed.value.magnitude
        while rest >= 10, digits < 400, rest.isFinite {
          rest /= 10
          digits += 1
        }
        numbers[index].precision = .significant(digits)
      }
    }
  }
}
