extension String {
  /// The places where a variant was seen, for readers without the notes: `002_….txt:281` is a line
  /// in the notes of one of five students.
  public var sourceWords: String {
    let parts = split(separator: ":", maxSplits: 1)
    guard parts.count == 2, parts[0].hasSuffix(".txt") else { return self }
    let lines = parts[1].contains("-") ? "lines" : "line"
    return "in a student's notes of the course (note \(parts[0].prefix(3)), \(lines) \(parts[1]))"
  }
}
