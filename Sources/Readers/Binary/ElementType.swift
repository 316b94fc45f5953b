/// The type of the numbers in a `.npy` file.
struct ElementType {
  /// The kinds of number.
  private enum Kind { case floating, signed, unsigned, truth }
  private let kind: Kind
  private let isSwapped: Bool
  /// The number of bytes of each.
  let size: Int

  /// Reads NumPy's description, such as `<f8`; throws, with advice, if the type is not a number.
  init(_ descr: String?, what: String) throws(ReadingError) {
    let save = "save numbers: np.savez('mine.npz', **parameters)"
    guard let descr else {
      throw ReadingError("\(what) holds records (a structured array); \(save)")
    }
    let text = Array(descr.utf8)
    let order = text.first ?? 0
    let hasOrder = "<>|=".utf8.contains(order)
    let type = text.dropFirst(hasOrder ? 1 : 0)
    let letter = type.first ?? 0
    isSwapped = order == UInt8(ascii: ">")
    let digits = Int(String(decoding: type.dropFirst(), as: UTF8.self)) ?? 0
    size = digits
    switch (letter, digits) {
    case (UInt8(ascii: "f"), 2), (UInt8(ascii: "f"), 4), (UInt8(ascii: "f"), 8): kind = .floating
    case (UInt8(ascii: "i"), 1), (UInt8(ascii: "i"), 2), (UInt8(ascii: "i"), 4),
      (UInt8(ascii: "i"), 8):
      kind = .signed
    case (UInt8(ascii: "u"), 1), (UInt8(ascii: "u"), 2), (UInt8(ascii: "u"), 4),
      (UInt8(ascii: "u"), 8):
      kind = .unsigned
    case (UInt8(ascii: "b"), 1): kind = .truth
    case (UInt8(ascii: "O"), _):
      throw ReadingError(
        "\(what) holds Python objects (a pickle, such as a dictionary saved with np.save), which are "
          + "never loaded: they can run programs; \(save)")
    case (UInt8(ascii: "c"), _):
      throw ReadingError(
        "\(what) holds complex numbers; save their real part: np.save(name, x.real)")
    case (UInt8(ascii: "U"), _), (UInt8(ascii: "S"), _), (UInt8(ascii: "V"), _):
      throw ReadingError("\(what) holds texts or records; \(save)")
    case (UInt8(ascii: "M"), _), (UInt8(ascii: "m"), _):
      throw ReadingError("\(what) holds dates; \(save)")
    default:
      throw ReadingError(
        "\(what) holds numbers of the type '\(descr)'; expected f2, f4, f8, integers or truth values:"
          + " save x.astype(float)")
    }
  }

  /// The precision of each number; half precision has three digits.
  var precision: PrintedNumber.Precision {
    switch (kind, size) {
    case (.floating, 8): .double
    case (.floating, 4): .single
    case (.floating, _): .significant(3)
    default: .whole
    }
  }

  /// A note for the reader about the type, if needed.
  var note: String? {
    switch (kind, size) {
    case (.floating, 4): "in single precision (float32)"
    case (.floating, 2): "in half precision (float16)"
    default: nil
    }
  }

  /// A number from its bytes, which are read least significant byte first.
  func value(_ raw: UInt64) -> Double {
    let raw = isSwapped ? raw.byteSwapped >> UInt64(64 - 8 * size) : raw
    switch (kind, size) {
    case (.floating, 8): return Double(bitPattern: raw)
    case (.floating, 4): return Double(Float(bitPattern: UInt32(truncatingIfNeeded: raw)))
    case (.floating, _): return half(raw)
    case (.signed, 1): return Double(Int8(truncatingIfNeeded: raw))
    case (.signed, 2): return Double(Int16(truncatingIfNeeded: raw))
    case (.signed, 4): return Double(Int32(truncatingIfNeeded: raw))
    case (.signed, _): return Double(Int64(bitPattern: raw))
    case (.unsigned, _): return Double(raw)
    case (.truth, _): return raw == 0 ? 0 : 1
    }
  }

  /// A number of half precision: a sign, 5 bits of exponent, 10 of significand.
  private func half(_ raw: UInt64) -> Double {
    let exponent = Int(raw >> 10 & 31)
    let fraction = Double(raw & 1023) / 1024
    let magnitude: Double
    if exponent == 31 {
      magnitude = fraction == 0 ? .infinity : .nan
    } else if exponent == 0 {
      magnitude = fraction / 16384
    } else {
      magnitude = (1 + fraction) * Double(sign: .plus, exponent: exponent - 15, significand: 1)
    }
    return raw & 0x8000 == 0 ? magnitude : -magnitude
  }
}
