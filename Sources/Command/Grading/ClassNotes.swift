import Worksheets

extension [Grade] {
  /// The grades with what only shows beside the others: sheets that ask for something else than the class's,
  /// two sheets of one student, and files that are named after somebody else.
  var withClassNotes: [Grade] {
    var grades = self
    let kinds = compactMap { $0.source?.withoutNumbers }
    var usual: (kind: WorksheetSpec, count: Int)?
    for kind in kinds {
      let count = kinds.count { $0 == kind }
      if count > (usual?.count ?? 0) { usual = (kind, count) }
      if count * 2 > kinds.count { break }
    }
    let named = indices.filter { self[$0].isNamed }
    let misnamed = named.filter { !self[$0].isNamedAsFile }
    for index in indices {
      guard let source = self[index].source else { continue }
      // Against half of a class nobody is an exception.
      if let usual, usual.count * 2 > kinds.count, usual.count > 1,
        let words = source.difference(from: usual.kind, "the class's sheets")
      {
        grades[index].add(note: words)
      }
    }
    for index in misnamed where misnamed.count * 2 < named.count {
      grades[index].add(
        note: "the file is named \(self[index].fileStem), the sheet says \(self[index].student)")
    }
    var files: [String: [String]] = [:]
    for index in named { files[self[index].student, default: []].append(self[index].file) }
    for index in named {
      let others = (files[self[index].student] ?? []).filter { $0 != self[index].file }
      guard let other = others.first else { continue }
      grades[index].add(
        note: "another sheet says it is this student's: \(other)"
          + (others.count > 1 ? " and \(others.count - 1) more" : ""))
    }
    return grades
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
    if convention != other.convention { parts.append("another book's form") }
    if parts.isEmpty { return nil }
    return "this worksheet asks for something else than \(name): "
      + parts.joined(separator: ", ")
  }
}
