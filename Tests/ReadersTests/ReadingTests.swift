import Readers
import Testing

@Suite struct ReadingTests {
  @Test func `an array without an ellipsis has no gap on any axis`() {
    let array = PrintedArray(shape: [1, 2], numbers: [])
    #expect(array.gaps == [nil, nil])
  }
}
