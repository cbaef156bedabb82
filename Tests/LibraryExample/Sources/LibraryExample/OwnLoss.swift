import Calculus
import Experiments
import Landscape
import Optimizers

/// How far the curve v = x·c/(y + c) misses four measurements: the mean of the squares.
struct SaturationLoss: Objective {
  let concentrations = [0.5, 1, 2, 4]
  let speeds = [2.0 / 3, 1, 4.0 / 3, 1.6]

  func evaluate(at point: Point) -> Evaluation {
    var sum = Evaluation(loss: 0, gradient: .zero)
    for (concentration, speed) in zip(concentrations, speeds) {
      let share = concentration / (point.y + concentration)
      let miss = point.x * share - speed
      sum.loss += miss * miss / 4
      sum.gradient += miss / 2 * Point(share, -point.x * share / (point.y + concentration))
    }
    return sum
  }
}

func ownLoss() throws {
  let loss = SaturationLoss()
  let domain = Domain(x: 0.5...4, y: 0.25...4)
  let start = Point(1, 3)

  // Is the gradient right? Differences tend to it as their step shrinks.
  let check = GradientCheck(of: loss, at: start)
  precondition(check.verdict == .agrees)

  // With which learning rates do gradient descent and Adam end lowest?
  let scales = SurfaceScales(domain: domain, minima: [Point(2, 1)]) { loss.evaluate(at: $0).loss }
  let settings = try RunSettings(.gd, learningRate: 1)
  var sweep = try LearningRateSweep(
    objective: loss, start: start, settings: [settings, RunSettings(.adam, learningRate: 1)],
    rates: [0.01, 0.03, 0.1, 0.3, 1, 3, 10], steps: 100, scales: scales)
  sweep.complete()
  let best = sweep.curves.map { $0.best?.learningRate }
  precondition(best == [1, 1])

  // Where does the best rate lead from 64 other starts?
  var map = BasinMap(
    objective: loss, settings: try settings.starting(at: best[0] ?? 1), domain: domain, width: 8,
    height: 8, limit: 1000, scales: scales, minima: [Point(2, 1)])
  map.complete()
  let outcomes = (0..<8).flatMap { row in (0..<8).map { column in map[column, row]?.outcome } }
  precondition(outcomes.allSatisfy { $0 == .minimum(0) })
}
