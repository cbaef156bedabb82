/// How the levels of a contour map are spread over the values of a loss.
public enum LevelMode: String, CaseIterable, Hashable, Sendable {
  /// Equal steps of the loss.
  case linear
  /// Equal steps of the square root of the height above the lowest value: lines at equal distances
  /// around the minimum of a bowl.
  case root
  /// Equal ratios of the height above the lowest value.
  case log
  /// Equal steps near the median, equal ratios far above and below it.
  case asinh
  /// Equal areas of the map.
  case quantile
  /// The first of the other modes that shows the map well.
  case auto
}

/// The values at which a contour map changes its shade and draws a line.
///
/// The thresholds are round numbers, for the legend, as far as their spacing permits. Band 0 lies
/// below the first threshold and band `thresholds.count` at and above the last.
public struct ContourLevels: Hashable, Sendable {
  /// The mode that made the thresholds; never `auto`.
  public let mode: LevelMode
  /// Ascending and finite, at most 128; empty for a map without two different finite values.
  public let thresholds: [Double]

  /// The band that `bands(of:)` gives to a value that is NaN.
  public static let undefinedBand: UInt8 = 0xFF
  /// The most thresholds there can be.
  public static let mostThresholds = 128

  /// Levels at given thresholds.
  ///
  /// - Parameters:
  ///   - mode: the value of `mode`; `auto` becomes `linear`.
  ///   - thresholds: ascending and finite; those beyond `mostThresholds` are dropped.
  public init(mode: LevelMode, thresholds: [Double]) {
    self.mode = mode == .auto ? .linear : mode
    self.thresholds = Array(thresholds.prefix(ContourLevels.mostThresholds))
  }

  /// Levels that suit a map.
  ///
  /// - Parameters:
  ///   - grid: the map; only its finite values count.
  ///   - mode: how the levels are spread.
  ///   - count: the number of thresholds wanted; rounding may remove some, or in linear mode add
  ///     some.
  public init(for grid: Grid, mode: LevelMode = .auto, count: Int = 12) {
    let count = min(max(count, 1), ContourLevels.mostThresholds / 2)
    let sample = SortedSample(grid.values, limit: 8192)
    self = LevelChoice(
      range: grid.finiteRange, rim: grid.lowestAtEdge, sample: sample, count: count
    ).levels(mode)
  }

  /// The band of a value: 0 to `thresholds.count`; nil for NaN. Infinities are in the first and the
  /// last band.
  /// - Complexity: O(log n) for n thresholds.
  public func band(of value: Double) -> Int? {
    guard !value.isNaN else { return nil }
    var low = 0
    var high = thresholds.count
    while low < high {
      let middle = (low + high) / 2
      if value >= thresholds[middle] { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The band of every value, `undefinedBand` for NaN.
  public func bands(of values: [Double]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: values.count) { bands, count in
      values.withUnsafeBufferPointer { write(bandsOf: $0, to: bands) }
      count = values.count
    }
  }

  /// Counts, for each value, the thresholds at or below it.
  ///
  /// With a dozen thresholds, comparing with all of them is faster than a search: the loop over a
  /// block of values has no branch, and the counters are as wide as the values, so that the
  /// compiler can vectorize it.
  private func write(
    bandsOf values: UnsafeBufferPointer<Double>, to bands: UnsafeMutableBufferPointer<UInt8>
  ) {
    let blockSize = 512
    withUnsafeTemporaryAllocation(of: Int64.self, capacity: blockSize) { counters in
      for start in stride(from: 0, to: values.count, by: blockSize) {
        let size = min(blockSize, values.count - start)
        for index in 0..<size { counters[index] = 0 }
        for threshold in thresholds {
          for index in 0..<size {
            counters[index] &+= values[start &+ index] >= threshold ? 1 : 0
          }
        }
        for index in 0..<size {
          let isUndefined = values[start &+ index].isNaN
          bands[start &+ index] =
            isUndefined
            ? ContourLevels.undefinedBand : UInt8(truncatingIfNeeded: counters[index])
        }
      }
    }
  }

  /// The band of every sample of a grid, in the order of its values.
  public func bands(of grid: Grid) -> [UInt8] { bands(of: grid.values) }
}

extension Grid {
  /// The lowest finite value along the edges: lines of lower levels close around a minimum. Nil if
  /// there is none.
  var lowestAtEdge: Double? {
    var lowest = Double.infinity
    for row in 0..<height {
      let isEdge = row == 0 || row == height - 1
      for column in isEdge ? Array(0..<width) : [0, width - 1] {
        let value = self[column, row]
        if value < lowest { lowest = value }
      }
    }
    return lowest.isFinite ? lowest : nil
  }
}
