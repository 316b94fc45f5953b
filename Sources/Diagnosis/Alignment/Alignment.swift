import Equations
import Numerics
import Readers
import Tracing

/// Which printed array is which quantity of the case.
struct Alignment {
  /// What can be compared, in the order in which it was printed.
  var observations: [Observation] = []
  /// What a reader should know: arrays matched by their shape, labels nobody knows.
  var notes: [String] = []
  /// How many arrays were recognised by their labels.
  var labelled = 0
  /// How many labels nobody knows.
  var unknownCount: Int { unknown.count }

  let isNamedByFile: Bool
  let ruleNames: [String]
  let runs: VariantRuns
  let names: [String: (subject: Int, symbol: Int)]
  /// The rule's own outcomes, one a parameter, for the shapes that are to be expected.
  let rule: [Int?]
  var unlabelled: [PrintedArray] = []
  /// Plain numbers whose labels tell a step.
  var numbered: [(number: Int, symbol: Int, array: PrintedArray)] = []
  /// Plain numbers under one label of a series: what a print inside the loop leaves.
  var repeated: [Int: [PrintedNumber]] = [:]
  var unknown: [String] = []
  /// The same labels, to be looked up.
  var unknownLabels: Set<String> = []

  /// Finds the quantities of a part of a reading.
  ///
  /// - Parameters:
  ///   - part: The part.
  ///   - isNamedByFile: Whether its name is that of a file, which may say nothing.
  ///   - runs: The case.
  ///   - rule: The rule's own outcomes.
  ///   - ruleNames: Names of rules, which say nothing in front of a label: `adam W1`.
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
