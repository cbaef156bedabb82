import Calculus
import Landscape
import Optimizers
import RealModule

/// Finds the learning rate of an optimizer whose spec states none: the setup's, else the surface's,
/// else the automatic one.
struct LearningRates {
  private let setup: Setup
  private let function: any LossFunction
  private let start: Point
  /// The basis of automatic rates, measured when first needed.
  private var steepness: Steepness?

  init(of setup: Setup, function: any LossFunction, start: Point) {
    self.setup = setup
    self.function = function
    self.start = start
  }

  /// The rate of an optimizer on this surface, regardless of its spec.
  mutating func rate(for spec: OptimizerSpec) -> Double {
    if let rate = setup.learningRate ?? setup.surface.learningRates[spec.kind.name] { return rate }
    let domain = setup.domain ?? setup.surface.domain
    let steepness = steepness ?? Steepness(of: function, domain: domain, start: start)
    self.steepness = steepness
    return steepness.rate(for: spec.kind.family(spec.hyperparameters))
  }

  /// The rates that were settled for an optimizer, or that are settled for it now.
  mutating func settled(_ spec: OptimizerSpec) -> LearningRatePlan {
    spec.settled ?? spec.learningRate ?? LearningRatePlan(rate(for: spec))
  }
}

/// The steepness and curvature of a surface along the path of a run from its start: the basis of
/// automatic learning rates.
///
///     let steepness = Steepness(of: surface.function(), domain: surface.domain, start: surface.start)
///     steepness.rate(for: OptimizerKind.adam.family())
public struct Steepness: Hashable, Sendable {
  /// λ, such that gradient descent with the rate 1/λ, half of its limit, descends from the start;
  /// positive, and nil if nothing curves.
  public let curvature: Double?
  /// The length of the gradient at the start.
  public let slope: Double
  private let shorterSide: Double

  /// The number of steps of a trial, how many of them must stay where the loss is defined, and how
  /// often and by which factor a failing rate is lowered: over thirty decades.
  private static let trial = (steps: 20, defined: 4, attempts: 50, factor: 4.0)
  /// Where each value takes time, the curvature is that of a model with so many cells along each side, and
  /// a trial has so many steps.
  private static let slow = (cells: 8, steps: 5)

  /// - Parameters:
  ///   - function: the loss; finite at the start, as is its gradient.
  ///   - domain: the visible domain; curvatures are searched within it.
  ///   - start: where the run begins.
  /// - Complexity: a grid of second derivatives, and at most a thousand gradients.
  public init(of function: any LossFunction, domain: Domain, start: Point) {
    let slope = function.gradient(at: start).norm
    let model = function.model(in: domain, cells: Self.slow.cells)
    let onGrid = model?.largestCurvature(in: domain, start: start)
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

  /// The rate, lowered until the first steps of gradient descent do not climb above the start and
  /// the very first ones stay where the loss is defined: walls and creases may lie between the
  /// points of the grid, or beyond the map.
  private static func steadyRate(of function: any LossFunction, start: Point, upTo rate: Double)
    -> Double
  {
    var lower = rate
    for _ in 0..<trial.attempts {
      let gaps = function.source?.gaps
      if descends(function, from: start, rate: lower) { return lower }
      // What is not known yet is no failure.
      if function.source?.gaps != gaps { return lower }
      lower /= trial.factor
    }
    // It fails at every rate, so a small one does not help.
    return rate
  }

  private static func descends(_ function: any LossFunction, from start: Point, rate: Double)
    -> Bool
  {
    let first = function.evaluate(at: start)
    // Allows for rounding.
    let highest = first.loss + 1e-12 * first.loss.magnitude
    var gradient = first.gradient
    var point = start
    for step in 0..<(function.source == nil ? trial.steps : slow.steps) {
      point -= rate * gradient
      let next = function.evaluate(at: point)
      if next.loss > highest { return false }
      // The path descends to where the loss is undefined.
      guard next.isFinite else { return step >= trial.defined }
      gradient = next.gradient
    }
    return true
  }
}

/// The scale of learning rates used by the keys + and -: ten tenths to a decade.
extension Double {
  /// The number some tenths of a decade away: 0.1, 0.126, 0.159, 0.2, …
  ///
  /// It is rounded to three digits, so that ten tenths are exactly a factor of ten in steps of any
  /// size.
  package func movedOnScale(tenths: Int) -> Double {
    guard self > 0, isFinite else { return self == 0 && tenths > 0 ? 1e-6 : self }
    let position = Double.log10(self) * 10
    let nearest = position.rounded()
    let isOnScale = abs(position - nearest) < 0.03
    let exponent = ((isOnScale ? nearest : position) + Double(tenths)) / 10
    guard exponent >= -320, exponent <= 308 else { return self }
    return Double.pow(10, exponent).rounded(toDigits: 3)
  }

  /// The number some tenths of a decade above 1, rounded as by `movedOnScale`.
  package static func onScale(tenths: Int) -> Double { 1.0.movedOnScale(tenths: tenths) }

  /// How many tenths of a decade a positive number is above 1.
  package var placeOnScale: Double { Double.log10(self) * 10 }

  /// The double nearest to the number rounded to some significant digits.
  package func rounded(toDigits digits: Int) -> Double {
    guard self != 0, isFinite else { return self }
    let shift = digits - 1 - Int(Double.log10(magnitude).rounded(.down))
    // This close to 0, there are no further digits to round.
    guard shift <= 308 else { return self }
    let figures = (self * .pow(10, shift)).rounded()
    // Parsing gives the double nearest to the decimal number.
    return Double("\(figures)e\(-shift)") ?? self
  }
}
