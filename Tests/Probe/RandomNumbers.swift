import Numerics
import TrainingLoop

/// The numbers for a request such as `random 1 normal 1000`; nil for another request.
func randomNumbers(_ name: String, _ words: [String]) -> [String]? {
  guard let seed = words.first.flatMap({ UInt32($0) }) else { return nil }
  var random = LegacyRandom(seed: seed)
  switch (name, words.count) {
  case ("random", 3...): return drawn(words[1], Array(words.dropFirst(2)), &random)
  case ("moons", 3):
    guard let count = Int(words[1]), let noise = Double(words[2]) else { return nil }
    let moons = Dataset.moons(count, noise: noise, seed: seed)
    return (0..<moons.examples).flatMap { i in
      [
        hexadecimal(moons.X.elements[i]), hexadecimal(moons.X.elements[count + i]),
        String(Int(moons.Y.elements[i])),
      ]
    }
  case ("he", 2):
    let sizes = words[1].split(separator: ",").compactMap { Int($0) }
    return zip(sizes.dropFirst(), sizes).flatMap { units, inputs in
      random.he(Shape(units, inputs)).elements.map(hexadecimal)
    }
  case ("mixed", 1):
    var all = (0..<3).map { _ in hexadecimal(random.normal()) }
    all += random.permutation(7).map(String.init)
    all += (0..<2).map { _ in hexadecimal(random.uniform()) }
    all += (0..<2).map { _ in hexadecimal(random.normal()) }
    all += (0..<2).map { _ in hexadecimal(random.uniform(0, 10)) }
    all += random.permutation(5).map(String.init)
    return all + [hexadecimal(random.normal())]
  default: return nil
  }
}

/// The numbers that one of NumPy's functions draws.
private func drawn(
  _ what: String, _ words: [String], _ random: inout LegacyRandom
) -> [String]? {
  guard let count = words.last.flatMap({ Int($0) }), count >= 0 else { return nil }
  let limits = words.dropLast()
  switch (what, limits.count) {
  case ("words", 0): return (0..<count).map { _ in String(random.word()) }
  case ("uniform", 0): return (0..<count).map { _ in hexadecimal(random.uniform()) }
  case ("normal", 0): return (0..<count).map { _ in hexadecimal(random.normal()) }
  case ("uniform", 2):
    let ends = limits.compactMap { Double($0) }
    guard ends.count == 2 else { return nil }
    return (0..<count).map { _ in hexadecimal(random.uniform(ends[0], ends[1])) }
  case ("randint", 2):
    let ends = limits.compactMap { Int64($0) }
    guard ends.count == 2 else { return nil }
    return (0..<count).map { _ in
      random.integer(from: ends[0], below: ends[1]).map(String.init) ?? "empty"
    }
  case ("permutation", 0): return random.permutation(count).map(String.init)
  case ("shuffle", 0):
    var list = Array(0..<count)
    random.shuffle(&list)
    return list.map(String.init)
  default: return nil
  }
}
