import Worksheets

extension [Grade] {
  /// The grades with notes from comparing the class: sheets that ask for something else, two sheets
  /// of one student, and files named after another student.
  var withClassNotes: [Grade] {
    var grades = self
    let usual = compactMap { $0.source?.withoutNumbers }.majority
    let named = indices.filter { self[$0].isNamed }
    let misnamed = named.filter { !self[$0].isNamedAsFile }
    for index in indices {
      guard let source = self[index].source else { continue }
      // A sheet is an exception only if more than half of the class agree.
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

/// The sheets that state the same student.
private struct StudentSheets {
  /// The first two files; the second is reported for the first.
  private var first: [String] = []
  /// The number of sheets in each file.
  private var counts: [String: Int] = [:]
  private var total = 0

  mutating func add(_ file: String) {
    if first.count < 2, !first.contains(file) { first.append(file) }
    counts[file, default: 0] += 1
    total += 1
  }

  /// The first sheet in another file, and the number of such sheets; nil if there are none.
  func others(than file: String) -> (first: String, count: Int)? {
    first.first { $0 != file }.map { ($0, total - (counts[file] ?? 0)) }
  }
}

extension Array where Element: Equatable {
  /// The element that makes up more than half of all; nil if there is none.
  ///
  /// Two different elements cancel out (Boyer and Moore's vote), so the array is read twice and not
  /// once for each element.
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
  /// The file's name without its folder and its extension.
  fileprivate var fileStem: String {
    let last = file.split(separator: "/").last.map(String.init) ?? file
    return last.lastIndex(of: ".").map { String(last[..<$0]) } ?? last
  }

  /// Whether the file name contains the student's name, whatever separates its words.
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
  /// The common part of a class's sheets.
  var withoutNumbers: WorksheetSpec {
    var source = self
    source.given = .named("")
    source.seed = nil
    source.student = nil
    source.settings = []
    return source
  }

  /// The difference between what two sheets ask for; nil if there is none.
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
