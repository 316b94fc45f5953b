import Equations
import Files
import JSON
import Readers
import Tracing
import Worksheets

/// The command line's settings for worksheets, which take precedence over the sheets' own.
struct SheetOrders: Sendable {
  let lesson: Lesson
  /// The source of `--source`, with the options beside it.
  let source: WorksheetSpec?
  /// The sources in a folder by student; nil if `--source` is not a folder.
  let byStudent: [String: WorksheetSpec]?
  /// Whether `--case` replaces the source's case.
  let hasCase: Bool
  /// The settings of `--set`.
  let settings: [WorksheetSpec.Setting]
  let seed: UInt32?

  init(_ arguments: Arguments, _ lesson: Lesson) throws(CommandError) {
    self.lesson = lesson
    seed = try arguments.seed()
    hasCase = arguments["--case"] != nil
    settings = try arguments.assignments(
      lesson.symbols.filter(\.isHyperparameter), of: lesson.id
    ).map { WorksheetSpec.Setting($0.name, $0.value) }
    byStudent = try Self.sources(arguments, lesson)
    guard byStudent == nil else {
      source = nil
      return
    }
    let isSaid = hasCase || arguments["--source"] != nil || seed != nil
    source = isSaid ? try HandoutRequest(arguments, lesson).source : nil
  }

  /// The sources in the folder of `--source`; nil if it is not a folder.
  private static func sources(
    _ arguments: Arguments, _ lesson: Lesson
  ) throws(CommandError) -> [String: WorksheetSpec]? {
    guard let path = arguments["--source"] else { return nil }
    let walk = FolderWalk(path)
    guard walk.isFolder else { return nil }
    if let folder = walk.unreadable.first {
      throw CommandError(.unreadable(folder.path, folder.words))
    }
    for other in ["--case", "--seed"] where arguments[other] != nil {
      throw CommandError(
        .usage,
        "\(other) cannot stand beside a folder of --source, in which each student has a case.")
    }
    var found: [String: WorksheetSpec] = [:]
    for file in walk.files {
      // The folder may also contain a list of students, or pictures.
      guard let source = try? HandoutRequest.read(file, into: arguments.reads),
        let student = source.student,
        source.lesson == lesson.id
      else { continue }
      if let other = found[student], other != source {
        throw CommandError(
          .unreadable, "\(file): there are two different sources of '\(student)' in \(path).")
      }
      found[student] = source
    }
    guard !found.isEmpty else {
      throw CommandError(
        .unreadable,
        "\(path): no file there is a worksheet or key of \(lesson.id) that names its student: expected "
          + "the folder that 'gradus key --students' or 'gradus worksheet --students' wrote.")
    }
    return found
  }
}

/// Marks the worksheets of a class; work that several sheets share is done once.
struct SheetGrader {
  private let orders: SheetOrders
  private var marker: (kind: WorksheetSpec, marker: Marker)?
  private var drawer: (pattern: WorksheetSpec, drawer: CaseDrawer)?

  init(_ orders: SheetOrders) { self.orders = orders }

  /// Marks a worksheet.
  ///
  /// - Parameter name: The student, if the sheet does not state one.
  mutating func grade(_ bytes: [UInt8], _ name: String, _ file: String) -> Grade {
    do throws(CommandError) {
      return try mark(bytes, name, file)
    } catch {
      return Grade(name, file, unreadable: error.message)
    }
  }

  private mutating func mark(
    _ bytes: [UInt8], _ name: String, _ file: String
  ) throws(CommandError) -> Grade {
    let filled: FilledSheet
    do { filled = try FilledSheet(bytes) } catch { throw .inFile(file, error) }
    let (source, notes) = try source(of: filled, name, file)
    guard !filled.rows.isEmpty else {
      throw CommandError(
        .unreadable,
        "\(file): there is no table with the columns 'blank' and 'answer': expected the worksheet as "
          + "'gradus worksheet' wrote it, with the answers filled in.")
    }
    do throws(CaseError) {
      let given = try source.resolvedCase(orders.lesson)
      var own = try marker(for: source)
      marker = nil
      let marked = own.mark(filled, of: try own.worksheet(given))
      marker = (source.withoutNumbers, own)
      var grade = Grade(
        filled.source?.student ?? name, file, marked, notes: notes + marked.notes)
      grade.isNamed = filled.source?.student != nil
      grade.source = source
      return grade
    } catch {
      throw .inFile(file, error)
    }
  }

