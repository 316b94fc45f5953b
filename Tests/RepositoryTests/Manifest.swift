/// Package.swift, read as text: its targets, their folders and their dependencies.
struct Manifest {
  struct Target {
    let name: String
    let folder: String
    let dependencies: Set<String>
  }

  private(set) var targets: [Target] = []
  /// The names in the list `lessons`, in order.
  let lessons: [String]

  init(_ text: String) throws {
    let code = text.split(separator: "\n").filter { !$0.trimmed.hasPrefix("//") }
      .joined(separator: "\n")
    lessons = Self.strings(code.section(from: "let lessons = [", to: "]"))
    let builtOn = code.section(from: "let builtOn", to: "\n]")
    for kind in [".target(", ".executableTarget(", ".testTarget("] {
      for part in code.components(after: kind) {
        guard
          let name = Self.strings(part.section(from: "name: ", to: ",\n")).first
            ?? Self.strings(part).first
        else { continue }
        guard part.trimmed.hasPrefix("name: \"") else {
          // The function `lesson`: the dependencies of every lesson.
          let shared = Set(Self.strings(part.section(from: "dependencies: [", to: "]")))
          for lesson in lessons {
            let extra = Self.strings(builtOn.section(from: "\"\(lesson)\": [", to: "]"))
            targets.append(
              Target(name: lesson, folder: "lessons/\(lesson)", dependencies: shared.union(extra)))
          }
          continue
        }
        var dependencies = Set(Self.strings(part.section(from: "dependencies: [", to: "]")))
        if part.contains("] + lessonModules") { dependencies.formUnion(lessons) }
        let isTest = kind == ".testTarget("
        let folder = Self.strings(part.section(from: "path: ", to: "\n")).first
        targets.append(
          Target(
            name: name, folder: folder ?? (isTest ? "Tests/" : "Sources/") + name,
            dependencies: dependencies))
      }
    }
  }

  /// The string literals of some code.
  private static func strings(_ code: String) -> [String] {
    code.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }
}

extension StringProtocol {
  var trimmed: String {
    String(drop { $0 == " " || $0 == "\n" }.reversed().drop { $0 == " " || $0 == "\n" }.reversed())
  }

  /// The text between two markers; empty if the first one is missing.
  func section(from start: String, to end: String) -> String {
    guard let start = firstRange(of: start) else { return "" }
    let rest = self[start.upperBound...]
    return String(rest[..<(rest.firstRange(of: end)?.lowerBound ?? rest.endIndex)])
  }

  /// The text in the brackets after each marker; a marker includes the opening bracket.
  func components(after marker: String) -> [String] {
    var found: [String] = []
    var rest = self[...]
    while let range = rest.firstRange(of: marker) {
      rest = rest[range.upperBound...]
      var depth = 1
      let end = rest.firstIndex { character in
        if character == "(" { depth += 1 } else if character == ")" { depth -= 1 }
        return depth == 0
      }
      found.append(String(rest[..<(end ?? rest.endIndex)]))
    }
    return found
  }
}

extension StringProtocol {
  fileprivate func firstRange(of text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      formIndex(after: &start)
    }
    return nil
  }
}
