import Adam
import Equations
import GradientDescent
import MiniBatches
import Momentum
import Numerics
import TestSupport
import Testing
import Tracing
import TrainingLoop

@Suite("Training") struct TrainerTests {
  private func plan(_ lesson: Lesson, _ change: (inout TrainingPlan) -> Void = { _ in })
    -> TrainingPlan
  {
    var plan = TrainingPlan(optimizer: lesson)
    change(&plan)
    return plan
  }

  @Test("The first weights are He's after seed 3, as NumPy draws them, and the biases 0")
  func initialization() throws {
    let trainer = try Trainer(plan(adam), .moons())
    let weights = try #require(trainer.parameters.first { $0.name == "W1" }).value
    // From NumPy: np.random.seed(3); np.random.randn(5, 2) * np.sqrt(2 / 2), the first row.
    #expect(Array(weights.elements.prefix(2)) == [1.7886284734303186, 0.43650985051198943])
    #expect(trainer.parameters.map(\.name) == ["W1", "b1", "W2", "b2", "W3", "b3"])
    for (name, value) in trainer.parameters where name.hasPrefix("b") {
      #expect(value.elements.allSatisfy { $0 == 0 })
    }
  }

  @Test(
    "One update of the training loop is the lessons' own: forward, back, Adam, traced one by one")
  func sameAsTheLessons() throws {
    // Six examples, one mini-batch: the loop can be followed by hand.
    let data = try Dataset(
      csv: Array("1,2,0\n-1,0.5,1\n0.3,-2,1\n2,2,0\n-0.5,-0.5,1\n1.5,-1,0\n".utf8), name: "six")
    for variants in [[], ["layer-index-exponent"], ["epsilon-inside-root"]] {
      let applied = try applied(variants, of: adam)
      let trainer = try Trainer(
        plan(adam) {
          $0.variants = applied
          $0.learningRate = 0.01
        }, data)
      let start = trainer.parameters
      let cost = try #require(trainer.runEpoch())
      var order = LegacyRandom(seed: 11)
      let p = order.permutation(6)
      func picked(_ matrix: Matrix) -> Matrix {
        let elements = (0..<matrix.shape.rows).flatMap { row in
          p.map { matrix.elements[row * 6 + $0] }
        }
        return Matrix(shape: matrix.shape, elements: elements) ?? matrix
      }
      let back = try lesson("back-propagation")
      let step = Step(t: 1, values: [("X", picked(data.X)), ("Y", picked(data.Y))])
      let network = try Trace(
        back, Case(head: CaseHead(lesson: back.id, name: "one", start: start), steps: [step]))
      let gradients = start.map { name, _ in ("d\(name)", network.value("d\(name)") ?? Matrix(.nan))
      }
      let adams = try Trace(
        adam, variants: applied,
        Case(
          head: CaseHead(
            lesson: "adam", name: "one", hyperparameters: [("alpha", 0.01)], start: start),
          steps: [Step(t: 1, values: gradients)]))
      for (name, value) in trainer.parameters {
        #expect(adams.value(name) == value, "\(variants) \(name)")
      }
      // Over one mini-batch, the total over m and the mean are the same number, except for the last
      // bit.
      let mean = try #require(network.value("J")).elements[0]
      #expect(abs(cost - mean) < 1e-15)
    }
  }

  @Test("A run of many mini-batches of any size takes every example once an epoch")
  func batchSizes() throws {
    let data = Dataset.moons(50)
    for (size, updates) in [(1, 50), (7, 8), (25, 2), (49, 2), (50, 1), (64, 1), (1_000_000, 1)] {
      let trainer = try Trainer(plan(gradientDescent) { $0.batchSize = size }, data)
      let cost = try #require(trainer.runEpoch())
      #expect(trainer.updates == updates, "size \(size)")
      #expect(cost.isFinite && cost > 0)
    }
  }

  @Test("Networks of two, four and more layers train too")
  func depths() throws {
    for layers in [[2, 1], [2, 3, 1], [2, 8, 5, 3, 1], [2, 1, 1, 1, 1, 1]] {
      let trainer = try Trainer(plan(momentum) { $0.layers = layers }, .moons(40))
      #expect(try #require(trainer.runEpoch()).isFinite)
      #expect(trainer.parameters.count == 2 * (layers.count - 1))
    }
  }

  @Test("A cost nobody asked for changes nothing, and no NaN goes uncounted")
  func unaskedCosts() throws {
    let variants = try applied(["ascent"], of: gradientDescent)
    let asked = try Trainer(
      plan(gradientDescent) {
        $0.variants = variants
        $0.learningRate = 0.05
      }, .moons())
    let unasked = try Trainer(asked.plan, .moons())
    for _ in 0..<60 {
      _ = asked.runEpoch()
      #expect(unasked.runEpoch(isPrinted: false) == nil)
    }
    #expect(asked.epochsWithoutCost > 0)
    #expect(asked.epochsWithoutCost == unasked.epochsWithoutCost)
    #expect(asked.firstNonFinite?.update == unasked.firstNonFinite?.update)
    for (one, other) in zip(asked.parameters, unasked.parameters) {
      #expect(one.value == other.value)
    }
  }

