import Calculus
import Landscape
import Optimizers
import SurfaceCatalog
import Testing

/// A run on a formula, with the scales of a map of its domain.
struct TypedRun {
  let run: Run
  let scales: SurfaceScales

  init(
    _ formula: String, _ optimizer: String = "gd", _ hyperparameters: [String: Double] = [:],
    rate: LearningRatePlan, from start: Point, steps: Int, half: Double = 5, noise: Double = 0,
    seed: UInt64 = 0
  ) throws {
    let function = try Formula(formula).compiled()
    let domain = Domain(x: -half...half, y: -half...half)
    scales = SurfaceScales(of: function, domain: domain)
    var run = try Run(
      objective: function.objective(noise: noise), start: start,
      settings: RunSettings(
        #require(OptimizerKind.named(optimizer)), learningRate: rate,
        hyperparameters: hyperparameters, seed: seed))
    run.advance(to: steps)
    self.run = run
  }

  func verdict(upTo step: Int? = nil) -> Verdict {
    run.verdict(at: step ?? run.step, scales: scales)
  }

  /// The first step at which it has a verdict of that name.
  func firstStep(_ name: String) -> Int? {
    (0...run.step).first { verdict(upTo: $0).name == name }
  }
}
