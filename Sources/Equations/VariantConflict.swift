/// Two or more variants that cannot be in the same code.
public struct VariantConflict: Error, Sendable {
  /// The variant that finds nothing left to edit.
  public let variant: AppliedVariant
  /// The set it should have been applied with.
  public let set: [AppliedVariant]

  init(_ variant: AppliedVariant, among set: [AppliedVariant]) {
    self.variant = variant
    self.set = set
  }

  /// The error, in one sentence.
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
