extension Unicode.Scalar {
  /// Whether readers cannot see the character, or a terminal obeys it instead of showing it.
  ///
  /// These are control characters (C0, DEL and C1), characters that change the writing direction,
  /// line and paragraph separators, characters without width and meaning, tags, and noncharacters.
  /// Accents and marks that belong to a letter are not included.
  public var isHidden: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0: true
    case 0xAD, 0x34F, 0x61C, 0x180B...0x180F: true
    case 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F: true
    case 0xFDD0...0xFDEF, 0xFEFF, 0xFFF0...0xFFFB: true
    case 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0000...0xE0FFF: true
    case let value: value & 0xFFFE == 0xFFFE
    }
  }

  /// Whether the character joins or separates the letters beside it, as Persian and Hindi names
  /// need.
  private var isJoiner: Bool { value == 0x200C || value == 0x200D }

  /// Whether a joiner beside the character can be part of a word or of an emoji.
  private var takesJoiner: Bool { value >= 0x600 && !isHidden }

  /// Whether the character is hidden at its place: a joiner inside a word is not.
  fileprivate func isHidden(after last: Unicode.Scalar?, before next: Unicode.Scalar?) -> Bool {
    guard isHidden else { return false }
    guard isJoiner, let last, let next else { return true }
    return !last.takesJoiner || !next.takesJoiner
  }

  /// Whether the character is a tab or ends a line.
  fileprivate var isSpacing: Bool {
    (0x09...0x0D).contains(value) || value == 0x85 || value == 0x2028 || value == 0x2029
  }

  /// The visible form of a hidden character: `\u{1B}`.
  var visible: String { "\\u{" + String(value, radix: 16, uppercase: true) + "}" }
}

extension String {
  /// The text on one line with every character visible: a hidden character is shown by its number,
  /// as in `\u{1B}`, a tab or line break as a space.
  ///
  /// Every text from outside passes through here before a reader sees it: on a terminal, a page or
  /// in a table.
  public var visible: String {
    let scalars = unicodeScalars
    guard scalars.contains(where: { $0.isHidden }) else { return self }
    var text = ""
    scalars.forEachWithNeighbours { last, scalar, rest in
      if scalar.isSpacing {
        text += " "
      } else if scalar.isHidden(after: last, before: rest.first) {
        text += scalar.visible
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  /// The text made safe for a terminal: like `visible`, but line breaks and tabs stay.
  public var visibleLines: String {
    let scalars = unicodeScalars
    guard scalars.contains(where: { $0.isHidden && $0 != "\n" && $0 != "\t" }) else { return self }
    var text = ""
    scalars.forEachWithNeighbours { last, scalar, rest in
      let next = rest.first
      let staysBreak = scalar == "\n" || scalar == "\t" || scalar == "\r" && next == "\n"
      if staysBreak {
        text.unicodeScalars.append(scalar)
      } else if scalar.isHidden(after: last, before: next) {
        text += scalar.isSpacing ? " " : scalar.visible
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}

extension [UInt8] {
  /// UTF-8 made safe for a terminal or a text file; almost always unchanged.
  public func visibleLines() -> [UInt8] {
    guard mayHide(self) else { return self }
    return Array(
      String(decoding: self, as: UTF8.self).visibleLines.utf8)
  }
}

extension String.UnicodeScalarView {
  /// Calls a closure with every character, the one before it and the ones after it.
  fileprivate func forEachWithNeighbours(
    _ body: (Unicode.Scalar?, _ scalar: Unicode.Scalar, Substring.UnicodeScalarView) -> Void
  ) {
    var last: Unicode.Scalar?
    var at = startIndex
    while at < endIndex {
      let scalar = self[at]
      at = index(after: at)
      body(last, scalar, self[at...])
      last = scalar
    }
  }
}

/// Whether UTF-8 may contain a hidden character; fast enough for streams of any length.
///
/// Line breaks and tabs do not count. The answer may be true for bytes without one.
public func mayHide(_ bytes: [UInt8]) -> Bool {
  bytes.withUnsafeBufferPointer { mayHide($0) }
}

/// Whether UTF-8 in memory may contain a hidden character.
public func mayHide(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  let memory = UnsafeRawBufferPointer(bytes)
  var at = 0
  while at + 8 <= bytes.count {
    // Eight bytes at once: the top bit of each is set if it is below a space, is DEL, or begins a
    // character beyond ASCII. A carry may set it for a few others too, but never clears it.
    let word = UInt64(littleEndian: memory.loadUnaligned(fromByteOffset: at, as: UInt64.self))
    let below = word &- 0x2020_2020_2020_2020
    let above = word &+ 0x0101_0101_0101_0101
    var found = ((below | above) & ~word | word & (word << 1)) & 0x8080_8080_8080_8080
    while found != 0 {
      if bytes.mayHide(at: at + found.trailingZeroBitCount / 8) { return true }
      found &= found &- 1
    }
    at += 8
  }
  while at < bytes.count {
    if bytes.mayHide(at: at) { return true }
    at += 1
  }
  return false
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether a hidden character may begin at an index.
  @inline(__always)
  fileprivate func mayHide(at place: Int) -> Bool {
    let next = place + 1
    switch self[place] {
    case 0x09, 0x0A, 0x20..<0x7F, 0x80..<0xC0, 0xC3...0xCC, 0xCE...0xD7: return false
    // A line of a table ends with both.
    case 0x0D: return next == count || self[next] != 0x0A
    case 0xC2: return next == count || self[next] < 0xA0 || self[next] == 0xAD
    case 0xCD: return next == count || self[next] == 0x8F
    case 0xE1: return next == count || self[next] == 0xA0
    case 0xE2 where next + 1 < count:
      let last = self[next + 1]
      switch self[next] {
      case 0x80: return 0x8B...0x8F ~= last || 0xA8...0xAE ~= last
      case 0x81: return 0xA0..<0xB0 ~= last
      default: return false
      }
    default: return true
    }
  }
}
