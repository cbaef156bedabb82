import Calculus

extension ContourLevels {
  /// The boundary of the part of a grid where the loss is at least a threshold, for each threshold.
  ///
  /// All lines are closed, along the grid's edge and along undefined values too, with the part to the
  /// left of the direction of travel; holes run the other way. Filled by the even-odd or the nonzero
  /// rule, one threshold over the other, they paint the bands of a contour map. Inside the grid they
  /// run where `lines(of:)` runs.
  public func regions(of grid: Grid) -> [[ContourLine]] {
    let padded = grid.padded { $0.isFinite ? $0 : nil }
    return lines(of: padded).map { $0.map(\.withoutPadding) }
  }
}

extension Grid {
  /// The boundary of the part of the grid where the loss is finite, to be filled as
  /// `ContourLevels.regions(of:)`.
  public var definedRegion: [ContourLine] {
    let mask = padded { $0.isFinite ? 1 : nil }
    return ContourLevels(mode: .linear, thresholds: [0]).lines(of: mask)[0].map(\.withoutPadding)
  }

  /// The grid within a rim of samples that lie below every threshold, as do the samples without a
  /// value: the lines of a threshold then end at the neighbouring sample, to the last bit or two.
  fileprivate func padded(_ value: (Double) -> Double?) -> Grid {
    let lowest = -Double.greatestFiniteMagnitude
    let (wide, high) = (width + 2, height + 2)
    var padded = [Double](repeating: lowest, count: wide * high)
    for row in 0..<height {
      for column in 0..<width {
        padded[(row + 1) * wide + column + 1] = value(self[column, row]) ?? lowest
      }
    }
    return Grid(domain: domain, width: wide, height: high, values: padded)
  }
}

extension ContourLine {
  fileprivate var withoutPadding: ContourLine {
    ContourLine(points: points.map { $0 - Point(1, 1) }, isClosed: isClosed)
  }
}

extension Grid {
  /// Samples on the domain's edges and evenly between them, for contours that reach the edges.
  ///
  /// The grid's own domain is half a cell wider on each side, as samples are at the centres of cells.
  /// - Parameters:
  ///   - function: the loss.
  ///   - domain: the rectangle whose edges carry the outermost samples.
  ///   - cells: the number of steps between samples along each axis, at least 1.
  ///   - accuracy: how exact the samples are.
  public init?(
    _ function: any LossFunction, reachingEdgesOf domain: Domain, cells: Int,
    accuracy: GridAccuracy = .picture
  ) {
    let cells = max(cells, 1)
    let (dx, dy) = (domain.width / Double(2 * cells), domain.height / Double(2 * cells))
    guard
      let wider = Domain.valid(
        x: (domain.x.lowerBound - dx, domain.x.upperBound + dx),
        y: (domain.y.lowerBound - dy, domain.y.upperBound + dy))
    else { return nil }
    // Outside of the domain, by a rounding too, there may be no loss.
    func samples(_ axis: ClosedRange<Double>, within range: ClosedRange<Double>) -> [Double] {
      Grid.centres(of: axis, count: cells + 1).map {
        min(max($0, range.lowerBound), range.upperBound)
      }
    }
    self.init(
      domain: wider, width: cells + 1, height: cells + 1,
      values: function.values(
        xs: samples(wider.x, within: domain.x), ys: samples(wider.y, within: domain.y),
        accuracy: accuracy))
  }
}
