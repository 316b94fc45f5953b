/// Two or more variants that no code can contain together.
public struct VariantConflict: Error, Sendable {
  /// The variant that finds nothing left to edit.
  public let variant: AppliedVariant
  /// The set it was to be applied with.
  public let set: [AppliedVariant]

  init(_ variant: AppliedVariant, among set: [AppliedVariant]) {
    self.variant = variant
    self.set = set
  }

  /// What is wrong, in one sentence.
  public var message: String {
    let others = set.map { $0.argument }.filter { $0 != variant.argument }
    guard !others.isEmpty else {
      return "Variant '\(variant.argument)' changes nothing: what it edits is not in the rule."
    }
    let names = others.map { "'\($0)'" }.joined(separator: ", ")
    return "Variant '\(variant.argument)' cannot be combined with \(names): "
      + "they change the same part of the equations."
  }
}
