import Equations
import Numerics
import Text
import Tracing

// The words of the documents, the same in every format.
extension Handout {
  /// The heading of a document.
  func title(_ kind: Kind) -> String { "\(worksheet.lesson.title): \(kind.rawValue)" }

  /// The source of the numbers.
  var caseWords: String {
    let title = head.title.visible
    let name = "Case \(head.name.visible)"
    let own = title.isEmpty ? "\(name)." : "\(name): \(title.endingInPoint)"
    // A drawn case states its seed in its title, unless the file came from someone else.
    guard let seed = source.seed, !title.hasSuffix("seed \(seed)") else { return own }
    return "\(own) Its numbers were drawn after seed \(seed)."
  }

  /// Instructions for writing answers.
  var instructions: String {
    let count = worksheet.blanks.count
    let words =
      "\(counted(count, "blank")), \(counted(worksheet.points, "point")). "
      + "Answers have \(counted(worksheet.digits, "significant digit"))."
    guard let indexed = worksheet.blanks.first(where: { !$0.isNumber }) else { return words }
    return words
      + " Rows and columns count from 0: in \(indexed.target)[0,1] the 0 is the first row, "
      + "the 1 the second column."
  }

  /// How the equations' letters correspond to the case's names; nil if they are the same.
  var namesWords: String? {
    guard worksheet.lesson.rule.updatesParameters,
      let name = head.parameters.first
    else { return nil }
    let symbols = equations.flatMap { [$0.target] + $0.formula.symbols }
    let states = symbols.filter { $0.isState && $0.owner == .own }
    let state = states.first.map { ", its \($0.glyph) is \(name.quantity($0.name))" } ?? ""
    return "The equations are those of one parameter θ with its gradient g. They run for every "
      + "parameter in turn: for \(name), g is \(name.gradient)\(state)."
  }

  /// The book whose form the key uses.
  var conventionWords: [String] {
    var words: [String] = []
    if worksheet.convention.isEmpty {
      words.append("This key uses the course's own form of the equations.")
    }
    for applied in worksheet.convention {
      words.append("This key uses \(applied.variant.id): \(applied.variant.title.endingInPoint)")
    }
    if let last = words.indices.last, !worksheet.convention.isEmpty {
      words[last] +=
        worksheet.convention.count == 1
        ? " The course's own form is the other." : " The course's own form has none of them."
    }
    if let published = head.publishedKey,
      !worksheet.convention.contains(where: { $0.variant.id == published })
    {
      words.append(
        "The key that was published for this case is in another form, \(published): "
          + "--convention \(published) gives it.")
    }
    return words
  }

  /// The number of known mistakes that the blanks show.
  public var coverageNote: String {
    let (seen, hidden) = (worksheet.sight.seen, worksheet.sight.hidden)
    let total = seen.count &+ hidden.count
    if total == 0 { return "No mistake is known that can be made in this case." }
    let forms = worksheet.sight.forms
    let same =
      forms.isEmpty ? "" : " The same numbers in another form: \(forms.joined(separator: ", "))."
    if hidden.isEmpty {
      return "Every known mistake and other form, \(total) in all, shows in some blank.\(same)"
    }
    return "\(seen.count) of \(total) known mistakes and other forms show in some blank. "
      + "Hidden: \(hidden.joined(separator: ", ")).\(same)"
  }

  /// The answers that known mistakes give for a blank, with remarks for the student.
  func remarks(_ blank: Blank) -> [Remark] {
    blank.wrong.map { wrong in
      let sentences = wrong.variants.map { applied in
        switch applied.variant.kind {
        case .convention: "Another book's form: \(applied.variant.title.endingInPoint)"
        case .bug, .slip, .mutant: applied.variant.title.endingInPoint
        }
      }
      return Remark(
        value: wrong.value, number: shown(wrong.value),
        ids: wrong.variants.isEmpty ? ["the course's form"] : wrong.variants.map { $0.argument },
        sentences: wrong.variants.isEmpty
          ? ["The course's own form: right there, but not in the form this key is in."]
          : sentences)
    }
  }
}

/// The answer that known mistakes give for a blank.
struct Remark {
  /// The number.
  let value: Double
  /// The number in the style of answers.
  let number: String
  /// The mistakes that give it.
  let ids: [String]
  /// A sentence for each mistake.
  let sentences: [String]

  /// The remark for the student.
  var words: String { sentences.joined(separator: " Or: ") }
}

extension String {
  /// The sentence with a full stop, unless it has one.
  fileprivate var endingInPoint: String {
    guard let last, !".!?…".contains(last) else { return self }
    return self + "."
  }
}
