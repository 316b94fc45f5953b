/// The approximate width of a text, in multiples of the font size.
///
/// The reader's font is unknown, so the estimate is generous.
func width(of text: String) -> Double {
  var sum = 0.0
  for scalar in text.unicodeScalars { sum += width(of: scalar) }
  return sum
}

private func width(of scalar: Unicode.Scalar) -> Double {
  switch scalar {
  case "i", "j", "l", "I", ".", ",", ":", ";", "'", "|", "!", " ", "(", ")", "f", "t", "r": 0.42
  case "m", "w", "M", "W", "@", "%", "—", "…": 1
  case "A"..."Z": 0.74
  case "\u{300}"..."\u{36F}": 0
  case "\u{1100}"..."\u{10FFFF}": scalar.value < 0x2E80 && scalar.value > 0x11FF ? 0.65 : 1.05
  default: 0.64
  }
}

/// A text shortened in the middle to a width, since file names often differ at their ends.
func fitted(_ text: String, _ most: Double) -> String {
  if width(of: text) <= most { return text }
  let scalars = Array(text.unicodeScalars)
  var room = max(0, most - width(of: "…"))
  var (start, end) = (0, scalars.count)
  while start < end {
    let takesStart = start <= scalars.count - end
    let next = takesStart ? scalars[start] : scalars[end - 1]
    room -= width(of: next)
    if room < 0 { break }
    if takesStart { start += 1 } else { end -= 1 }
  }
  var result = ""
  for scalar in scalars[..<start] { result.unicodeScalars.append(scalar) }
  result += "…"
  for scalar in scalars[end...] { result.unicodeScalars.append(scalar) }
  return result
}