  @Test("Every epoch without a cost is counted, an infinite one like one that is NaN")
  func withoutCost() throws {
    // With a learning rate of 3, one answer becomes exactly wrong: its loss is infinite.
    let trainer = try Trainer(plan(adam) { $0.learningRate = 3 }, .moons())
    var costs: [Double] = []
    for _ in 0..<80 {
      costs.append(try #require(trainer.runEpoch()))
      #expect(trainer.epochsWithoutCost == costs.count { !$0.isFinite })
    }
    #expect(costs.contains { $0.isInfinite })
    // Five mini-batches in an epoch; the message counts them from 1, like the updates.
    let first = try #require(trainer.firstNonFinite)
    let batch = first.update - 5 * first.epoch
    #expect(1...5 ~= batch)
    #expect(
      first.words.contains("epoch \(first.epoch), mini-batch \(batch), update \(first.update)"))
  }

  // By hand: k/√epoch·α₀ with k = 1 and α₀ = 0.5, epochs counted from 1: 0.5, 0.5/√2, 0.5/√3.
  @Test("A rate that falls by the root of the epoch counts epochs from 1, the others from 0")
  func scheduledRates() throws {
    func rates(_ schedule: TrainingPlan.Schedule) throws -> [Double] {
      let trainer = try Trainer(
        plan(gradientDescent) {
          $0.learningRate = 0.5
          $0.schedule = schedule
          $0.hyperparameters = [
            (name: schedule == .squareRootEpoch ? "k" : "rate", value: 1)
          ]
        }, .moons(20))
      return (0..<3).map { _ in
        _ = trainer.runEpoch()
        return trainer.learningRate
      }
    }
    let root = try rates(.squareRootEpoch)
    for (rate, expected) in zip(root, [0.5, 0.5 / 2.0.squareRoot(), 0.5 / 3.0.squareRoot()]) {
      #expect(abs(rate - expected) < 1e-15)
    }
    #expect(try rates(.inverseTime) == [0.5, 0.25, 0.5 / 3])
  }

  static let impossible: [(says: String, change: @Sendable (inout TrainingPlan) -> Void)] = [
    ("at least 1 example, not 0", { $0.batchSize = 0 }),
    ("at least 1 example, not -3", { $0.batchSize = -3 }),
    ("a layer has from 1 to 10000 units", { $0.layers = [2, 0, 1] }),
    ("a layer has from 1 to 10000 units", { $0.layers = [2, .max, 1] }),
    ("the last layer must be 1", { $0.layers = [2, 5, 2] }),
    ("but moons has 2 features", { $0.layers = [3, 5, 1] }),
    ("1 size of layers", { $0.layers = [2] }),
    ("more memory than Gradus takes", { $0.layers = [2, 10_000, 10_000, 1] }),
  ]

  @Test("A plan that no run can have is an error that says why", arguments: impossible.indices)
  func errors(row: Int) {
    let (says, change) = Self.impossible[row]
    do {
      _ = try Trainer(plan(adam, change), .moons())
      Issue.record("no error for '\(says)'")
    } catch {
      #expect(error.message.contains(says), "\(error.message)")
    }
  }

  @Test(
    "Variants that leave a parameter in another shape are told before the run, as Python would stop"
  )
  func brokenShapes() throws {
    let variants = try applied(["bias-uses-weights-gradient"], of: gradientDescent)
    do {
      _ = try Trainer(plan(gradientDescent) { $0.variants = variants }, .moons())
      Issue.record("no error")
    } catch {
      #expect(error.message.contains("b1 becomes 5×2"), "\(error.message)")
    }
  }

  /// Variants that a run refuses, because Python would stop, or because they belong to another
  /// schedule.
  static let refused: Set<String> = [
    "bias-uses-weights-gradient", "bias-uses-weights-velocity", "bias-uses-weights-statistics",
    "bias-starts-from-weights", "bias-divided-by-weights-root", "column-loses-its-dimension",
    "labels-from-the-examples", "bias-sums-the-wrong-axis", "power-lost", "root-lost",
    "root-lost-step", "fraction-lost",
  ]
  /// Variants that change no bit in three epochs: other spellings, and mistakes that these runs
  /// cannot show.
  static let unseen: Set<String> = [
    "last-size-not-floored", "missing-floor", "round-for-floor", "cost-from-logits",
  ]

  @Test(
    "Every variant changes a run or is refused, but for those known to change nothing",
    arguments: ["gradient-descent", "momentum", "rmsprop", "adam"])
  func everyVariant(id: String) throws {
    let lesson = try lesson(id)
    func run(_ variants: [AppliedVariant]) throws(TrainingError) -> [UInt64] {
      let trainer = try Trainer(
        plan(lesson) {
          $0.variants = variants
          $0.schedule = .staircase
          $0.batchSize = 12
          $0.learningRate = 0.05
        }, .moons(50))
      var bits: [UInt64] = []
      for _ in 0..<3 { bits.append((trainer.runEpoch() ?? .nan).bitPattern) }
      for (_, value) in trainer.parameters { bits += value.elements.map(\.bitPattern) }
      return bits
    }
    let plain = try run([])
    var found: (refused: Set<String>, unseen: Set<String>) = ([], [])
    for variant in plan(lesson).knownVariants {
      do {
        if try run([AppliedVariant(variant)]) == plain { found.unseen.insert(variant.id) }
      } catch {
        found.refused.insert(variant.id)
      }
    }
    #expect(found.refused.subtracting(Self.refused).isEmpty, "\(found.refused)")
    #expect(found.unseen.subtracting(Self.unseen).isEmpty, "\(found.unseen)")
  }
}
