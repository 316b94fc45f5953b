import Equations
import Numerics
import Tracing

/// A worksheet and its key, ready to write in any format.
///
/// Both documents come from the same source, and both state it in a line.
public struct Handout: Sendable {
  /// Which of the two documents.
  public enum Kind: String, Sendable, CaseIterable {
    /// With blanks, for a student.
    case worksheet
    /// With every step, for the instructor.
    case key
  }

  /// The format of a document.
  public enum Format: String, Sendable, CaseIterable {
    /// Markdown with formulas, as GitHub, Jupyter and Pandoc show it.
    case markdown
    /// A self-contained page.
    case html
    /// LaTeX with the `exam` class.
    case latex
    /// A table.
    case csv
    /// One JSON document.
    case json

    /// The file extension, without its dot.
    public var suffix: String {
      switch self {
      case .markdown: "md"
      case .html: "html"
      case .latex: "tex"
      case .csv: "csv"
      case .json: "json"
      }
    }
  }

  /// The source of the documents.
  public let source: WorksheetSpec
  /// The questions with their answers.
  public let worksheet: Worksheet
  /// The run, split at the headings.
  let passages: [Passage]

  /// Makes the documents of a source.
  ///
  /// - Throws: `CaseError` if the source does not fit the lesson, or its case cannot run.
  public init(_ source: WorksheetSpec, _ lesson: Lesson) throws(CaseError) {
    self.init(source, try source.worksheet(lesson))
  }

  /// Uses an existing worksheet.
  public init(_ source: WorksheetSpec, _ worksheet: Worksheet) {
    self.source = source
    self.worksheet = worksheet
    passages = Passage.cut(worksheet)
  }

  /// The document.
  public func bytes(_ kind: Kind, _ format: Format) -> [UInt8] {
    switch format {
    case .markdown: Array(MarkdownHandout(self, kind).text.utf8)
    case .html: Array(HTMLHandout(self, kind).text.utf8)
    case .latex: Array(LaTeXHandout(self, kind).text.utf8)
    case .csv: Array(CSVHandout(self, kind).text.utf8)
    case .json: JSONHandout(self, kind).bytes
    }
  }

  /// The line that states the document's source.
  var line: String { String(decoding: source.line, as: UTF8.self) }
  /// The case without its steps.
  var head: CaseHead { worksheet.given.head }

  /// The style of answers: the digits asked for.
  var answers: NumberStyle { NumberStyle(digits: worksheet.digits) }
  /// The style of intermediate results.
  var results: NumberStyle { NumberStyle(digits: Swift.max(7, worksheet.digits)) }
  /// The style of given values, with enough digits that rounding them changes no digit of an
  /// answer.
  var inputs: NumberStyle { NumberStyle(digits: Swift.max(9, worksheet.digits &+ 4)) }
}

/// Lines of a run under one heading: the update of a parameter, a step, a series.
struct Passage: Sendable {
  /// The step or range of steps, and the parameter.
  let heading: String
  /// The lines, by index in the recording.
  let lines: Range<Int>
  /// The questions about them.
  let questions: [Question]

  /// Splits a run where the step or the parameter changes; consecutive steps of one same line form
  /// one passage.
  static func cut(_ worksheet: Worksheet) -> [Passage] {
    let lines = worksheet.recording.lines
    var ranges: [Range<Int>] = []
    for index in lines.indices {
      if let last = ranges.last, let first = lines[last].first, first.t == lines[index].t,
        first.subject == lines[index].subject
      {
        ranges[ranges.count - 1] = last.lowerBound..<(index + 1)
      } else {
        ranges.append(index..<(index + 1))
      }
    }
    let assignment = lines.first?.line.assignment
    let isSeries =
      ranges.count == lines.count
      && lines.allSatisfy { $0.subject.isEmpty && $0.line.assignment == assignment }
    if isSeries, !lines.isEmpty { ranges = [0..<lines.count] }
    return ranges.map { range in
      let (first, last) = (lines[range.lowerBound], lines[range.upperBound - 1])
      let steps = first.t == last.t ? "t = \(first.t)" : "t = \(first.t) to \(last.t)"
      return Passage(
        heading: first.subject.isEmpty ? steps : "\(steps) · \(first.subject)", lines: range,
        questions: worksheet.questions.filter { range.contains($0.line) })
    }
  }
}

extension Handout {
  /// The equations of the run, each once, in the order they first run.
  var equations: [Assignment] {
    var found: [Assignment] = []
    var known: Set<Assignment> = []
    for line in worksheet.recording.lines where known.insert(line.line.assignment).inserted {
      found.append(line.line.assignment)
    }
    return found
  }

  /// A line of the run.
  func line(of question: Question) -> RecordedLine? {
    let lines = worksheet.recording.lines
    return lines.indices.contains(question.line) ? lines[question.line] : nil
  }

  /// The question about a line, if there is one.
  func question(at line: Int, in passage: Passage) -> Question? {
    passage.questions.first { $0.line == line }
  }

  /// The questions of a passage, grouped by equation.
  func asked(in passage: Passage) -> [(assignment: Assignment, questions: [Question])] {
    var parts: [(assignment: Assignment, questions: [Question])] = []
    for question in passage.questions {
      guard let assignment = line(of: question)?.line.assignment else { continue }
      if let last = parts.indices.last, parts[last].assignment == assignment {
        parts[last].questions.append(question)
      } else {
        parts.append((assignment, [question]))
      }
    }
    return parts
  }

  /// The entry of a line that is worked in full: the first one asked for.
  func workedEntry(_ question: Question?) -> MatrixIndex {
    question?.blanks.first?.index ?? .first
  }

  /// The number of a blank in the style of answers.
  func shown(_ value: Double) -> String { answers.text(value == 0 ? 0 : value) }
}
