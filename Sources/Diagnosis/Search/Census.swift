import Readers

extension Diagnoser {
  /// Tries every set of up to three of the lesson's variants, each for all parameters or for some,
  /// even if a smaller set fits.
  ///
  /// Benchmarks time it, and instructors can ask how many other mistakes print the same.
  ///
  /// - Throws: `ReadingError` if none of it can be compared with the lesson's quantities.
  public func census(
    _ reading: Reading, upTo size: Int = 3
  ) throws(ReadingError) -> (tried: Int, fitting: Int) {
    let observations = try aligned(reading).settled(.strict)
    var trial = Search.Trial(search, observations)
    return trial.census(upTo: size)
  }
}

extension Search.Trial {
  /// The number of sets of the lesson's variants, and how many of them fit.
  mutating func census(upTo size: Int) -> (tried: Int, fitting: Int) {
    let own = 0..<search.catalogueCount
    let choices = own.reduce(0) { $0 + 1 + search.scopes.narrow[$1].count }
    var tried = 1 + choices
    var fitting = fits([]) ? 1 : 0
    var levels: [Search.Level] = []
    if size >= 2 {
      levels += [.pair, .pairScoped]
      tried += choices * (choices - 1) / 2
    }
    if size >= 3 {
      levels += [.triple, .tripleScoped]
      tried += choices * (choices - 1) / 2 * (choices - 2) / 3
    }
    for index in own {
      for choice in [search.scopes.everywhere[index]] + search.scopes.narrow[index]
      where fits([choice.scoped]) {
        fitting += 1
      }
    }
    for level in levels {
      fitting +=
        run(level).filter { set in
          set.allSatisfy { $0.variant < search.catalogueCount }
        }.count
    }
    return (tried, fitting)
  }
}
