import Equations
import JSON
import Text

/// One lesson: its equations, the mistakes people make in them, its page and its cases.
///
/// A lesson is data. Everything a learner sees of it (trace, comparison, coverage, code in
/// NumPy) is derived from `rule` and `variants`.
public struct Lesson: Sendable {
  /// The name on the command line: `bias-correction`.
  public let id: String
  /// The name in a heading: `Bias correction`.
  public let title: String
  /// What the lesson shows, in one sentence.
  public let idea: String
  /// The equations.
  public let rule: UpdateRule
  /// Quantities that follow from the hyperparameters alone: the length of an average's window.
  public let facts: UpdateRule
  /// The mistakes and the other books' forms.
  public let variants: [Variant]
  /// The test cases, `by-hand` first: a command takes the first one when none is named.
  public let cases: [EmbeddedCase]
  /// The lesson's page, in Markdown.
  public let page: StaticString
  /// What learners call quantities besides their names here: `mini_batch_X`.
  public let otherNames: [(symbol: Symbol, name: String)]
  /// What programs and people call the lesson besides its id and title: `sgd`, `backprop`.
  public let codeNames: [String]
  /// What is drawn of it.
  public let picture: LessonPicture
  /// The folder under `lessons` that holds it, which is its module's name: `BiasCorrection`.
  public let folder: String
  /// What its page shows; nil for what is drawn of it.
  public let pagePicture: PagePicture?
  /// Whether a run of it prints a log: costs after epochs.
  public let printsLog: Bool

  /// Creates a lesson from its parts; `file` tells in which module that is.
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

  /// Every symbol of the rule, the facts and the variants, each once.
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
        case .drop, .move, .store, .visit, .miscopy, .exchange, .round: break
        }
      }
    }
    for symbol in facts.symbols { add(symbol) }
    return found
  }

  /// What else learners call a quantity.
  public func spellings(_ symbol: Symbol) -> [String] {
    otherNames.filter { $0.symbol == symbol }.map { $0.name }
  }

  /// Whether a name means the lesson: its id, its title or another name, in any case and with any separator.
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
    // What is not in the list, such as a slip, comes after what is.
    let others = set.filter { variant($0.variant.id) == nil }
    return variants.flatMap { variant in set.filter { $0.variant.id == variant.id } } + others
  }

  /// What is compared where variants are compared with the rule, or with another book's form of it.
  ///
  /// - Parameter convention: The other book's form, which both sides run with.
  /// - Returns: The conventions both sides run with, those that the variants are mistakes in among them; the
  ///   variants that are looked at; everything the second side runs with.
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

/// A case file carried in the program.
public struct EmbeddedCase: Sendable {
  /// Its name, which is the file's without `.json`.
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
