import Calculus
import Landscape
import Optimizers
import SurfaceCatalog
import Testing

/// The results of an optimizer on a built-in surface with many learning rates.
struct Trials {
  let surface: Surface
  let objective: any Objective
  let start: Point

  init(_ name: String, start: Point? = nil, parameters: [String: Double] = [:]) throws {
    surface = try #require(SurfaceCatalog.surface(named: name))
    let function = surface.function(parameters)
    objective = function.objective(noise: surface.noise(of: function))
    self.start = start ?? surface.start
  }

  /// Ten per decade, as in the sweep.
  static func rates(_ lowest: Double, to highest: Double) -> [Double] {
    let ratio = 1.2589254117941673
    return Array(sequence(first: lowest) { $0 * ratio }.prefix { $0 <= 1.0001 * highest })
  }

  func run(_ optimizer: String, _ rate: Double, steps: Int, seed: UInt64 = 0) throws -> Run {
    let kind = try #require(OptimizerKind.named(optimizer))
    var run = try Run(
      objective: objective, start: start,
      settings: RunSettings(kind, learningRate: LearningRatePlan(rate), seed: seed))
    run.advance(to: steps)
    return run
  }

  /// The stated minimum where a run is after a number of steps; nil if it is at none, or its
  /// numbers have overflowed.
  func ending(_ optimizer: String, _ rate: Double, steps: Int = 1000, seed: UInt64 = 0) throws
    -> Int?
  {
    let run = try run(optimizer, rate, steps: steps, seed: seed)
    guard run.end == nil else { return nil }
    let point = run.trajectory.point(steps)
    return surface.minima.firstIndex { (point - $0).norm < 0.1 }
  }

  /// The endings with many rates, each once.
  func endings(_ optimizer: String, _ rates: [Double], steps: Int = 1000) throws -> Set<Int?> {
    Set(try rates.map { try ending(optimizer, $0, steps: steps) })
  }

  /// The first step after which the loss stays below a limit; nil if it does not.
  func settledStep(_ optimizer: String, _ rate: Double, below limit: Double, steps: Int = 1000)
    throws -> Int?
  {
    let run = try run(optimizer, rate, steps: steps)
    guard run.end == nil else { return nil }
    let last = (0...steps).last { !(run.trajectory.loss($0) < limit) } ?? -1
    return last == steps ? nil : last + 1
  }

  /// The fewest such steps over many rates.
  func fewestSteps(
    _ optimizer: String, _ rates: [Double], below limit: Double, steps: Int = 1000
  ) throws -> Int? {
    try rates.compactMap { try settledStep(optimizer, $0, below: limit, steps: steps) }.min()
  }
}
