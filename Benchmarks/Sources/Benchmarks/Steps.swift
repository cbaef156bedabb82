import Calculus
import Optimizers

private let stepCount = 20_000
private let start = Point(-1.2, 1)

/// Steps with the path kept, on Rosenbrock's valley as a typed formula.
func stepComparisons() throws -> [Comparison] {
  let loss = try Formula("(1 - x)^2 + 100*(y - x^2)^2").compiled()
  let objective = FormulaObjective(loss, noise: 0.5)

  func walk(_ kinds: [(OptimizerKind, Double)]) throws -> () -> Double {
    let settings = try kinds.map { try RunSettings($0, learningRate: LearningRatePlan($1)) }
    guard let race = try? Race(objective: objective, start: start, settings: settings) else {
      return { .nan }
    }
    return {
      var race = race
      race.advance(to: stepCount)
      return race.runs.reduce(0) { $0 + $1.trajectory.loss($1.step) }
    }
  }
  return [
    Comparison(
      name: "gradient of a typed formula", unit: "gradients", count: stepCount, wanted: nil,
      ours: {
        var sum = Point.zero
        for index in 0..<stepCount { sum += loss.gradient(at: Point(Double(index), 1)) }
        return sum.x + sum.y
      },
      peer: {
        var sum = Point.zero
        for index in 0..<stepCount { sum += rosenbrock(Point(Double(index), 1)).gradient }
        return sum.x + sum.y
      }),
    gradientsInBatches(loss),
    Comparison(
      name: "steps of GD", unit: "steps", count: stepCount, wanted: 0.33,
      ours: try walk([(.gd, 0.001)]), peer: { descentLoop(steps: stepCount) }),
    Comparison(
      name: "steps of a race of gd, sgd, momentum, adam", unit: "steps", count: 4 * stepCount,
      wanted: 0.33,
      ours: try walk([(.gd, 0.001), (.sgd, 0.001), (.momentum, 0.0005), (.adam, 0.05)]),
      peer: { (0..<4).reduce(0.0) { sum, _ in sum + descentLoop(steps: stepCount) } }),
    Comparison(
      name: "steps of Adam", unit: "steps", count: stepCount, wanted: 0.61,
      ours: try walk([(.adam, 0.05)]), peer: { adamLoop(steps: stepCount) }),
    try verdicts(objective),
  ]
}

private func gradientsInBatches(_ loss: CompiledFormula) -> Comparison {
  let points = (0..<stepCount).map { Point(Double($0) / Double(stepCount), 1) }
  let nothing = Evaluation(loss: 0, gradient: .zero)
  return Comparison(
    name: "gradients in batches", unit: "gradients", count: stepCount, wanted: 0.35,
    ours: {
      var results = [Evaluation](repeating: nothing, count: points.count)
      loss.evaluate(at: points, into: &results)
      return results[stepCount / 2].loss
    },
    peer: {
      points.map { point in
        let (loss, gradient) = rosenbrock(point)
        return Evaluation(loss: loss, gradient: gradient)
      }[stepCount / 2].loss
    })
}

/// A verdict beside a pass over the rows that it looks at.
private func verdicts(_ objective: FormulaObjective) throws -> Comparison {
  let settings = try RunSettings(.gd, learningRate: 0.001)
  var run = try Run(objective: objective, start: start, settings: settings)
  run.advance(to: 2000)
  let scales = SurfaceScales(
    lower: Point(-2, -1), upper: Point(2, 3), lossRange: 1000, lowestLoss: 0, statesMinima: true)
  let path = run.trajectory
  let lengths = 100
  return Comparison(
    name: "verdicts (a loop over 20 rows)", unit: "verdicts", count: lengths, wanted: nil,
    ours: { [run] in
      (0..<lengths).reduce(0.0) { sum, index in
        sum + (run.verdict(at: 1000 + index, scales: scales).evidence?.value ?? 0)
      }
    },
    peer: {
      (0..<lengths).reduce(0.0) { sum, index in
        (980..<1000).reduce(sum) { $0 + (path.point($1 + index) - path.point($1)).length }
      }
    })
}

extension Point {
  fileprivate var length: Double { (self * self).sum().squareRoot() }
}

@inline(__always)
private func rosenbrock(_ p: Point) -> (loss: Double, gradient: Point) {
  let (flat, bend) = (1 - p.x, p.y - p.x * p.x)
  return (
    flat * flat + 100 * bend * bend, Point(-2 * flat - 400 * bend * p.x, 200 * bend)
  )
}

private struct Row {
  var point: Point
  var loss: Double
  var norm: Double
}

private func descentLoop(steps: Int) -> Double {
  let rows = [Row](unsafeUninitializedCapacity: steps) { rows, count in
    var point = start
    var (loss, gradient) = rosenbrock(point)
    for index in 0..<steps {
      point -= 0.001 * gradient
      (loss, gradient) = rosenbrock(point)
      rows[index] = Row(point: point, loss: loss, norm: gradient.length)
    }
    count = steps
  }
  return rows[steps - 1].loss
}

private func adamLoop(steps: Int) -> Double {
  let rows = [Row](unsafeUninitializedCapacity: steps) { rows, count in
    var point = start
    var (loss, gradient) = rosenbrock(point)
    var (mean, square, powers) = (Point.zero, Point.zero, Point(1, 1))
    for index in 0..<steps {
      mean = 0.9 * mean + 0.1 * gradient
      square = 0.999 * square + 0.001 * gradient * gradient
      powers *= Point(0.9, 0.999)
      let root = (square / (1 - powers.y)).squareRoot() + 1e-8
      point -= 0.05 / (1 - powers.x) * mean / root
      (loss, gradient) = rosenbrock(point)
      rows[index] = Row(point: point, loss: loss, norm: gradient.length)
    }
    count = steps
  }
  return rows[steps - 1].loss
}
