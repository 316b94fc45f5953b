import Equations

extension Variant {
  /// Where it was seen, in words and without repetition: `in a student's notes of the course (note 002)` for a line
  /// of one of the five notes, which readers do not have at hand.
  public var sourcesInWords: [String] {
    var words: [String] = []
    for source in sources {
      let parts = source.split(separator: ":", maxSplits: 1)
      let isNote = parts.count == 2 && parts[0].hasSuffix(".txt")
      let text =
        isNote ? "in a student's notes of the course (note \(parts[0].prefix(3)))" : source
      if !words.contains(text) { words.append(text) }
    }
    return words
  }
}
