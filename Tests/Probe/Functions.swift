import Numerics

/// The bits of a double as sixteen hexadecimal digits.
func hexadecimal(_ value: Double) -> String { hexadecimal(value.bitPattern) }

/// A word as sixteen hexadecimal digits.
func hexadecimal(_ word: UInt64) -> String {
  let digits = String(word, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}

/// Evaluates a function, given the bits of its arguments.
func answer(_ words: [String]) -> String? {
  guard let name = words.first else { return nil }
  if let numbers = randomNumbers(name, Array(words.dropFirst())) {
    return numbers.joined(separator: " ")
  }
  let bits = words.dropFirst().compactMap { UInt64($0, radix: 16) }
  guard bits.count == words.count - 1, let first = bits.first else { return nil }
  let x = Double(bitPattern: first)
  switch (name, bits.count) {
  case ("exp", 1): return hexadecimal(exponential(x))
  case ("log", 1): return hexadecimal(logarithm(x))
  case ("sin", 1): return hexadecimal(sine(x))
  case ("cos", 1): return hexadecimal(cosine(x))
  case ("tanh", 1): return hexadecimal(hyperbolicTangent(x))
  case ("power", 2): return hexadecimal(power(x, Double(bitPattern: bits[1])))
  case ("integer-power", 2):
    return hexadecimal(integerPower(x, Int(truncatingIfNeeded: Int64(bitPattern: bits[1]))))
  default: return nil
  }
}
