import Numerics
import Readers

/// A matrix as NumPy prints it, which is what learners paste.
///
/// The whole array has one style, chosen from its finite nonzero numbers: scientific from 10⁸ on,
/// below 10⁻⁴, or if the greatest is more than a thousand times the least.
public struct NumPyPrint: Sendable {
  /// The numbers as read from the print, row by row.
  public let numbers: [PrintedNumber]
  /// The print, as `str(array)` gives it: `[[ 1.5 -2. ]\n [ 0.   3. ]]`.
  public let text: String

  /// Prints a matrix.
  ///
  /// - Parameters:
  ///   - matrix: The matrix.
  ///   - precision: The number of decimals; NumPy's default is 8.
  public init(_ matrix: Matrix, precision: Int = 8) {
    let sizes = matrix.elements.filter { $0.isFinite && $0 != 0 }.map { $0.magnitude }
    let least = sizes.min() ?? 1
    let most = sizes.max() ?? 1
    let isScientific = most >= 1e8 || least < 1e-4 || most / least > 1000
    let cells =
      isScientific
      ? Cell.scientific(matrix.elements, precision) : Cell.positional(matrix.elements, precision)
    let width = cells.map { $0.text.utf8.count }.max() ?? 0
    var rows: [String] = []
    for row in 0..<matrix.shape.rows {
      let from = row * matrix.shape.columns
      let texts = cells[from..<from + matrix.shape.columns].map { cell in
        String(repeating: " ", count: width - cell.text.utf8.count) + cell.text
      }
      rows.append("[" + texts.joined(separator: " ") + "]")
    }
    text = "[" + rows.joined(separator: "\n ") + "]"
    numbers = cells.map { PrintedNumber($0.value, $0.precision) }
  }

  /// One number of the array.
  private struct Cell {
    let text: String
    let value: Double
    let precision: PrintedNumber.Precision

    static func positional(_ values: [Double], _ precision: Int) -> [Cell] {
      var texts = values.map { positional($0, precision) }
      let decimals = texts.map { $0.decimals }.max() ?? 0
      // Shorter numbers are padded at the end, so that the points align.
      for i in texts.indices where values[i].isFinite {
        texts[i].text += String(repeating: " ", count: decimals - texts[i].decimals)
      }
      return zip(values, texts).map { value, cell in
        Cell(
          text: cell.text, value: value.isFinite ? Double(trimmed(cell.text)) ?? value : value,
          precision: .decimals(decimals))
      }
    }

    private static func trimmed(_ text: String) -> String {
      let digits = text.filter { $0 != " " }
      return digits.hasSuffix(".") ? digits + "0" : digits
    }

    private static func positional(
      _ value: Double, _ precision: Int
    ) -> (text: String, decimals: Int) {
      guard value.isFinite else { return (word(value), 0) }
      // Trailing zeros are dropped; the point always stays.
      var digits = Array(fixed(value, decimals: precision).utf8)
      if precision == 0 { digits.append(UInt8(ascii: ".")) }
      while digits.last == UInt8(ascii: "0") { digits.removeLast() }
      let decimals = digits.reversed().prefix { $0 != UInt8(ascii: ".") }.count
      return (String(decoding: digits, as: UTF8.self), decimals)
    }

    static func scientific(_ values: [Double], _ precision: Int) -> [Cell] {
      let numbers = values.map { SignificantDigits($0.isFinite ? $0 : 0, count: precision + 1) }
      var most = 1
      for (number, value) in zip(numbers, values) where value.isFinite {
        most = Swift.max(most, number.digits.count)
      }
      let isLong = zip(numbers, values).contains { $1.isFinite && abs($0.exponent) >= 100 }
      return zip(values, numbers).map { value, number in
        guard value.isFinite else {
          return Cell(text: word(value), value: value, precision: .significant(most))
        }
        var text = number.isNegative ? "-" : ""
        text += "\(number.digits[0])."
        for digit in number.digits.dropFirst() { text += "\(digit)" }
        text += String(repeating: "0", count: most - number.digits.count)
        let power = "\(abs(number.exponent))"
        let plain = most == 1 ? text + "0" : text
        let exponent =
          (number.exponent < 0 ? "e-" : "e+")
          + String(repeating: "0", count: Swift.max(0, (isLong ? 3 : 2) - power.utf8.count)) + power
        return Cell(
          text: text + exponent, value: Double(plain + exponent) ?? value,
          precision: .significant(most))
      }
    }

    private static func word(_ value: Double) -> String {
      value.isNaN ? "nan" : value < 0 ? "-inf" : "inf"
    }
  }
}
