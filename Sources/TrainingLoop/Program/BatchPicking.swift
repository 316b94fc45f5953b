import Equations
import MiniBatches
import Numerics
import Tracing

// Code that picks the examples of each mini-batch.
extension TrainingProgram {
  /// Compiles the picking of each mini-batch of an epoch: first the shared part, then the code for
  /// its examples and labels.
  mutating func compileBatches() throws(TrainingError) -> [(
    before: [Instruction], examples: Instruction, labels: Instruction
  )] {
    let size = compiler.reserve(.scalar)
    compiler.know(size, is: Double(plan.batchSize))
    initial.append((size, [Double(plan.batchSize)]))
    let X = compiler.reserve(data.X.shape)
    let Y = compiler.reserve(data.Y.shape)
    initial.append((X, data.X.elements))
    initial.append((Y, data.Y.elements))
    var found: [(end: Int, x: Instruction, y: Instruction)] = []
    let start = compiler.instructions.count
    var count = 1
    while found.count < count {
      let t = compiler.reserve(.scalar)
      let number = Double(found.count + 1)
      compiler.know(t, is: number)
      initial.append((t, [number]))
      let program = try compiled(
        lessons.miniBatches, [.series],
        bound: ["X": X, "Y": Y, "p": order, "size": size, "t": t],
        "mini-batch \(found.count + 1)")
      func value(_ symbol: Symbol) -> Operand? {
        program.outputs.first { $0.name == symbol.name }?.value
      }
      func maker(_ symbol: Symbol) -> Instruction? {
        compiler.instructions[start...].last { $0.result == value(symbol) }
      }
      guard let x = maker(batchX), let y = maker(batchY) else {
        throw TrainingError("the mini-batches have no examples")
      }
      found.append((compiler.instructions.count, x, y))
      if found.count == 1 {
        let wanted = value(MiniBatches.batches).flatMap { compiler.known($0) } ?? 0
        count = try Self.count(wanted)
      }
    }
    try checkMemory()
    // The sizes and positions, known in advance, need not run in every epoch.
    let all = Array(compiler.instructions[start...])
    let isNeeded = all.needed(
      for: found.flatMap { $0.x.work.operands + $0.y.work.operands },
      memorySize: compiler.memorySize)
    var from = start
    return found.map { end, x, y in
      defer { from = end }
      return ((from..<end).filter { isNeeded[$0 - start] }.map { compiler.instructions[$0] }, x, y)
    }
  }

  private static func count(_ wanted: Double) throws(TrainingError) -> Int {
    guard let count = Int(exactly: wanted), 1...mostBatches ~= count else {
      throw TrainingError(
        "an epoch would have \(shortest(wanted)) mini-batches: expected 1 to \(mostBatches)")
    }
    return count
  }

  /// The most mini-batches in an epoch.
  private static let mostBatches = 100_000
}
