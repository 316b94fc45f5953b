import Testing

@testable import Equations

@Suite("Mistyped loops over the layers") struct LayerLoopTests {
  /// W1, b1, W2, b2, W3.
  static let parameters = [
    ParameterKind(isBias: false, layer: 1), ParameterKind(isBias: true, layer: 1),
    ParameterKind(isBias: false, layer: 2), ParameterKind(isBias: true, layer: 2),
    ParameterKind(isBias: false, layer: 3),
  ]
  static let turns: [(LayerLoop, [Int]?)] = [
    (.firstTurnOnly, [0, 1]), (.allButLast, [0, 1, 2, 3]), (.allButFirst, [2, 3, 4]),
    (.twice, [0, 1, 0, 1, 2, 3, 2, 3, 4, 4]), (.weightsOnly, [0, 2, 4]), (.biasesOnly, [1, 3]),
    (.always(2), [2, 3, 2, 3, 2, 3]), (.always(3), [4, 4, 4]), (.always(4), nil), (.always(0), nil),
  ]

  @Test("A loop updates what Python's would, turn by turn", arguments: turns)
  func order(loop: LayerLoop, places: [Int]?) {
    #expect(loop.turns(Self.parameters) == places)
  }

  @Test("Without parameters a loop has no turns")
  func none() {
    #expect(LayerLoop.twice.turns([]) == [])
    #expect(LayerLoop.always(1).turns([]) == nil)
  }

  @Test("A scope reads back from its word, and from no other")
  func scopes() {
    for scope in [Edit.Scope.weights, .biases, .layer(1), .layer(12)] {
      #expect(Edit.Scope(narrowing: scope.name) == scope)
    }
    for word in ["", "everywhere", "weight", "Weights", "layer", "layer0", "layer-1", "layer1 "] {
      #expect(Edit.Scope(narrowing: word) == nil, "\(word)")
    }
    #expect(Edit.Scope(narrowing: "layer99999999999999999999") == nil)
  }
}
