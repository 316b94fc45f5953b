import Worksheets

extension [Grade] {
  /// The grades with what only shows beside the others: sheets that ask for something else than the class's,
  /// two sheets of one student, and files that are named after somebody else.
  var withClassNotes: [Grade] {
    var grades = self
    let usual = compactMap { $0.source?.withoutNumbers }.majority
    let named = indices.filter { self[$0].isNamed }
    let misnamed = named.filter { !self[$0].isNamedAsFile }
    for index in indices {
      guard let source = self[index].source else { continue }
      // Against half of a class nobody is an exception.
      if let usual, let words = source.difference(from: usual, "the class's sheets") {
        grades[index].add(note: words)
      }
    }
    for index in misnamed where misnamed.count * 2 < named.count {
      grades[index].add(
        note: "the file is named \(self[index].fileStem), the sheet says \(self[index].student)")
    }
    var sheets: [String: StudentSheets] = [:]
    for index in named {
      sheets[self[index].student, default: StudentSheets()].add(self[index].file)
    }
    for index in named {
      guard let others = sheets[self[index].student]?.others(than: self[index].file) else {
        continue
      }
      grades[index].add(
        note: "another sheet says it is this student's: \(others.first)"
          + (others.count > 1 ? " and \(others.count - 1) more" : ""))
    }
    return grades
  }
}

/// The sheets that say they are of one student.
private struct StudentSheets {
  /// The first two files; the second one stands in for the first where that is asked for.
  private var first: [String] = []
  /// How many sheets each file has.
  private var counts: [String: Int] = [:]
  private var total = 0

  mutating func add(_ file: String) {
    if first.count < 2, !first.contains(file) { first.append(file) }
    counts[file, default: 0] += 1
    total += 1
  }

  /// The first sheet in another file, and how many there are; nil if there is none.
  func others(than file: String) -> (first: String, count: Int)? {
    first.first { $0 != file }.map { ($0, total - (counts[file] ?? 0)) }
  }
}

extension Array where Element: Equatable {
  /// The element that more than half of the others equal; nil if there is none.
  ///
  /// Two elements that differ cancel out (Boyer and Moore's vote), so the array is walked through twice and
  /// not once for each element.
  var majority: Element? {
    var candidate: Element?
    var votes = 0
    for element in self {
      if votes == 0 { candidate = element }
      votes += element == candidate ? 1 : -1
    }
    guard let candidate, count > 1, self.count(where: { $0 == candidate }) * 2 > count else {
      return nil
    }
    return candidate
  }
}

extension Grade {
  /// The file's name without its folder and its ending.
  fileprivate var fileStem: String {
    let last = file.split(separator: "/").last.map(String.init) ?? file
    return last.lastIndex(of: ".").map { String(last[..<$0]) } ?? last
  }

  /// Whether the file has the student's name, whatever stands between its words.
  fileprivate var isNamedAsFile: Bool {
    func plain(_ text: String) -> String {
      String(text.lowercased().filter { $0.isLetter || $0.isNumber })
    }
    let (stem, name) = (plain(fileStem), plain(student))
    return name.isEmpty || stem.hasPrefix(name) || stem.hasSuffix(name)
  }

  fileprivate mutating func add(note: String) {
    notes.append(note)
    message += (message.isEmpty ? "" : "; ") + note
  }
}

extension WorksheetSpec {
  /// What the sheets of a class have in common.
  var withoutNumbers: WorksheetSpec {
    var source = self
    source.given = .named("")
    source.seed = nil
    source.student = nil
    source.settings = []
    return source
  }

  /// What a sheet asks for that another one does not; nil if they ask for the same.
  func difference(from other: WorksheetSpec, _ name: String) -> String? {
    var parts: [String] = []
    if digits != other.digits {
      parts.append("\(digits) digit\(digits == 1 ? "" : "s"), not \(other.digits)")
    }
    if asked.points != other.asked.points {
      parts.append("\(asked.points) points a blank, not \(other.asked.points)")
    }
    if asked.items != other.asked.items { parts.append("other quantities") }
    if asked.steps != other.asked.steps { parts.append("other steps") }
    if convention != other.convention { parts.append("another form of the rule") }
    if parts.isEmpty { return nil }
    return "this worksheet asks for something else than \(name): "
      + parts.joined(separator: ", ")
  }
}
