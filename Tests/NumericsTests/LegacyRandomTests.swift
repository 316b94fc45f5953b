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
      // The second normal is kept while a uniform is drawn.
      let mixed = [random.normal(), random.uniform(), random.normal(), random.normal()]
      #expect(try bits(row["mixed"]) == mixed)
    }
  }

  @Test("The course's arrays, which its case draws after seed 1, are those recorded from NumPy")
  func course() throws {
    let inputs = try #require(
      try Recorded.load("course-inputs")["inputs"] as? [String: [[String]]])
    #expect(inputs.count == 8)
    for id in ["gradient-descent", "momentum", "rmsprop", "adam"] {
      let lesson = try lesson(id)
      let given = try embeddedCase("course", of: lesson)
      for (name, value) in given.head.start + given.steps[0].values {
        let rows = try #require(inputs[name])
        #expect(value.shape == Shape(rows.count, rows[0].count), "\(id) \(name)")
        let bits = try rows.flatMap { $0 }.map { try #require(Recorded.double(bits: $0)) }
        #expect(value.elements == bits, "\(id) \(name)")
      }
    }
  }

  @Test("The reference's own check: seed 5489, words 1 and 10,000")
  func reference() {
    var random = LegacyRandom(seed: 5489)
    let words = (0..<10_000).map { _ in random.word() }
    #expect(words[0] == 3_499_211_612)
    #expect(words[9_999] == 4_123_659_995)
  }

  @Test("randint takes the words NumPy takes, on one word or two")
  func integers() {
    // Recorded from NumPy 2.4.6: the numbers, then the next word of the generator.
    let rows: [(seed: UInt32, low: Int64, high: Int64, numbers: [Int64], next: UInt32)] = [
      (0, 0, 2, [0, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 0], 1_879_422_756),
      (0, 0, 10, [5, 0, 3, 3, 7, 9, 3, 5, 2, 4], 1_277_901_399),
      (1, -5, 5, [0, 3, 4, 0, -5, -5, -4, 2, 1, 4], 2_314_200_242),
      (3, 0, 1000, [874, 664, 249, 643, 952, 968], 2_193_987_840),
      (1, 41, 42, [41, 41, 41], 1_791_095_845),
      (
        1, 0, 4_294_967_297, [4_005_303_368, 1_703_301_249, 1_666_063_943, 4_018_109_721],
        2_314_200_242
      ),
      (
        2, .min, .max,
        [-1_180_685_649_882_019_313, -8_745_117_541_724_490_168, 916_110_987_799_460_139],
        1_869_695_442
      ),
    ]
    for row in rows {
      var random = LegacyRandom(seed: row.seed)
      for number in row.numbers {
        #expect(random.integer(from: row.low, below: row.high) == number)
      }
      #expect(random.word() == row.next)
    }
    var random = LegacyRandom(seed: 1)
    #expect(random.integer(from: 3, below: 3) == nil)
  }

  @Test("Four seeds at a time shuffle as each seed does alone")
  func seedSeries() {
    for count in [0, 1, 2, 5, 300, 1300] {
      var series = SeedSeries(from: 11)
      for seed in UInt32(11)...20 {
        var alone = LegacyRandom(seed: seed)
        let expected = alone.permutation(count).map { Double($0) }
        var list = (0..<count).map { Double($0) }
        list.withUnsafeMutableBufferPointer { series.shuffle($0) }
        #expect(list == expected)
      }
    }
  }

  private func bits(_ value: Any?) throws -> [Double] {
    try (value as? [String] ?? []).map { try #require(Recorded.double(bits: $0)) }
  }
}
