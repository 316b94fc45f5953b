import Curriculum
import Testing

/// The list of lessons is kept in one place; all other lists are compared with the curriculum.
@Suite("The lists of lessons") struct LessonListTests {
  static let ids = Curriculum.lessons.map(\.id)

  @Test func `Package.swift, the folders and the goldens have the curriculum's lessons`() throws {
    let folders = try Manifest(Repository.text("Package.swift")).lessons
    #expect(try folders.sorted() == Repository.lessonFolders())
    #expect(try Self.ids.sorted() == Repository.names(in: "golden"))
    let named = try folders.map { folder in
      try Repository.swiftFiles(in: "lessons/\(folder)").compactMap { file in
        let id = try Repository.text(file).section(from: "  id: \"", to: "\"")
        return id.isEmpty ? nil : id
      }
    }
    #expect(named == Self.ids.map { [$0] }, "in the order in which they are taught")
  }

  @Test func `every row of the README's table is a lesson, in the order of the curriculum`() throws
  {
    let table = try Repository.text("README.md").section(from: "| lesson |", to: "\n\n")
    let rows = table.split(separator: "\n").filter { $0.hasPrefix("| [") }
    #expect(rows.count >= 11)
    let places = rows.map { row in
      Curriculum.lessons.firstIndex { lesson in
        let folder = row.section(from: "](lessons/", to: "/lesson.md)")
        let id = (try? Repository.text("lessons/\(folder)/\(folder).swift"))?
          .section(from: "  id: \"", to: "\"")
        return row == "| [\(lesson.title)](lessons/\(folder)/lesson.md) | \(lesson.idea) |"
          && id == lesson.id
      }
    }
    #expect(!places.contains(nil), "\(zip(rows, places).filter { $0.1 == nil }.map(\.0))")
    #expect(places.compactMap { $0 } == Set(places.compactMap { $0 }).sorted())
  }

  @Test func `the lessons drawn beside another one draw paths themselves`() {
    for lesson in Curriculum.lessons {
      guard case .bowl(let paths) = lesson.picture else { continue }
      for id in paths.beside {
        guard case .bowl? = Curriculum.lesson(id)?.picture else {
          Issue.record("\(lesson.id) is drawn beside \(id), which draws no path")
          continue
        }
      }
      for (symbol, value) in paths.constants {
        guard case .hyperparameter(_, let range) = symbol.role else {
          Issue.record("\(lesson.id): \(symbol.name) is not a hyperparameter")
          continue
        }
        #expect(lesson.symbols.contains(symbol) && range.contains(value), "\(lesson.id)")
      }
    }
  }

  /// String literals that equal a lesson's id but mean something else.
  static let otherMeanings = [
    "Sources/LogDiagnosis/LogDiagnosisJSON.swift: decay": "the key of the schedule in JSON",
    "Sources/Command/Training/TrainingJSON.swift: decay": "the key of the schedule in JSON",
    "Sources/Equations/OptimizerSymbols.swift: momentum": "what PyTorch calls β",
    "Sources/Command/Plotting/StepsPicture.swift: mini-batches": "what an axis counts",
  ]

  @Test func `no file of Sources but the curriculum's spells the id of a lesson`() throws {
    var found: Set<String> = []
    for file in Repository.swiftFiles(in: "Sources") where !file.hasPrefix("Sources/Curriculum/") {
      for literal in StringLiterals(try Repository.text(file)).texts
      where Self.ids.contains(literal) { found.insert("\(file): \(literal)") }
    }
    #expect(found.subtracting(Self.otherMeanings.keys) == [], "use a fact of the lesson")
    #expect(Set(Self.otherMeanings.keys).subtracting(found) == [], "no longer there")
  }

  @Test(arguments: [
    (#"let a = "adam""#, ["adam"]), (#"// "adam""#, []), (#"let a = 1 // as "adam""#, []),
    (#"f("a\"b", "adam")"#, [#"a\"b"#, "adam"]), (#"let u = "http://x""#, ["http://x"]),
    ("let t = \"\"\"\n  { \"lesson\": \"adam\" }\n  \"\"\"\nlet b = \"ewma\"", ["ewma"]),
    (##"let r = #"a "quoted" word"#; let d = "decay""##, ["decay"]),
  ])
  func `a literal is found where code has one, and not in prose`(code: String, literals: [String]) {
    #expect(StringLiterals(code).texts == literals)
  }
}
