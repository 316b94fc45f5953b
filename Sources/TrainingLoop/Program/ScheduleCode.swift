import Equations
import Numerics
import Tracing

// The learning rate's schedule, which runs between epochs.
extension TrainingProgram {
  mutating func compileSchedule() throws(TrainingError) {
    guard let rule = lessons.schedule else { return }
    compiler.beginSection()
    let epoch = compiler.reserve(.scalar)
    let first = compiler.instructions.count
    let start = compiler.reserve(.scalar)
    initial.append((start, [plan.learningRate]))
    let program = try compiled(
      rule, [.series], bound: ["epoch": epoch, "t": clock, "alpha0": start], "the schedule")
    guard let rate = program.outputs.first(where: { $0.name == "alpha" })?.value else {
      throw TrainingError("the schedule makes no learning rate")
    }
    schedule = (Array(compiler.instructions[first...]), epoch, rate)
  }
}
