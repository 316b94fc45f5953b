import Equations
import Tracing

/// The mistakes that follow from a lesson's equations, made once for several cases.
public struct MistakeList: Sendable {
  /// The slips, which may be combined with each other and with the lesson's own.
  public let slips: [Variant]
  let mutants: [Variant]
  let otherValues: [Variant]
  let alone: [MistakeFamily]

  /// No mistakes but those of the lesson's own list.
  static let empty = MistakeList()

  private init() {
    slips = []
    mutants = []
    otherValues = []
    alone = []
  }

  /// Lists the mistakes of a lesson.
  public init(_ lesson: Lesson) {
    slips = lesson.slips
    mutants = lesson.mutants
    otherValues = lesson.otherValues
    alone = lesson.aloneFamilies(besides: slips + mutants + otherValues)
  }
}
