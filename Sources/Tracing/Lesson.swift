import Equations
import JSON
import Text

/// One lesson: its equations, the mistakes people make in them, its page and its cases.
///
/// A lesson is data. Everything a learner sees of it (trace, comparison, coverage, NumPy code) is
/// derived from `rule` and `variants`.
public struct Lesson: Sendable {
  /// The name on the command line: `bias-correction`.
  public let id: String
  /// The name in a heading: `Bias correction`.
  public let title: String
  /// What the lesson shows, in one sentence.
  public let idea: String
  /// The equations.
  public let rule: UpdateRule
  /// Quantities that depend on the hyperparameters alone, such as the length of an average's
  /// window.
  public let facts: UpdateRule
  /// The mistakes, and the forms in other books.
  public let variants: [Variant]
  /// The test cases, `by-hand` first: commands use the first one by default.
  public let cases: [EmbeddedCase]
  /// The lesson's page, in Markdown.
  public let page: StaticString
  /// Other names that learners use for quantities: `mini_batch_X`.
  public let otherNames: [(symbol: Symbol, name: String)]
  /// Other names of the lesson in programs and among people: `sgd`, `backprop`.
  public let codeNames: [String]
  /// The lesson's picture.
  public let picture: LessonPicture
  /// The lesson's folder under `lessons`, which is its module's name: `BiasCorrection`.
  public let folder: String
  /// The picture on its page; nil if it is the same as `picture`.
  public let pagePicture: PagePicture?
  /// Whether a run prints a log with costs after epochs.
  public let printsLog: Bool

  /// Creates a lesson from its parts; `file` identifies its module.
  public init(
    id: String, title: String, idea: String, rule: UpdateRule,
    facts: UpdateRule = UpdateRule(lines: []), variants: [Variant], cases: [EmbeddedCase],
    page: StaticString, otherNames: [(symbol: Symbol, name: String)] = [],
    codeNames: [String] = [], picture: LessonPicture = .steps(), pagePicture: PagePicture? = nil,
    printsLog: Bool = false, file: StaticString = #fileID
  ) {
    self.id = id
    self.title = title
    self.idea = idea
    self.rule = rule
    self.facts = facts
    self.variants = variants
    self.cases = cases
    self.page = page
    self.otherNames = otherNames
    self.codeNames = codeNames
    self.picture = picture
    self.pagePicture = pagePicture
    self.printsLog = printsLog
    folder = file.withUTF8Buffer { path in
      String(decoding: path.prefix { $0 != UInt8(ascii: "/") }, as: UTF8.self)
    }
  }

  /// The symbols of the rule, the facts and the variants, each once.
  public var symbols: [Symbol] {
    var found = rule.symbols
    func add(_ symbol: Symbol) {
      let own = symbol.owner == .own
      if own, symbol.role != .placeholder, !found.contains(symbol) { found.append(symbol) }
    }
    for variant in variants {
      for edit in variant.edits {
        switch edit.change {
        case .replace(_, let new, _): new.forEachSymbol(add)
        case .rewrite(let line), .insert(let line, _):
          add(line.target)
          line.formula.forEachSymbol(add)
        case .drop, .move, .store, .visit, .take, .miscopy, .exchange, .round: break
        }
      }
    }
    for symbol in facts.symbols { add(symbol) }
    return found
  }

  /// Other names that learners use for a quantity.
  public func spellings(_ symbol: Symbol) -> [String] {
    otherNames.filter { $0.symbol == symbol }.map { $0.name }
  }

  /// Whether a name means the lesson: its id, title or another name, in any case and with any
  /// separator.
  public func isCalled(_ name: String) -> Bool {
    ([id, title] + codeNames).contains { isSameName($0, name) }
  }

  /// Finds a variant by its name.
  public func variant(_ id: String) -> Variant? { variants.first { $0.id == id } }

  /// A set of variants with the conventions they are mistakes in, in the order of the lesson's list.
  public func withContext(_ applied: [AppliedVariant]) -> [AppliedVariant] {
    var set: [AppliedVariant] = []
    for one in applied {
      if let context = one.variant.within.flatMap(variant),
        !(set + applied).contains(where: { $0.variant.id == context.id })
      {
        set.append(AppliedVariant(context))
      }
      set.append(one)
    }
    // Variants that are not in the list, such as slips, come last.
    let others = set.filter { variant($0.variant.id) == nil }
    return variants.flatMap { variant in set.filter { $0.variant.id == variant.id } } + others
  }

  /// Splits variants into the two sides of a comparison with the rule, or with another book's form
  /// of it.
  ///
  /// - Parameter convention: The other book's form, used on both sides.
  /// - Returns: The conventions used on both sides, including those that the variants are mistakes
  ///   in; the variants to compare; everything the second side runs with.
  public func sides(
    of variants: [AppliedVariant], beside convention: [AppliedVariant] = []
  ) -> (context: [AppliedVariant], own: [AppliedVariant], full: [AppliedVariant]) {
    let full = withContext(convention + variants)
    let context = full.filter { one in
      !variants.contains { $0.argument == one.argument }
        || variants.contains { $0.variant.within == one.variant.id }
    }
    let own = variants.filter { one in !context.contains { $0.argument == one.argument } }
    return (context, own, full)
  }
}

/// A case file embedded in the program.
public struct EmbeddedCase: Sendable {
  /// The file's name without `.json`.
  public let name: String
  /// The file's text.
  public let text: StaticString

  /// Creates an embedded case.
  public init(name: String, text: StaticString) {
    self.name = name
    self.text = text
  }

  /// A reader of the file's text.
  public var json: JSONReader { JSONReader(bytes: text.withUTF8Buffer { Array($0) }) }
}
