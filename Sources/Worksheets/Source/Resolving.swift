import Equations
import JSON
import Numerics
import Text
import Tracing

// Makes cases and worksheets from a source.
extension WorksheetSpec {
  /// The case with its settings.
  ///
  /// - Throws: `CaseError` for a lesson, a case or a hyperparameter that does not belong to this
  ///   lesson.
  public func resolvedCase(_ lesson: Lesson) throws(CaseError) -> Case {
    guard self.lesson == lesson.id else {
      throw CaseError(
        "this worksheet is for the lesson '\(self.lesson)', not '\(lesson.id)'")
    }
    var given: Case
    switch self.given {
    case .named(let name):
      guard let own = lesson.cases.first(where: { $0.name == name }) else {
        throw CaseError(
          unknownWord(name, "case of \(lesson.id)", among: lesson.cases.map { $0.name }))
      }
      given = try CaseReader.read(own.json, for: lesson)
      if given.head.name.isEmpty { given.head.name = name }
    case .whole(let text):
      do throws(CaseError) {
        given = try CaseReader.read(JSONReader(bytes: text), for: lesson)
      } catch { throw CaseError("the case of the worksheet: \(error.message)") }
    }
    let known = lesson.symbols.filter { $0.isHyperparameter }
    for setting in settings {
      guard let symbol = known.hyperparameter(named: setting.name) else {
        throw CaseError(
          unknownWord(
            setting.name, "hyperparameter of \(lesson.id)", among: known.map { $0.name }))
      }
      try symbol.check(setting.value, text: shortest(setting.value))
      given.head.set(symbol.name, to: setting.value)
    }
    return given
  }

  /// The other book's forms that the key uses.
  public func appliedConvention(_ lesson: Lesson) throws(CaseError) -> [AppliedVariant] {
    var applied: [AppliedVariant] = []
    let known = lesson.variants.filter { $0.kind == .convention }
    for id in convention {
      guard let variant = known.first(where: { $0.id == id }) else {
        throw CaseError(
          unknownWord(id, "convention of \(lesson.id)", among: known.map { $0.id }))
      }
      guard !applied.contains(where: { $0.variant.id == id }) else {
        throw CaseError("The convention '\(id)' is given twice.")
      }
      applied.append(AppliedVariant(variant))
    }
    let set = lesson.withContext(applied)
    do throws(VariantConflict) {
      _ = try EditedRule(lesson.rule, applying: set)
    } catch { throw CaseError(error.message) }
    return set
  }

  /// The worksheet with its key.
  ///
  /// - Throws: `CaseError` if the source does not fit the lesson, or its case cannot run.
  public func worksheet(_ lesson: Lesson) throws(CaseError) -> Worksheet {
    try Worksheet(
      lesson, try resolvedCase(lesson), convention: try appliedConvention(lesson), asked: asked,
      digits: digits)
  }
}
