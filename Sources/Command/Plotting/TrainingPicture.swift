import Curriculum
import Equations
import Numerics
import Plots
import Tracing
import TrainingLoop

extension PictureRequest {
  /// Draws the costs of several trainings of the course's network over their epochs.
  func trainingPicture(_ wanted: TrainingCurves) throws(CommandError) -> LinePlot {
    let data = Dataset.moons()
    let optimizer = Curriculum.usualOptimizer
    var curves: [Curve] = []
    for run in wanted.runs {
      var plan = TrainingPlan(optimizer: optimizer)
      plan.batchSize = run.batchSize ?? plan.batchSize
      for id in run.variants {
        guard let variant = plan.knownVariants.first(where: { $0.id == id }) else {
          throw .unknown(id, "variant", among: plan.knownVariants.map(\.id))
        }
        plan.variants.append(AppliedVariant(variant))
      }
      var training = try TrainingRun(
        plan, data, epochs: wanted.epochs, every: wanted.epochs, hasCurve: true)
      training.run(nil, console)
      let points = training.log.curve.map { (x: Double($0.epoch), y: $0.cost) }
      curves.append(Curve(name: run.name, label: run.label, points: points))
    }
    let rate = NumberStyle.full.text(TrainingPlan(optimizer: optimizer).learningRate)
    return LinePlot(
      title: wanted.title,
      subtitle: "\(optimizer.title), \(data.name), \(data.examples) examples, α = \(rate)",
      xAxis: .epochs, yAxis: .cost, curves: curves)
  }
}
