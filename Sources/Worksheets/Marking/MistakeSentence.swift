import Diagnosis
import Equations
import Numerics

/// Explains a wrong number: a known mistake's, another blank's, a typo.
struct MistakeSentence {
  private let worksheet: Worksheet
  private let answers: [Answer]
  private let own: CarriedForward?
  private let local: [SheetExplainer.Local]

  init(
    _ worksheet: Worksheet, _ answers: [Answer], _ own: CarriedForward?,
    _ local: [SheetExplainer.Local]
  ) {
    self.worksheet = worksheet
    self.answers = answers
    self.own = own
    self.local = local
  }

  /// The reason a number is wrong, and the variants that give it.
  ///
  /// - Parameter explanation: The mistakes that explain the whole sheet, which are named first;
  ///   empty for the lesson's own form, nil if nothing explains it.
  func why(_ index: Int, _ explanation: [AppliedVariant]?) -> (String, [AppliedVariant]) {
    if let explanation, explanation.isEmpty { return ("the lesson's own form", []) }
    let preferred = explanation ?? []
    guard let value = answers[index].value else { return ("", []) }
    let blank = worksheet.blanks[index]
    let digits = worksheet.digits
    var variants = local.filter { $0.own.leads(to: value, at: index, digits: digits) }
      .compactMap { $0.applied }
    for wrong in blank.wrong where isAnswer(value, wrong.value, digits: digits) {
      for one in wrong.variants where !variants.contains(where: { $0.argument == one.argument }) {
        variants.append(one)
      }
    }
    variants =
      variants.filter { one in preferred.contains { $0.argument == one.argument } }
      + variants.filter { one in !preferred.contains { $0.argument == one.argument } }
    if let first = variants.first, preferred.contains(where: { $0.argument == first.argument }) {
      // Explained once, for the whole sheet.
      return (first.argument, variants)
    }
    if !preferred.isEmpty {
      return (preferred.map { $0.argument }.joined(separator: ","), preferred)
    }
    let other = exchanged(value, index)
    if let other, other.isBoth { return (other.words, []) }
    if let first = variants.first {
      let others = variants.count == 1 ? "" : " (or \(variants.count - 1) more)"
      return ("\(first.argument): \(first.variant.title)\(others)", variants)
    }
    let right = [blank.answer] + (own?.led[index].map { [$0] } ?? [])
    for number in right {
      if let words = slip(value, number, index) { return (words, []) }
    }
    if let other { return (other.words, []) }
    return ("the key has \(NumberStyle(digits: digits).text(blank.answer))", [])
  }

  /// A typo or slip of the pen; nil if it is unlikely to be one.
  private func slip(_ value: Double, _ right: Double, _ index: Int) -> String? {
    guard right.isFinite, value.isFinite, right != 0 else { return nil }
    let digits = worksheet.digits
    let shown = NumberStyle(digits: digits).text(right)
    if isAnswer(-value, right, digits: digits) { return "the sign is the other one: \(shown)" }
    var factor = 1.0
    for places in 1...9 {
      factor *= 10
      if isAnswer(value / factor, right, digits: digits)
        || isAnswer(value * factor, right, digits: digits)
      {
        let by = places == 1 ? "one place" : "\(places) places"
        return "the point or the power of ten is off by \(by): \(shown)"
      }
    }
    // A unit of the last digit asked for: rounded the wrong way, or cut off.
    if (value - right).magnitude <= 3 * halfUnit(right, digits: digits) {
      return "off by one in the last digit: \(shown)"
    }
    // For numbers of different size, similar digits are a coincidence.
    guard value != 0,
      SignificantDigits(shortest: value).exponent == SignificantDigits(shortest: right).exponent
    else { return nil }
    guard let words = value.slip(from: right, answers[index].precision) else { return nil }
    return "\(words): \(shown)"
  }

  /// Whether the number belongs in another blank.
  private func exchanged(_ value: Double, _ index: Int) -> (words: String, isBoth: Bool)? {
    let digits = worksheet.digits
    var single: String?
    for (other, blank) in worksheet.blanks.enumerated() where other != index {
      guard blank.answer != 0, isAnswer(value, blank.answer, digits: digits) else { continue }
      let isBoth =
        answers[other].value.map {
          isAnswer($0, worksheet.blanks[index].answer, digits: digits)
        } ?? false
      if isBoth { return (MarkedBlank.exchanged + "\(blank.number)", true) }
      single = single ?? "the number of blank \(blank.number), \(blank.name)"
    }
    return single.map { ($0, false) }
  }
}
