import Calculus
import Landscape
import Optimizers

/// Finds the learning rate of an optimizer that states none: the setup's, else the surface's, else
/// the automatic one.
struct LearningRates {
  private let setup: Setup
  private let function: CompiledFormula
  private let start: Point
  /// What the automatic rates go by, once one of them is needed.
  private var steepness: Steepness?

  init(of setup: Setup, function: CompiledFormula, start: Point) {
    self.setup = setup
    self.function = function
    self.start = start
  }

  /// The rate that an optimizer has here whatever its spec says.
  mutating func rate(for spec: OptimizerSpec) -> Double {
    if let rate = setup.learningRate ?? setup.surface.learningRates[spec.kind.name] { return rate }
    let domain = setup.domain ?? setup.surface.domain
    let steepness = steepness ?? Steepness(of: function, domain: domain, start: start)
    self.steepness = steepness
    return steepness.rate(for: spec.kind.family(spec.hyperparameters))
  }

  /// The rates that an optimizer was settled with, or is to be settled with now.
  mutating func settled(_ spec: OptimizerSpec) -> LearningRatePlan {
    spec.settled ?? spec.learningRate ?? LearningRatePlan(rate(for: spec))
  }
}

/// How steep and curved a surface is where a run from its start passes: what automatic learning
/// rates go by.
///
///     let steepness = Steepness(of: surface.function(), domain: surface.domain, start: surface.start)
///     steepness.rate(for: OptimizerKind.adam.family())
public struct Steepness: Hashable, Sendable {
  /// λ, such that gradient descent with the rate 1/λ, half of its limit, descends from the start;
  /// positive, and nil where nothing curves.
  public let curvature: Double?
  /// The length of the gradient at the start.
  public let slope: Double
  private let shorterSide: Double

  /// The steps of a trial, the first of them that must stay where the loss is defined, and how often
  /// a rate that fails is lowered: over thirty decades.
  private static let trial = (steps: 20, defined: 4, attempts: 50, factor: 4.0)

  /// - Parameters:
  ///   - function: the loss; finite at the start, as is its gradient.
  ///   - domain: what the map shows; curvatures are looked for within it.
  ///   - start: where the run begins.
  /// - Complexity: a grid of second derivatives, and at most a thousand gradients.
  public init(of function: CompiledFormula, domain: Domain, start: Point) {
    let slope = function.gradient(at: start).norm
    let onGrid = function.largestCurvature(in: domain, start: start)
    let rate = OptimizerFamily.gradient.automaticLearningRate(
      largestCurvature: onGrid, slope: slope, shorterSide: domain.shorterSide)
    let steady = Steepness.steadyRate(of: function, start: start, upTo: rate)
    self.slope = slope
    shorterSide = domain.shorterSide
    curvature = steady < rate ? min(1 / steady, .greatestFiniteMagnitude) : onGrid
  }

  /// The automatic learning rate of a family of optimizers: positive and finite.
  public func rate(for family: OptimizerFamily) -> Double {
    family.automaticLearningRate(
      largestCurvature: curvature, slope: slope, shorterSide: shorterSide)
  }

  /// The rate, or a part of it with which the first steps of gradient descent do not climb above the
  /// start and the very first ones stay where the loss is defined: walls and creases may stand
  /// between the points of the grid, or beyond the map.
  private static func steadyRate(of function: CompiledFormula, start: Point, upTo rate: Double)
    -> Double
  {
    var lower = rate
    for _ in 0..<trial.attempts {
      if goesDown(function, from: start, rate: lower) { return lower }
      lower /= trial.factor
    }
    // It fails with every rate, so a small one helps nothing.
    return rate
  }

  private static func goesDown(_ function: CompiledFormula, from start: Point, rate: Double)
    -> Bool
  {
    let first = function.evaluate(at: start)
    // A rise by rounding is no climb.
    let highest = first.loss + 1e-12 * first.loss.magnitude
    var gradient = first.gradient
    var point = start
    for step in 0..<trial.steps {
      point -= rate * gradient
      let next = function.evaluate(at: point)
      if next.loss > highest { return false }
      // It descends to where nothing is defined.
      guard next.isFinite else { return step >= trial.defined }
      gradient = next.gradient
    }
    return true
  }
}
