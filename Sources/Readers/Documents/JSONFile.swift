import JSON

/// Reads a JSON file: named arrays, records of a class one per line, Gradus's own trace, or a
/// notebook.
struct JSONFile {
  private var values: JSONValues
  private var parts: [Reading.Part] = []
  private var isTrace = false

  private init(_ text: [UInt8]) { values = JSONValues(text) }

  /// Reads the file; sets `commits` once it is clear that it is JSON of a known kind.
  static func read(_ text: [UInt8], commits: inout Bool) throws(ReadingError) -> Reading {
    var file = JSONFile(text)
    while try !file.values.json.isAtEnd() { try file.document(&commits) }
    return Reading(kind: file.isTrace ? .trace : .json, parts: file.parts)
  }

  /// Reads one top-level value.
  ///
  /// A class file has one object for each student, one per line or all in a list.
  private mutating func document(_ commits: inout Bool) throws(ReadingError) {
    let (kind, place) = try values.next()
    switch kind {
    case .object: try record(&commits, at: place)
    case .array:
      try values.enter(kind)
      let isLonger = try values.element()
      guard isLonger, try values.next().0 == .object else {
        try values.list([], at: place, step: nil, first: isLonger)
        close(student: nil, title: nil)
        return
      }
      repeat {
        let (kind, place) = try values.next()
        if kind == .object {
          try record(&commits, at: place)
        } else {
          try values.value([])
          close(student: nil, title: nil)
        }
      } while try values.element()
    default:
      try values.value([])
      close(student: nil, title: nil)
    }
  }

  private mutating func record(
    _ commits: inout Bool, at place: TextPlace
  ) throws(ReadingError) {
    let kind = JSONReader.Kind.object
    try values.enter(kind)
    var student: String?
    var title: String?
    var keys: Set<String> = []
    while let key = try values.key() {
      keys.insert(key)
      switch key {
      case "schema":
        guard let schema = try values.text(), schema.utf8.starts(with: "gradus.".utf8) else {
          continue
        }
        commits = true
        guard schema == "gradus.trace/1" else {
          throw ReadingError(
            "this is Gradus's own \"\(schema)\"; expected computed numbers, "
              + "or a trace (gradus.trace/1)", at: place)
        }
        isTrace = true
      case "student": student = try values.text()
      case "exercise": title = try values.text()
      case "steps" where isTrace: try steps()
      case "outputs" where isTrace: try values.value([])
      case _ where isTrace: try values.skip()
      default: try values.value([key])
      }
    }
    if !isTrace, keys.contains("lesson"), keys.contains("steps") || keys.contains("start") {
      commits = true
      throw ReadingError(
        "this is a Gradus case, what a lesson starts from; expected computed numbers",
        at: place)
    }
    if isTrace { values.inFull() }
    close(student: student, title: title)
  }

  private mutating func close(student: String?, title: String?) {
    let arrays = values.arrays
    values.arrays = []
    if student == nil, title == nil, let last = parts.indices.last, parts[last].student == nil,
      parts[last].title == nil
    {
      parts[last].arrays += arrays
    } else {
      parts.append(Reading.Part(arrays: arrays, student: student, title: title))
    }
  }

  /// Reads the steps of a trace: each line's value under the name of its target.
  private mutating func steps() throws(ReadingError) {
    try values.enter(.array)
    while try values.element() {
      var step: Int?
      try values.enter(.object)
      while let key = try values.key() {
        if key == "t" {
          step = try values.text().flatMap { Int($0) }
        } else if key == "updates" {
          try values.enter(.array)
          while try values.element() { try update(step) }
        } else {
          try values.skip()
        }
      }
    }
  }

  private mutating func update(_ step: Int?) throws(ReadingError) {
    try values.enter(.object)
    while let key = try values.key() {
      guard key == "lines" else {
        try values.skip()
        continue
      }
      try values.enter(.array)
      while try values.element() {
        try values.enter(.object)
        var target = ""
        while let key = try values.key() {
          switch key {
          case "target": target = try values.text() ?? ""
          case "value": try values.value([target], step: step)
          default: try values.skip()
          }
        }
      }
    }
  }
}

extension JSONValues {
  /// Marks every number as a full double: a trace contains the shortest text that reads back to it.
  mutating func inFull() {
    for array in arrays.indices {
      for number in arrays[array].numbers.indices {
        arrays[array].numbers[number].precision = .double
      }
    }
  }
}
