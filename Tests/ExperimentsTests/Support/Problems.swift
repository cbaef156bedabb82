import Calculus
import Experiments
import Landscape
import Optimizers

/// A formula on a domain, with the scales for verdicts.
struct Problem {
  let function: CompiledFormula
  let domain: Domain
  let scales: SurfaceScales

  init(_ text: String, domain: Domain = .standard, minima: [Point] = []) throws {
    function = try Formula(text).compiled()
    self.domain = domain
    scales = SurfaceScales(of: function, domain: domain, minima: minima)
  }

  func objective(noise: Double = 0) -> FormulaObjective {
    FormulaObjective(function, noise: noise)
  }

  func sweep(
    _ settings: [RunSettings], rates: [Double], steps: Int, start: Point, noise: Double = 0,
    threads: Int = 1
  ) throws -> LearningRateSweep {
    try LearningRateSweep(
      objective: objective(noise: noise), start: start, settings: settings, rates: rates,
      steps: steps, scales: scales, threads: threads)
  }

  func basins(
    _ settings: RunSettings, width: Int, height: Int, limit: Int, minima: [Point] = [],
    noise: Double = 0, threads: Int = 1
  ) -> BasinMap {
    BasinMap(
      objective: objective(noise: noise), settings: settings, domain: domain, width: width,
      height: height, limit: limit, scales: scales, minima: minima, threads: threads)
  }
}

/// Himmelblau's function and its four minima.
enum Himmelblau {
  static let minima = [
    Point(3, 2), Point(-2.805118, 3.131313), Point(-3.779310, -3.283186),
    Point(3.584428, -1.848127),
  ]

  static func problem() throws -> Problem {
    try Problem(
      "(x^2 + y - 11)^2 + (x + y^2 - 7)^2", domain: Domain(x: -6...6, y: -6...6), minima: minima)
  }
}
