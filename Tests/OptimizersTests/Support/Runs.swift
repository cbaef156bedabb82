import Calculus
import Optimizers

/// A run of an optimizer by name, advanced by a number of steps.
func run(
  _ name: String, _ hyperparameters: [String: Double] = [:], lr: LearningRatePlan,
  on objective: any Objective = TestObjective.bowl, from start: Point = Point(5, 3),
  batch: Batch? = nil, schedule: Schedule = .constant, seed: UInt64 = 0, steps: Int
) throws -> Run {
  let settings = try RunSettings(
    kind(name), learningRate: lr, hyperparameters: hyperparameters, batch: batch,
    schedule: schedule, seed: seed)
  var run = try Run(objective: objective, start: start, settings: settings)
  run.advance(to: steps)
  return run
}

struct NoSuchOptimizer: Error {}

func kind(_ name: String) throws -> OptimizerKind {
  guard let kind = OptimizerKind.named(name) else { throw NoSuchOptimizer() }
  return kind
}

/// The bits of every number of a path, for comparisons to the bit.
func bits(_ run: Run) -> [[UInt64]] {
  run.trajectory.map {
    [$0.point.x, $0.point.y, $0.loss, $0.gradientNorm, $0.learningRate].map(\.bitPattern)
  }
}
