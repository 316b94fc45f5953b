/// What to say about a word nobody knows: the word, the nearest one that is known, and all of them.
///
/// - Parameters:
///   - word: What was typed.
///   - what: What it should have been: `lesson`, `hyperparameter`.
///   - known: The valid words; all are listed, on lines of their own.
public func unknownWord(_ word: String, _ what: String, among known: [String]) -> String {
  var message = "Unknown \(what) '\(word)'."
  if let nearest = nearest(to: word, among: known) { message += " Did you mean '\(nearest)'?" }
  return known.isEmpty ? message + " There is none here." : message + "\n" + validWords(known)
}

/// The valid words in one sentence, over as many lines as it takes.
public func validWords(_ known: [String]) -> String {
  var text = "Valid:"
  var width = text.count
  for (index, word) in known.enumerated() {
    let piece = word + (index == known.count - 1 ? "." : ",")
    if width + 1 + piece.count > 92 {
      text += "\n  "
      width = 1
    }
    text += " " + piece
    width += 1 + piece.count
  }
  return text
}

/// The known word with the fewest changes from the one typed, if they are fewer than a third of it.
public func nearest(to word: String, among known: [String]) -> String? {
  // The beginning of one word alone is meant to be that word.
  let begun = word.utf8.count >= 3 ? known.filter { $0.hasPrefix(word) } : []
  if begun.count == 1 { return begun[0] }
  var best: (word: String, distance: Int)?
  for candidate in known {
    // Capitals are no mistake worth counting.
    let distance = editDistance(Array(word.lowercased().utf8), Array(candidate.lowercased().utf8))
    if distance < best?.distance ?? Int.max { best = (candidate, distance) }
  }
  guard let best, word.utf8.count < 200 else { return nil }
  let limit = Swift.max(1, Swift.min(word.utf8.count, best.word.utf8.count) / 2)
  return best.distance <= Swift.min(limit, 4) ? best.word : nil
}

/// The least number of letters to insert, drop, replace or swap with a neighbour.
func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  guard a.count <= 200, b.count <= 200 else { return Int.max }
  var beforeLast = [Int](repeating: 0, count: b.count + 1)
  var last = Array(0...b.count)
  for i in 0..<a.count {
    var current = [i + 1]
    for j in 0..<b.count {
      var cost = Swift.min(last[j + 1] + 1, current[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        cost = Swift.min(cost, beforeLast[j - 1] + 1)
      }
      current.append(cost)
    }
    beforeLast = last
    last = current
  }
  return last[b.count]
}

extension String {
  /// The text with spaces for the control characters, which a terminal would obey; line breaks stay if
  /// asked for.
  ///
  /// Marks that turn the direction of writing are left out: behind them a heading would seem to say something
  /// else.
  public func withoutControls(keepingLineBreaks: Bool = false) -> String {
    var shown = UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0x0A where keepingLineBreaks: shown.append(scalar)
      case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: shown.append(" ")
      case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFF9...0xFFFB: break
      default: shown.append(scalar)
      }
    }
    return String(shown)
  }
}
