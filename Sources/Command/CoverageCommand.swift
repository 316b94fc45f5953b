import Diagnosis
import JSON
import Tracing

extension Subcommand {
  static let coverage = Subcommand(
    name: "coverage",
    summary: "Show which variants each case can see, and which pairs no case tells apart.",
    usage: "LESSON [--case NAME|FILE] [--set NAME=VALUE]… [--seed N] [--format text|json]",
    discussion:
      "seen: some result differs from the rule's. invisible: every result is the same, bit\n"
      + "for bit. stops: Python would stop with an error. n/a: the case lacks what it needs.\n"
      + "Exit code 1 if no case sees some variant.",
    options: [
      .givenCase, .set, .seed, Option("--format", "NAME", "text or json (text if not given)."),
    ],
    run: runCoverage)
}

@Sendable private func runCoverage(
  _ arguments: Arguments, _ console: Console
) throws(CommandError) -> Int32 {
  let lesson = try arguments.lesson()
  let format: TextOrJSON = try arguments.choice("--format", default: .text)
  let names = arguments["--case"].map { [$0] } ?? lesson.cases.map(\.name)
  var cases: [Case] = []
  for name in names {
    var opened = try GivenCase(name, arguments, lesson)
    cases.append(try opened.all(arguments, lesson))
  }
  let coverage: Coverage
  do { coverage = try Coverage(lesson, cases) } catch {
    throw .inFile(arguments["--case"] ?? "a case", error)
  }
  switch format {
  case .text: try console.write(coverage.text(lesson))
  case .json: try console.write(coverage.json(lesson))
  }
  return coverage.unseen.isEmpty ? 0 : CommandError.Code.differs.rawValue
}

extension Coverage {
  func text(_ lesson: Lesson) -> String {
    var rows = [["\(lesson.title): which case sees which variant"] + cases]
    rows.append(["(the rule)"] + rule.map(\.rawValue))
    for (variant, sights) in zip(variants, sights) {
      rows.append([variant.id] + sights.map(\.rawValue))
    }
    var text = aligned(rows) + "\n"
    if !unseen.isEmpty { text += "No case sees: \(unseen.joined(separator: ", ")).\n" }
    if inseparable.isEmpty {
      text += "Every pair of variants is told apart by some case.\n"
    } else {
      text += "No case tells apart:\n"
      for group in inseparable { text += "  \(group.joined(separator: ", "))\n" }
    }
    return text
  }

  func json(_ lesson: Lesson) -> String {
    var json = JSONWriter()
    json.raw("{\n  \"schema\": \"gradus.coverage/1\",\n  \"lesson\": ")
    json.string(lesson.id)
    json.raw(",\n  \"variants\": {")
    for (index, variant) in variants.enumerated() {
      json.raw(index == 0 ? "\n    " : ",\n    ")
      json.string(variant.id)
      json.raw(": {")
      for (at, name) in cases.enumerated() {
        if at > 0 { json.raw(", ") }
        json.string(name)
        json.raw(": ")
        json.string(sights[index][at].rawValue)
      }
      json.raw("}")
    }
    json.raw("\n  },\n  \"inseparable\": [")
    for (index, group) in inseparable.enumerated() {
      json.raw(index == 0 ? "\n    [" : ",\n    [")
      for (at, id) in group.enumerated() {
        if at > 0 { json.raw(", ") }
        json.string(id)
      }
      json.raw("]")
    }
    json.raw(inseparable.isEmpty ? "]\n}\n" : "\n  ]\n}\n")
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
