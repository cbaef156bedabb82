import Calculus

/// The sizes by which a surface's gradients, steps and losses are called large or small.
public struct LossScales: Hashable, Sendable {
  /// D: the shorter side of the domain.
  public let length: Double
  /// S: how far apart the 5 % and the 95 % quantile of the loss lie on a 65×65 grid of the domain.
  ///
  /// Positive and finite: where those two coincide it is the whole range, and 1 for a constant.
  public let loss: Double
  /// How far the 5 % quantile lies above the lowest value of that grid: what the loss makes about
  /// its lowest, whatever walls there are. Where those coincide it is a larger quantile's, so
  /// positive and finite too.
  public let bottom: Double
  /// f_low: the loss at the lowest stated minimum, else the lowest value of that grid; nil where
  /// nothing is finite.
  public let lowest: Double?

  /// - Parameters:
  ///   - function: the loss.
  ///   - domain: what the map shows.
  ///   - minima: the stated minima; the undefined ones among them are passed over.
  public init(of function: CompiledFormula, domain: Domain, minima: [Point]) {
    let grid = Grid(function, domain: domain, width: 65, height: 65, accuracy: .exact)
    let sample = SortedSample(grid.values)
    length = domain.shorterSide
    loss = LossScales.spread(of: sample)
    bottom = LossScales.bottom(of: sample) ?? loss
    lowest =
      minima.map { function.value(at: $0) }.filter(\.isFinite).min() ?? grid.finiteRange?.lowerBound
  }

  private static func spread(of sample: SortedSample) -> Double {
    for tail in [0.05, 0] {
      guard let low = sample.quantile(tail), let high = sample.quantile(1 - tail) else { break }
      if high > low { return min(high - low, .greatestFiniteMagnitude) }
    }
    return 1
  }

  private static func bottom(of sample: SortedSample) -> Double? {
    guard let least = sample.values.first else { return nil }
    return [0.05, 0.1, 0.2, 0.5, 1].lazy
      .compactMap { sample.quantile($0).map { $0 - least } }.first { $0 > 0 }
      .map { min($0, .greatestFiniteMagnitude) }
  }
}
