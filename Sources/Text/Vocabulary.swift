/// What to say about a word nobody knows: the word, the nearest one that is known, and all of them.
///
/// - Parameters:
///   - word: What was typed.
///   - what: What it should have been: `lesson`, `hyperparameter`.
///   - known: The valid words; all are listed, on lines of their own.
public func unknownWord(_ word: String, _ what: String, among known: [String]) -> String {
  var message = "Unknown \(what) '\(word.visible)'."
  if let nearest = nearest(to: word, among: known) {
    message += " Did you mean '\(nearest.visible)'?"
  }
  return known.isEmpty ? message + " There is none here." : message + "\n" + validWords(known)
}

/// The valid words in one sentence, over as many lines as it takes.
public func validWords(_ known: [String]) -> String {
  (known.map { $0.visible }.joined(separator: ", ") + ".").lines(
    width: 78, after: "Valid: ", indent: "  "
  )
  .joined(separator: "\n ")
}

/// Whether two names are the same but for capitals, spaces, hyphens and underscores: `Lr_Decay` and `lr-decay`.
public func isSameName(_ one: String, _ other: String) -> Bool {
  one.utf8.lazy.compactMap { $0.nameLetter }.elementsEqual(
    other.utf8.lazy.compactMap { $0.nameLetter })
}

extension UInt8 {
  /// The letter as names are compared by it; nil for what separates the words of a name.
  fileprivate var nameLetter: UInt8? {
    switch self {
    case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "_"): nil
    case 0x41...0x5A: self + 0x20
    default: self
    }
  }
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
