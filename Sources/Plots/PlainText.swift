/// A text that can stand in an SVG document, as content or in quotes.
///
/// Control characters go (XML forbids most of them, and those that reverse the direction of writing
/// could change what a label seems to say); line breaks and tabs become spaces.
func escaped(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "'": result += "&#39;"
    case "\t", "\n", "\r": result += " "
    default: if !isControl(scalar) { result.unicodeScalars.append(scalar) }
    }
  }
  return result
}

/// A text without what neither a picture nor a terminal should be given.
func shown(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    if scalar == "\t" || scalar == "\n" || scalar == "\r" {
      result += " "
    } else if !isControl(scalar) {
      result.unicodeScalars.append(scalar)
    }
  }
  return result
}

private func isControl(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0..<0x20, 0x7F...0x9F, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
  case 0xFEFF, 0xFFF9...0xFFFB: true
  // The last two code points of each plane are no characters.
  case let value: value & 0xFFFE == 0xFFFE
  }
}

/// About how wide a text is, in multiples of the font size.
///
/// Nobody knows the reader's font, so the estimate is on the wide side.
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
  default: isControl(scalar) ? 0 : 0.64
  }
}

/// A text shortened in its middle to a width, which keeps what file names differ in.
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
