import Equations
import Numerics
import Tracing

/// The message for a golden that does not match: the file, the number of differences, the first
/// one, its meaning, and what to do.
enum Mismatch {
  /// The message, or nil if the bytes are the same.
  static func words(
    path: String, golden: [UInt8], actual: [UInt8], lesson: Lesson, name: String, goldens: Goldens
  ) -> String? {
    guard golden != actual else { return nil }
    guard let text = String(validating: golden, as: UTF8.self) else {
      return "\(path): not UTF-8 text. \(accept(lesson))"
    }
    let old = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let new = String(decoding: actual, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let first =
      zip(old, new).enumerated().first { $1.0 != $1.1 }?.offset ?? min(old.count, new.count)
    let differing = zip(old, new).filter { $0 != $1 }.count + abs(old.count - new.count)
    var message =
      "\(path) does not match: \(differing) of \(max(old.count, new.count)) lines differ   "
      + "(- golden, + this run)\n"
    for line in max(0, first - 2)..<first { message += "  \(line + 1) | \(shown(old[line]))\n" }
    let before = first < old.count ? old[first] : nil
    let after = first < new.count ? new[first] : nil
    let place = zip(before ?? "", after ?? "").prefix { $0 == $1 }.count
    if let before { message += "  \(first + 1) |-\(shown(before, around: place))\n" }
    if let after { message += "  \(first + 1) |+\(shown(after, around: place))\n" }
    if first < old.count, first < new.count {
      message += numbers(old[first], new[first])
    }
    if let resembled = resembled(text, lesson, name, goldens) { message += resembled }
    return message + accept(lesson)
  }

  private static func accept(_ lesson: Lesson) -> String {
    "  accept with: gradus golden record \(lesson.id)\n"
  }

  /// A line; if it is long, the part around a position.
  private static func shown(_ line: String, around place: Int = 0) -> String {
    guard line.count > 160 else { return line }
    let start = Swift.min(Swift.max(0, place - 80), line.count - 160)
    let window = line.dropFirst(start).prefix(160)
    return (start > 0 ? "…" : "") + window + (start + 160 < line.count ? "…" : "")
  }

  /// The first pair of numbers that differ between two lines, in full digits, with their distance.
  private static func numbers(_ old: String, _ new: String) -> String {
    let a = decimals(old)
    let b = decimals(new)
    guard a.count == b.count, let pair = zip(a, b).first(where: { $0 != $1 }) else { return "" }
    guard let x = Double(pair.0), let y = Double(pair.1), let ulps = x.ulps(to: y) else {
      return "  golden \(pair.0), this run \(pair.1)\n"
    }
    let distance: String
    let times = NumberStyle(digits: 3).text(y / x)
    if ulps <= 1_000_000 {
      distance = "\(ulps) ulp\(ulps == 1 ? "" : "s") apart"
    } else if x != 0, times != "1" {
      distance = "far apart (\(times) times)"
    } else {
      distance = "\(ulps) ulps apart"
    }
    return "  golden \(pair.0), this run \(pair.1): \(distance)\n"
  }

  /// The separate numbers of a line: not the 2 of `beta2`, and nothing inside a text.
  private static func decimals(_ line: String) -> [String] {
    var outside = ""
    for (index, part) in line.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
    where index % 2 == 0 {
      outside += part
    }
    return outside.split { " ,[]{}:".contains($0) }.map(String.init).filter { Double($0) != nil }
  }

  /// The variant whose numbers match this run's, or the golden's.
  private static func resembled(
    _ golden: String, _ lesson: Lesson, _ name: String, _ goldens: Goldens
  ) -> String? {
    guard !name.contains("~"), let own = lesson.cases.first(where: { $0.name == name }),
      let given = try? CaseReader.read(own.json, for: lesson),
      let now = try? goldens.trace(lesson, given)
    else { return nil }
    let this = section(String(decoding: now, as: UTF8.self))
    let recorded = section(golden)
    for variant in lesson.variants {
      if let trace = try? goldens.trace(lesson, variants: [AppliedVariant(variant)], given),
        section(String(decoding: trace, as: UTF8.self)) == recorded, recorded != this
      {
        return "  The golden has the numbers of the variant '\(variant.id)': \(variant.title)\n"
      }
      let path = goldens.path(lesson, "\(name)~\(variant.id)")
      // A variant that is invisible in this case cannot be recognized.
      if let bytes = goldens.contents(path) {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.contains("\"visible\": true"), section(text) == this, recorded != this else {
          continue
        }
        return "  This run has the numbers of the variant '\(variant.id)': \(variant.title)\n"
      }
    }
    return nil
  }

  /// The outputs of a recorded document, as written there.
  private static func section(_ text: String) -> String? {
    let mark = Array("\"outputs\": ".utf8)
    let bytes = Array(text.utf8)
    guard bytes.count >= mark.count else { return nil }
    let start = (0...bytes.count - mark.count).first { bytes[$0...].starts(with: mark) }
    return start.map { String(decoding: bytes[($0 + mark.count)...], as: UTF8.self) }
  }
}
