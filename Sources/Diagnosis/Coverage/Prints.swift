import Equations
import Numerics
import Readers
import Tracing

/// Numbers the prints of sets of variants on a case; equal prints have equal numbers.
///
/// A lesson with parameters prints its results after the last step, one without prints them after
/// every step.
final class Prints {
  let search: Search
  private let decimals: Int
  private let symbols: [[Int]]
  private let steps: Range<Int>
  private var printed = Numbering()
  private var exact = Numbering()

  /// Numbers distinct values in the order they appear.
  private struct Numbering {
    /// By a matrix's place in memory, and by an outcome's number.
    var ofOperands: [Int: Int] = [:]
    var ofOutcomes: [Int: Int] = [:]
    var ofMatrices: [[UInt64]: Int] = [:]
    var ofLists: [[Int]: Int] = [:]

    mutating func number(ofMatrix bits: [UInt64]) -> Int {
      if let known = ofMatrices[bits] { return known }
      ofMatrices[bits] = ofMatrices.count
      return ofMatrices.count - 1
    }

    mutating func number(ofList list: [Int]) -> Int {
      if let known = ofLists[list] { return known }
      ofLists[list] = ofLists.count
      return ofLists.count - 1
    }
  }

  /// Prepares a case.
  ///
  /// - Throws: `CaseError` if the rule itself cannot run on the case, or a printed name is unknown.
  init(_ lesson: Lesson, _ given: Case, _ shown: Printed) throws(CaseError) {
    search = try Search(lesson, given, .empty)
    decimals = shown.decimals
    symbols = try shown.symbols(search.runs)
    let count = search.runs.clock.count
    steps = lesson.rule.updatesParameters ? count - 1..<count : 0..<count
  }

  /// The number of a set's print; nil if its members exclude each other, or Python would stop.
  func printed(_ set: [Int]) -> Int? {
    let decimals = decimals
    return number(set, &printed) { matrix in
      // Numbers are compared as they are read, so that -0. is 0.
      NumPyPrint(matrix, precision: decimals).numbers.map { $0.value.comparableBits }
    }
  }

  /// The number of a set's results in full digits.
  func exact(_ set: [Int]) -> Int? {
    number(set, &exact) { matrix in matrix.elements.map { $0.comparableBits } }
  }

  private func number(
    _ set: [Int], _ numbering: inout Numbering, _ bits: (Matrix) -> [UInt64]
  ) -> Int? {
    let candidate = set.map { ScopedVariant(variant: $0, scope: .everywhere) }
    guard let outcomes = search.outcomes(candidate) else { return nil }
    var list: [Int] = []
    for (subject, outcome) in outcomes.enumerated() {
      if let known = numbering.ofOutcomes[outcome] {
        list.append(known)
        continue
      }
      var own = [subject]
      for step in steps {
        for symbol in symbols[subject] {
          guard let operand = search.runs.value(symbol, of: subject, in: outcome, step: step)
          else {
            own.append(-1)
            continue
          }
          if let known = numbering.ofOperands[operand.offset] {
            own.append(known)
            continue
          }
          let matrix = search.runs.store.matrix(operand)
          let shape = [UInt64(matrix.shape.rows), UInt64(matrix.shape.columns)]
          let number = numbering.number(ofMatrix: shape + bits(matrix))
          numbering.ofOperands[operand.offset] = number
          own.append(number)
        }
      }
      let number = numbering.number(ofList: own)
      numbering.ofOutcomes[outcome] = number
      list.append(number)
    }
    return numbering.number(ofList: [-1] + list)
  }

  /// Checks that sets without a print had an error in Python, not too little memory here.
  ///
  /// - Throws: `CaseError` if memory ran out.
  func checkMemory() throws(CaseError) {
    if search.runs.store.isFull {
      throw CaseError("the case brings too many numbers for all pairs of variants to run on it")
    }
  }

  /// Whether the members of a set can be mistakes in the same code.
  func isCompatible(_ set: [Int]) -> Bool {
    let book = search.runs.book
    guard !book.isRedundant(set) else { return false }
    let full = book.withContext(set)
    guard full.filter({ book.variants[$0].loop != nil }).count <= 1,
      full.filter({ book.variants[$0].answers != nil }).count <= 1
    else { return false }
    return search.runs.subjects.allSatisfy { subject in
      search.runs.book.rule(full, at: ParameterKind(isBias: subject.isBias, layer: subject.layer))
        != nil
    }
  }
}

extension VariantRuns {
  /// The place of a quantity after a step: where a line made it, or where the case put it.
  fileprivate func value(
    _ symbol: Int, of subject: Int, in outcome: Int, step: Int
  ) -> Operand? {
    let steps = outcomes[outcome].steps
    guard step < steps.count else { return nil }
    if symbol < steps[step].count, let made = steps[step][symbol] { return made }
    return start(book.symbols[symbol], of: subject)
  }
}

extension Double {
  /// The same bits for numbers that print the same: 0 has one sign, and there is one NaN.
  fileprivate var comparableBits: UInt64 {
    isNaN ? Double.nan.bitPattern : self == 0 ? 0 : bitPattern
  }
}
