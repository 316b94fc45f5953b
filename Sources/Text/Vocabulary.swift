/// The message for an unknown word: the word, the nearest known one, and all known ones.
///
/// - Parameters:
///   - word: The word typed.
///   - what: Its kind: `lesson`, `hyperparameter`.
///   - known: The valid words, which are listed on separate lines.
public func unknownWord(_ word: String, _ what: String, among known: [String]) -> String {
  var message = "Unknown \(what) '\(word.visible)'."
  if let nearest = nearest(to: word, among: known) {
    message += " Did you mean '\(nearest.visible)'?"
  }
  return known.isEmpty ? message + " There is none here." : message + "\n" + validWords(known)
}

/// A sentence with the valid words, over as many lines as needed.
public func validWords(_ known: [String]) -> String {
  (known.map { $0.visible }.joined(separator: ", ") + ".").lines(
    width: 78, after: "Valid: ", indent: "  "
  )
  .joined(separator: "\n ")
}

/// Whether two names differ only in case, spaces, hyphens and underscores: `Lr_Decay` and
/// `lr-decay`.
public func isSameName(_ one: String, _ other: String) -> Bool {
  one.utf8.lazy.compactMap { $0.nameLetter }.elementsEqual(
    other.utf8.lazy.compactMap { $0.nameLetter })
}

extension UInt8 {
  /// The letter used to compare names; nil for characters that separate words.
  fileprivate var nameLetter: UInt8? {
    switch self {
    case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "_"): nil
    case 0x41...0x5A: self + 0x20
    default: self
    }
  }
}

/// The known word that needs the fewest changes: at most four, and at most half of its letters.
public func nearest(to word: String, among known: [String]) -> String? {
  // The beginning of only one known word stands for that word.
  let begun = word.utf8.count >= 3 ? known.filter { $0.hasPrefix(word) } : []
  if begun.count == 1 { return begun[0] }
  var best: (word: String, distance: Int)?
  for candidate in known {
    // Differences in case do not count.
    let distance = editDistance(Array(word.lowercased().utf8), Array(candidate.lowercased().utf8))
    if distance < best?.distance ?? Int.max { best = (candidate, distance) }
  }
  guard let best, word.utf8.count < 200 else { return nil }
  let limit = Swift.max(1, Swift.min(word.utf8.count, best.word.utf8.count) / 2)
  return best.distance <= Swift.min(limit, 4) ? best.word : nil
}
