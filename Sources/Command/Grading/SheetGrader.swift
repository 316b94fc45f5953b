import Equations
import JSON
import Readers
import Tracing
import Worksheets

/// What the command line says of the worksheets it is given; it wins over what they say of themselves.
struct SheetOrders: Sendable {
  let lesson: Lesson
  /// The source of `--source`, with what stands beside it.
  let source: Source?
  /// Whether `--case` names other numbers than the file has.
  let hasCase: Bool
  /// The settings of `--set`.
  let settings: [Source.Setting]
  let seed: UInt32?

  init(_ arguments: Arguments, _ lesson: Lesson) throws(CommandError) {
    self.lesson = lesson
    seed = try arguments.seed()
    hasCase = arguments["--case"] != nil
    settings = try arguments.assignments(
      lesson.symbols.filter(\.isHyperparameter), of: lesson.id
    ).map { Source.Setting($0.name, $0.value) }
    let isSaid = hasCase || arguments["--source"] != nil || seed != nil
    source = isSaid ? try HandoutRequest(arguments, lesson).source : nil
  }
}

/// Marks the worksheets of a class; what several have in common is worked out once.
struct SheetGrader {
  private let orders: SheetOrders
  private var marker: (kind: Source, marker: Marker)?
  private var drawer: (pattern: Source, drawer: CaseDrawer)?

  init(_ orders: SheetOrders) { self.orders = orders }

  /// Marks a worksheet.
  ///
  /// - Parameter name: Whose it is, if it does not say so.
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
    let (source, notes) = try source(of: filled, file)
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
      return Grade(filled.source?.student ?? name, file, marked, notes: notes + marked.notes)
    } catch {
      throw .inFile(file, error)
    }
  }

  private func marker(for source: Source) throws(CaseError) -> Marker {
    if let marker, marker.kind == source.withoutNumbers { return marker.marker }
    return Marker(
      SheetMaker(
        orders.lesson, convention: try source.appliedConvention(orders.lesson),
        asked: source.asked, digits: source.digits))
  }

  /// What a worksheet is marked by: what the command line says, else what the sheet says.
  private mutating func source(
    of filled: FilledSheet, _ file: String
  ) throws(CommandError) -> (Source, notes: [String]) {
    let own = filled.source
    guard let ordered = orders.source else {
      if let damage = filled.damage { throw .inFile(file, damage) }
      guard var own else {
        throw CommandError(
          .unreadable,
          "\(file): no line '\(Source.mark) {…}' says which worksheet this is. --source FILE with "
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
    var notes: [String] = []
    if let damage = filled.damage {
      notes.append("\(damage.message); the command line stands in for it")
    } else if let own, own.given != source.given || own.settings != source.settings {
      notes.append("this worksheet is for \(own.words), the class's is \(source.words)")
    }
    return (source, notes)
  }

  /// The numbers of a seed.
  private mutating func drawn(_ source: Source, _ seed: UInt32) throws(CommandError) -> Source {
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
      drawn.given = Source.Given(try drawer.worksheet(seed: seed).given)
      self.drawer = (source, drawer)
    } catch { throw .inFile("--seed \(seed)", error) }
    drawn.seed = seed
    return drawn
  }
}

extension Source {
  /// What the sheets of a class have in common.
  fileprivate var withoutNumbers: Source {
    var source = self
    source.given = .named("")
    source.seed = nil
    source.student = nil
    source.settings = []
    return source
  }

  /// Which numbers it has.
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
