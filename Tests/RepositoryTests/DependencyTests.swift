import Testing

/// The dependencies between modules: in Package.swift, in the files' imports, and in CONTRIBUTING.
@Suite("The module graph") struct DependencyTests {
  let manifest: Manifest

  init() throws { manifest = try Manifest(Repository.text("Package.swift")) }

  @Test func `every import is declared and every declared edge is imported`() throws {
    let modules = Set(manifest.targets.map(\.name))
    for target in manifest.targets {
      let imports = try Repository.imports(in: target.folder).intersection(modules)
      #expect(imports.subtracting(target.dependencies) == [], "\(target.name) does not declare")
      #expect(target.dependencies.subtracting(imports) == [], "\(target.name) does not import")
    }
  }

  @Test func `every folder of Swift files is the folder of a target that was read`() throws {
    let folders = Set(manifest.targets.map(\.folder))
    let sources = try Repository.names(in: "Sources").filter { $0 != "Plugins" }.map {
      "Sources/\($0)"
    }
    let lessons = try Repository.lessonFolders().map { "lessons/\($0)" }
    let tests = try Repository.names(in: "Tests").map { "Tests/\($0)" }
      .filter { $0 != "Tests/Recipe" && !Repository.swiftFiles(in: $0).isEmpty }
    #expect(Set(sources + lessons + tests).subtracting(folders) == [])
    #expect(folders.subtracting(sources + lessons + tests) == [])
  }

  @Test func `the graph in CONTRIBUTING has the edges of Package.swift`() throws {
    let graph = try Repository.text("CONTRIBUTING.md")
      .section(from: "## Which module imports which", to: "## ")
      .section(from: "```text\n", to: "```")
    var rows: [String: Set<String>] = [:]
    for line in graph.split(separator: "\n") {
      var words = line.split(separator: " ").map(String.init)
      let name = words.removeFirst()
      #expect(rows[name] == nil, "\(name) stands twice")
      rows[name] = Set(words)
    }
    let shown = manifest.targets.filter { !$0.folder.hasPrefix("Tests/") }
    for target in shown {
      let row = rows[target.name] ?? (manifest.lessons.contains(target.name) ? rows["LESSON"] : nil)
      var edges = target.dependencies
      if edges.isSuperset(of: manifest.lessons) {
        edges.subtract(manifest.lessons)
        edges.insert("LESSON")
      }
      #expect(row == edges, "\(target.name) in CONTRIBUTING")
    }
    #expect(Set(rows.keys).subtracting(shown.map(\.name)) == ["LESSON"])
  }

  @Test func `nothing below Command knows the curriculum, and the core is built for the browser`()
    throws
  {
    let above: Set = ["Command", "gradus"]
    var core: Set<String> = ["Curriculum", "Plots"]
    for target in manifest.targets where target.folder.hasPrefix("Sources/") {
      guard !above.contains(target.name) else { continue }
      #expect(!target.dependencies.contains("Curriculum"), "\(target.name)")
      let usesSystem = try !Repository.imports(in: target.folder).isDisjoint(with: [
        "Foundation", "FoundationEssentials", "Glibc", "Darwin",
      ])
      if !usesSystem { core.insert(target.name) }
    }
    // The direct and indirect dependencies of the browser's checks.
    var built: Set<String> = ["BrowserChecks"]
    var isGrowing = true
    while isGrowing {
      let more = manifest.targets.filter { built.contains($0.name) }.flatMap(\.dependencies)
      isGrowing = !built.isSuperset(of: more)
      built.formUnion(more)
    }
    #expect(core.subtracting(built) == [], "not built for the browser")
  }
}
