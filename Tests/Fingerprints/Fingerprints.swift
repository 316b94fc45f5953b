import Adam
import Equations
import Momentum
import Numerics
import Tracing
import TrainingLoop

/// A hash of all the bits of a computation: FNV-1a over its bytes.
///
/// Two builds with the same hash have computed the same bits.
struct Fingerprint {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }

  mutating func add(_ word: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      add(UInt8(truncatingIfNeeded: word >> shift))
    }
  }

  /// All NaNs count as the same.
  mutating func add(_ number: Double) { add(number.isNaN ? 0x7ff8 << 48 : number.bitPattern) }
}

/// The fingerprints of all results whose bits must not depend on the build.
public func fingerprints() -> [(name: String, value: UInt64)] {
  [
    ("elementary functions", elementaryFunctions()), ("random numbers", randomNumbers()),
    ("moons", moons()), ("training with Adam", training(adam, variants: [])),
    (
      "training as the note has it",
      training(adam, variants: ["layer-index-exponent-in-v", "uncorrected-second-moment"])
    ),
    (
      "training with another convention of momentum",
      training(momentum, variants: ["without-factor"])
    ),
    ("a trace as JSON", trace()),
  ]
}

private func elementaryFunctions() -> UInt64 {
  var seen = Fingerprint()
  var random = LegacyRandom(seed: 1)
  for _ in 0..<5000 {
    let x = random.uniform(-30, 30)
    let positive = exponential(random.uniform(-40, 40))
    seen.add(exponential(x))
    seen.add(logarithm(positive))
    seen.add(sine(x))
    seen.add(cosine(x))
    seen.add(hyperbolicTangent(x / 10))
    seen.add(power(positive, x / 30))
    seen.add(integerPower(1 - 1 / (2 + positive), 1 + Int(random.integer(atMost: 9999))))
  }
  return seen.value
}

private func randomNumbers() -> UInt64 {
  var seen = Fingerprint()
  var random = LegacyRandom(seed: 2)
  for _ in 0..<2000 {
    seen.add(UInt64(random.word()))
    seen.add(random.normal())
    seen.add(random.uniform())
  }
  for i in random.permutation(1000) { seen.add(UInt64(i)) }
  return seen.value
}

private func moons() -> UInt64 {
  var seen = Fingerprint()
  let moons = Dataset.moons()
  for number in moons.X.elements + moons.Y.elements { seen.add(number) }
  return seen.value
}

private func training(_ lesson: Lesson, variants: [String]) -> UInt64 {
  var seen = Fingerprint()
  var plan = TrainingPlan(optimizer: lesson)
  plan.variants = variants.compactMap { lesson.variant($0) }.map { AppliedVariant($0) }
  guard let trainer = try? Trainer(plan, .moons()) else { return 0 }
  for _ in 0..<40 { seen.add(trainer.runEpoch() ?? .nan) }
  for (_, value) in trainer.parameters { for number in value.elements { seen.add(number) } }
  return seen.value
}

private func trace() -> UInt64 {
  var seen = Fingerprint()
  guard let course = adam.cases.first(where: { $0.name == "course" }),
    let given = try? CaseReader.read(course.json, for: adam),
    var tracer = try? Tracer(adam, head: given.head)
  else { return 0 }
  var writer = JSONTrace()
  guard let header = try? TraceHeader(tracer, selection: .all) else { return 0 }
  writer.open(header)
  for step in given.steps {
    do { try tracer.run(step, into: &writer) } catch { return 0 }
  }
  writer.close(tracer.outputs)
  for byte in writer.bytes { seen.add(byte) }
  return seen.value
}
