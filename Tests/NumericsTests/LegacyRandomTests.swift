import Numerics
import TestSupport
import Testing

@Suite("NumPy's legacy random numbers") struct LegacyRandomTests {
  @Test("Words, uniforms, normals and permutations are NumPy's bits for every recorded seed")
  func recorded() throws {
    let seeds = try #require(try Recorded.load("numpy-random")["seeds"] as? [String: [String: Any]])
    #expect(seeds.count == 6)
    for (text, row) in seeds {
      let seed = try #require(UInt32(text))
      func fresh() -> LegacyRandom { LegacyRandom(seed: seed) }
      var random = fresh()
      #expect(try #require(row["words"] as? [Int]) == (0..<5).map { _ in Int(random.word()) })
      random = fresh()
      let uniforms = try bits(row["random_sample"])
      #expect(uniforms == uniforms.map { _ in random.uniform() })
      random = fresh()
      let normals = try bits(row["randn"])
      #expect(normals == normals.map { _ in random.normal() })
      random = fresh()
      #expect(try #require(row["permutation_10"] as? [Int]) == random.permutation(10))
      random = fresh()
      let long = try #require(row["permutation_148"] as? [Int])
      #expect(Array(random.permutation(148).prefix(long.count)) == long)
      random = fresh()
      let between = try bits(row["uniform"])
      #expect(between == between.map { _ in random.uniform(-3.5, 7.25) })
      random = fresh()
      // The second normal waits through a uniform.
      let mixed = [random.normal(), random.uniform(), random.normal(), random.normal()]
      #expect(try bits(row["mixed"]) == mixed)
    }
  }

  @Test("The course's arrays are the normals after seed 1, in the notebook's order")
  func course() throws {
    var random = LegacyRandom(seed: 1)
    let adam = try lesson("adam")
    let given = try embeddedCase("course", of: adam)
    for (name, value) in given.head.start {
      #expect(random.normal(value.shape) == value, "\(name)")
    }
    for (name, value) in given.steps[0].values {
      #expect(random.normal(value.shape) == value, "\(name)")
    }
  }

  @Test("The reference's own check: seed 5489, words 1 and 10,000")
  func reference() {
    var random = LegacyRandom(seed: 5489)
    let words = (0..<10_000).map { _ in random.word() }
    #expect(words[0] == 3_499_211_612)
    #expect(words[9_999] == 4_123_659_995)
  }

  private func bits(_ value: Any?) throws -> [Double] {
    try (value as? [String] ?? []).map { try #require(Recorded.double(bits: $0)) }
  }
}
