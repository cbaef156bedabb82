import Calculus
import Landscape
import Optimizers

/// How steep and curved a surface is where a run from its start passes: what automatic learning
/// rates go by.
struct Steepness {
  /// λ, so that gradient descent with the rate 1/λ, half of its limit, goes down from the start; nil
  /// where nothing curves.
  let curvature: Double?
  /// The length of the gradient at the start.
  let slope: Double
  private let shorterSide: Double

  /// The steps of a trial, those that shall stay where the loss is defined, and how often a rate
  /// that fails is lowered: over thirty decades.
  private static let trial = (steps: 20, defined: 4, attempts: 50, factor: 4.0)

  init(of function: CompiledFormula, domain: Domain, start: Point) {
    let slope = function.gradient(at: start).norm
    let onGrid = function.largestCurvature(in: domain, start: start)
    let rate = OptimizerFamily.gradient.automaticLearningRate(
      largestCurvature: onGrid, slope: slope, shorterSide: domain.shorterSide)
    let steady = Steepness.steadyRate(of: function, start: start, upTo: rate)
    self.slope = slope
    shorterSide = domain.shorterSide
    curvature = steady < rate ? min(1 / steady, .greatestFiniteMagnitude) : onGrid
  }

  func rate(for family: OptimizerFamily) -> Double {
    family.automaticLearningRate(
      largestCurvature: curvature, slope: slope, shorterSide: shorterSide)
  }

  /// The rate, or so much of it that the first steps of gradient descent do not climb above the
  /// start, and the very first ones do not leave where the loss is defined: walls and creases may
  /// stand between the points of the grid, or beyond the map.
  private static func steadyRate(of function: CompiledFormula, start: Point, upTo rate: Double)
    -> Double
  {
    var lower = rate
    for _ in 0..<trial.attempts {
      if goesDown(function, from: start, rate: lower) { return lower }
      lower /= trial.factor
    }
    // It fails with every rate: no reason to crawl.
    return rate
  }

  private static func goesDown(_ function: CompiledFormula, from start: Point, rate: Double)
    -> Bool
  {
    let first = function.evaluate(at: start)
    // What rounding lifts is no climb.
    let highest = first.loss + 1e-12 * first.loss.magnitude
    var gradient = first.gradient
    var point = start
    for step in 0..<trial.steps {
      point -= rate * gradient
      let next = function.evaluate(at: point)
      if next.loss > highest { return false }
      // It goes down to where nothing is defined.
      guard next.isFinite else { return step >= trial.defined }
      gradient = next.gradient
    }
    return true
  }
}
