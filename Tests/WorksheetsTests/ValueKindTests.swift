import Numerics
import Testing

@testable import Worksheets

@Suite("What numbers are drawn like others") struct ValueKindTests {
  @Test(
    "Numbers without a minus are drawn without one and whole ones whole, but for small halves",
    arguments: [
      [5, 6, 7], [1, 5], [2, 4, 6], [40, 48, 44], [1, 40], [3, 1000], [0.25, 3],
      [1e-4, 3e-4], [1e7, 3e7], [0.001],
    ] as [[Double]])
  func positive(like: [Double]) {
    var random = LegacyRandom(seed: 3)
    let isWhole = like.allSatisfy { $0 == $0.rounded() && $0 <= 1000 }
    let kind = ValueKind(like: like)
    for element in kind.draw(Shape(20, 20), after: nil, &random).elements {
      #expect(element >= 0 && (!isWhole || element == element.rounded()), "\(kind): \(element)")
    }
  }

  @Test(
    "Where some have a minus some are drawn with one", arguments: [[-6, 7], [-1, 5], [-40, -2]])
  func negative(like: [Double]) {
    var random = LegacyRandom(seed: 3)
    let elements = ValueKind(like: like).draw(Shape(20, 20), after: nil, &random).elements
    #expect(elements.contains { $0 < 0 } && !elements.contains(0))
  }
}