  private func marker(for source: WorksheetSpec) throws(CaseError) -> Marker {
    if let marker, marker.kind == source.withoutNumbers { return marker.marker }
    return Marker(
      SheetMaker(
        orders.lesson, convention: try source.appliedConvention(orders.lesson),
        asked: source.asked, digits: source.digits))
  }

  /// The source that a worksheet is marked by: the command line's, or else the sheet's.
  private mutating func source(
    of filled: FilledSheet, _ name: String, _ file: String
  ) throws(CommandError) -> (WorksheetSpec, notes: [String]) {
    let own = filled.source
    if let sources = orders.byStudent {
      let student = own?.student ?? name
      guard var source = sources[student] else {
        throw CommandError(
          .unreadable, "\(file): none of the files of --source is that of the student '\(student)'."
        )
      }
      source.settings += orders.settings
      return (source, notes(filled, source))
    }
    guard let ordered = orders.source else {
      if let damage = filled.damage { throw .inFile(file, damage) }
      guard var own else {
        throw CommandError(
          .unreadable,
          "\(file): no line '\(WorksheetSpec.mark) {…}' says which worksheet this is. --source FILE with "
            + "the class's worksheet or key, or --case and --seed, stand in for it.")
      }
      guard own.lesson == orders.lesson.id else {
        throw CommandError(
          .unreadable,
          "\(file): this is a worksheet for '\(own.lesson)', not for '\(orders.lesson.id)'.")
      }
      own.settings += orders.settings
      return (own, [])
    }
    var source = ordered
    if let seed = orders.seed {
      let student = own?.student
      let seeds = [seed] + (student.map { [Command.seed(of: $0, after: seed)] } ?? [])
      let drawn = seeds.first { $0 == own?.seed } ?? seed
      source = try self.drawn(ordered, drawn)
    }
    return (source, notes(filled, source))
  }

  /// Notes on where the command line contradicts the worksheet.
  private func notes(_ filled: FilledSheet, _ source: WorksheetSpec) -> [String] {
    if let damage = filled.damage {
      return ["\(damage.message); the command line stands in for it"]
    }
    guard let own = filled.source else { return [] }
    var notes: [String] = []
    if own.given != source.given || own.settings != source.settings {
      notes.append("this worksheet is for \(own.words), the class's is \(source.words)")
    }
    return notes + [own.difference(from: source, "the class's")].compactMap { $0 }
  }

  /// The case with the numbers of a seed.
  private mutating func drawn(_ source: WorksheetSpec, _ seed: UInt32) throws(CommandError)
    -> WorksheetSpec
  {
    var drawn = source
    do {
      var drawer: CaseDrawer
      if let known = self.drawer, known.pattern == source {
        drawer = known.drawer
      } else {
        drawer = try CaseDrawer(
          orders.lesson, like: try source.resolvedCase(orders.lesson),
          convention: try source.appliedConvention(orders.lesson), asked: source.asked,
          digits: source.digits)
      }
      drawn.given = WorksheetSpec.Given(try drawer.worksheet(seed: seed).given)
      self.drawer = (source, drawer)
    } catch { throw .inFile("--seed \(seed)", error) }
    drawn.seed = seed
    return drawn
  }
}

extension WorksheetSpec {
  /// The source of its numbers.
  fileprivate var words: String {
    if let seed { return "seed \(seed)" }
    let own =
      switch given {
      case .named(let name): "case \(name)"
      case .whole: "a case of its own"
      }
    let set = settings.map { "\($0.name) = \(shortest($0.value))" }.joined(separator: ", ")
    return own + (set.isEmpty ? "" : " with \(set)")
  }
}
