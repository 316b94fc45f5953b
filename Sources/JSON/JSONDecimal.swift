import Numerics

/// Reads a decimal by JSON's grammar, correctly rounded; nil if it is not one.
///
/// It is stricter than other decimals: no plus sign, no leading zeros, and digits on both sides of
/// a point.
func parseDecimal(_ text: ArraySlice<UInt8>) -> Double? {
  let digits = text.first == UInt8(ascii: "-") ? text.dropFirst() : text
  guard digits.first != UInt8(ascii: "+"), let decimal = DecimalText(text), decimal.whole > 0,
    decimal.whole == 1 || digits.first != UInt8(ascii: "0"), decimal.decimals != 0
  else { return nil }
  return decimal.value
}
