import Calculus
import Landscape
import Optimizers

/// Momentum that begins again whenever the loss rises.
struct RestartingMomentum: DirectionalOptimizer {
  let momentum: Double
  var velocity = Point.zero
  var lastLoss = Double.infinity

  mutating func direction(for step: StepContext) -> Point {
    if step.loss > lastLoss { velocity = .zero }
    lastLoss = step.loss
    velocity = momentum * velocity + step.gradient
    return velocity
  }
}

extension OptimizerKind {
  static let restarting = OptimizerKind(
    name: "restarting", title: "Restarting momentum",
    rule: "v = momentum*v + g, or g if the loss rises; p -= lr*v", family: .momentum,
    hyperparameters: [
      Hyperparameter(
        "momentum", default: 0.9, allowed: .within(0..<1),
        meaning: "the share of the last direction that stays")
    ],
    traits: [.hasMomentum],
    make: { RestartingMomentum(momentum: $0["momentum"]) })
}

func ownOptimizer() throws {
  let surface = Surface(
    id: "ravine", name: "Ravine", loss: .formula(try Formula("x^2 + 20y^2")), domain: .standard,
    start: Point(-4, 3), minima: [Point(0, 0)])
  var race = try Race(
    objective: surface.function().objective(), start: surface.start,
    settings: [
      RunSettings(.restarting, learningRate: 0.01),
      RunSettings(.restarting, learningRate: 0.01, hyperparameters: ["momentum": 0.5]),
      RunSettings(.momentum, learningRate: 0.01),
    ])
  race.advance(to: 100)

  let scales = surface.scales()
  for run in race.runs {
    print("\(run.settings.kind.title): \(run.verdict(scales: scales).sentence)")
  }
  precondition(race.runs[0].verdict(scales: scales).name == "global-minimum")
  let losses = race.runs.map { $0.trajectory.loss(100) }
  precondition(losses[0] < losses[2] / 1000)
}
