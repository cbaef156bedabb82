import Calculus

extension Surface {
  /// What verdicts on runs over this surface measure by.
  ///
  ///     let scales = surface.scales()
  ///     run.verdict(scales: scales).sentence
  /// - Parameters:
  ///   - overrides: values of its parameters other than its own.
  ///   - domain: the surface's own where it is not given.
  /// - Complexity: 4,225 values of the loss.
  public func scales(_ overrides: [String: Double] = [:], in domain: Domain? = nil) -> SurfaceScales
  {
    SurfaceScales(of: function(overrides), domain: domain ?? self.domain, minima: minima)
  }
}

extension SurfaceScales {
  /// The scales of a formula, measured on a 65×65 grid of a domain.
  ///
  /// The two ranges are positive and finite: where the quantiles coincide they are larger ones', in
  /// the end the whole range, and 1 for a constant. The lowest loss is the one at the lowest stated
  /// minimum, else the grid's lowest value, and 0 where nothing is finite.
  /// - Parameters:
  ///   - function: the loss.
  ///   - domain: what the map shows.
  ///   - minima: the stated minima; the undefined ones among them are passed over.
  /// - Complexity: 4,225 values of the loss.
  public init(of function: any LossFunction, domain: Domain, minima: [Point] = []) {
    self.init(
      of: Grid(function, domain: domain, width: 65, height: 65, accuracy: .exact),
      lossesAtMinima: minima.map { function.value(at: $0) })
  }

  /// The scales of a loss that is not a formula, measured in the same way.
  /// - Parameters:
  ///   - domain: what the map shows.
  ///   - minima: the stated minima; the undefined ones among them are passed over.
  ///   - loss: the loss at a point; NaN where it is undefined.
  /// - Complexity: 4,225 values of the loss.
  public init(domain: Domain, minima: [Point] = [], loss: (Point) -> Double) {
    self.init(
      of: Grid(domain: domain, width: 65, height: 65, loss: loss),
      lossesAtMinima: minima.map(loss))
  }

  private init(of grid: Grid, lossesAtMinima: [Double]) {
    let sample = SortedSample(grid.values)
    let range = Self.spread(of: sample)
    let stated = lossesAtMinima.filter(\.isFinite).min()
    self.init(
      lower: grid.domain.point(0, 0), upper: grid.domain.point(1, 1), lossRange: range,
      bottomRange: Self.bottom(of: sample) ?? range,
      lowestLoss: stated ?? grid.finiteRange?.lowerBound ?? 0, statesMinima: !lossesAtMinima.isEmpty
    )
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
