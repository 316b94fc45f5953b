import Equations
import Numerics
import Readers
import Tracing

/// Matches printed arrays with quantities of the case.
struct Alignment {
  /// The observations that can be compared, in the order of the print.
  var observations: [Observation] = []
  /// Notes for the reader: arrays matched by their shape, unknown labels.
  var notes: [String] = []
  /// The number of arrays recognized by their labels.
  var labelled = 0
  /// The number of unknown labels.
  var unknownCount: Int { unknown.count }

  let isNamedByFile: Bool
  let ruleNames: [String]
  let runs: VariantRuns
  let names: [String: (subject: Int, symbol: Int)]
  /// The rule's outcome for each parameter, which gives the expected shapes.
  let rule: [Int?]
  var unlabelled: [PrintedArray] = []
  /// Plain numbers whose labels name a step.
  var numbered: [(number: Int, symbol: Int, array: PrintedArray)] = []
  /// Plain numbers with the same label, as a print inside the loop leaves them.
  var repeated: [Int: [PrintedNumber]] = [:]
  var unknown: [String] = []
  /// The unknown labels, as a set for lookups.
  var unknownLabels: Set<String> = []

  /// Finds the quantities of a part of a reading.
  ///
  /// - Parameters:
  ///   - part: The part.
  ///   - isNamedByFile: Whether the part is named after its file, which may mean nothing.
  ///   - runs: The case.
  ///   - rule: The rule's own outcomes.
  ///   - ruleNames: Rule names, which mean nothing in front of a label: `adam W1`.
  init(
    _ part: Reading.Part, isNamedByFile: Bool = false, _ runs: VariantRuns, rule: [Int?],
    ruleNames: [String]
  ) {
    self.ruleNames = ruleNames
    self.isNamedByFile = isNamedByFile
    self.runs = runs
    self.rule = rule
    names = runs.labels
    for array in part.arrays { take(array) }
    takeNumbered()
    takeRepeated()
    takeUnlabelled()
    noteUnknown()
  }
}
