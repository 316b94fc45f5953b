/// A kind of parameter that a scope can single out.
package struct ParameterKind: Hashable {
  package let isBias: Bool
  package let layer: Int?

  package init(isBias: Bool, layer: Int?) {
    self.isBias = isBias
    self.layer = layer
  }

  static func all(in set: [AppliedVariant]) -> [ParameterKind] {
    set.scopedLayers.flatMap {
      [ParameterKind(isBias: false, layer: $0), ParameterKind(isBias: true, layer: $0)]
    }
  }

  func isIn(_ scope: Edit.Scope) -> Bool { scope.includes(isBias: isBias, layer: layer) }
}
