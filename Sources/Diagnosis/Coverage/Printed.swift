import Equations
import Text
import Tracing

/// Which results are printed, and with how many decimals.
public struct Printed: Sendable {
  /// The decimals of `np.set_printoptions(precision=…)`; an array printed with exponents keeps one
  /// more digit.
  public let decimals: Int
  /// The quantities: `W1`, `v_dW1`, `v`, or `parameters` for all parameters; every result if it is
  /// empty.
  public let names: [String]

  /// NumPy's default number of decimals.
  public static let usualDecimals = 8
  /// The name that stands for every parameter of a case.
  public static let parameters = "parameters"

  /// Creates a choice of results.
  public init(decimals: Int = Self.usualDecimals, names: [String] = []) {
    self.decimals = decimals
    self.names = names
  }

  /// The error in the names, in words; nil if all of them are quantities of the case.
  public func complaint(_ lesson: Lesson, _ given: Case) -> String? {
    guard !names.isEmpty, let runs = try? VariantRuns(lesson, given, []) else { return nil }
    do throws(CaseError) {
      _ = try symbols(runs)
      return nil
    } catch {
      return error.message
    }
  }

  /// The printed symbols of each parameter, by number.
  ///
  /// - Throws: `CaseError` for a name that is not a quantity of the case.
  func symbols(_ runs: VariantRuns) throws(CaseError) -> [[Int]] {
    let observables = runs.observables
    let results = observables.filter { $0.isKept || !runs.lesson.rule.updatesParameters }
    if names.isEmpty {
      let numbers = results.map { runs.book.number(of: $0) }
      return runs.subjects.map { _ in numbers }
    }
    var shown: [[Int]] = runs.subjects.map { _ in [] }
    for name in names {
      var isKnown = false
      for (index, subject) in runs.subjects.enumerated() {
        for symbol in observables where Self.isCalled(name, symbol, of: subject, runs.lesson) {
          isKnown = true
          let number = runs.book.number(of: symbol)
          if !shown[index].contains(number) { shown[index].append(number) }
        }
      }
      guard isKnown else {
        throw CaseError(unknownWord(name, "quantity", among: Self.words(runs)))
      }
    }
    return shown
  }

  private static func isCalled(
    _ name: String, _ symbol: Symbol, of subject: Program.Subject, _ lesson: Lesson
  ) -> Bool {
    if name == parameters { return symbol.role == .parameter && subject.layer != nil }
    if name == subject.quantity(symbol) { return true }
    if symbol.role == .parameter, subject.layer != nil { return false }
    return name == symbol.name || name == symbol.glyph
      || lesson.spellings(symbol).contains(name)
  }

  /// The words that `--only` accepts for a case.
  private static func words(_ runs: VariantRuns) -> [String] {
    let hasParameters = runs.lesson.rule.updatesParameters
    var words = hasParameters ? [parameters] : []
    for symbol in runs.observables {
      for subject in runs.subjects where symbol.isKept || !hasParameters {
        let name = subject.quantity(symbol)
        if !words.contains(name) { words.append(name) }
      }
    }
    return words
  }
}
