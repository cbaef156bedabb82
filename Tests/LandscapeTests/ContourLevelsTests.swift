import Calculus
import Foundation
import TestSupport
import Testing

@testable import Landscape

@Suite struct ContourLevelsTests {
  static func grid(_ function: (Point) -> Double, domain: Domain = .standard) -> Grid {
    ContourLinesTests.grid(80, 60, domain: domain, function)
  }

  static let valley = grid(
    { pow(1 - $0.x, 2) + 100 * pow($0.y - $0.x * $0.x, 2) },
    domain: Domain(x: -2...2, y: -1...3))
  static let bowl = grid { $0.x * $0.x + $0.y * $0.y }
  static let plateau = grid(
    { 1 - exp(-($0.x * $0.x + $0.y * $0.y)) }, domain: Domain(x: -4...4, y: -4...4))
  static let saddle = grid { $0.x * $0.x - $0.y * $0.y }

  // MARK: - Bands

  @Test func bandCountsTheThresholdsAtOrBelow() {
    let levels = ContourLevels(mode: .linear, thresholds: [-1, 0, 2.5])
    let cases: [(Double, Int?)] = [
      (-.infinity, 0), (-1.1, 0), (-1, 1), (-0.0, 2), (2.4, 2), (2.5, 3), (1e300, 3),
      (.infinity, 3), (.nan, nil),
    ]
    for (value, band) in cases {
      #expect(levels.band(of: value) == band)
      #expect(levels.bands(of: [value])[0] == band.map(UInt8.init) ?? ContourLevels.undefinedBand)
    }
  }

  @Test func bulkBandsAgreeWithSingleOnes() {
    let levels = ContourLevels(for: Self.valley, mode: .log, count: 17)
    let bulk = levels.bands(of: Self.valley)
    #expect(bulk == Self.valley.values.map { UInt8(levels.band(of: $0) ?? 255) })
  }

  @Test func noThresholdsMeansOneBand() {
    let levels = ContourLevels(mode: .linear, thresholds: [])
    #expect(levels.band(of: 3) == 0)
    #expect(levels.bands(of: [1, .nan]) == [0, 255])
  }

  // MARK: - Spacings

  @Test func linearLevelsAreMultiplesOfARoundStep() {
    let grid = Self.grid({ $0.x }, domain: Domain(x: 0...1, y: 0...1))
    let levels = ContourLevels(for: grid, mode: .linear, count: 9)
    #expect(levels.thresholds == [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9])
  }

  @Test func logLevelsOfAnExponentialAreEvenlySpacedLines() {
    // z = 10^(2.5y): equal ratios of z are equal steps of y, so the lines are evenly spaced.
    let grid = Self.grid({ pow(10, 2.5 * $0.y) }, domain: Domain(x: 0...1, y: 0...2))
    let levels = ContourLevels(for: grid, mode: .log, count: 10)
    let lines = levels.thresholds.map { log10($0) / 2.5 }
    let steps = zip(lines, lines.dropFirst()).map { $1 - $0 }
    let mean = (lines[lines.count - 1] - lines[0]) / Double(lines.count - 1)
    #expect(levels.thresholds.count >= 8)
    // Rounding to few digits moves a line by at most a fifth of a step.
    #expect(steps.allSatisfy { abs($0 - mean) < 0.4 * mean })
  }

  @Test func quantileLevelsCutTheMapIntoEqualAreas() {
    let levels = ContourLevels(for: Self.valley, mode: .quantile, count: 9)
    let bands = levels.bands(of: Self.valley)
    let shares = (0...9).map { band in
      Double(bands.count { $0 == band }) / Double(bands.count)
    }
    #expect(levels.thresholds.count == 9)
    #expect(shares.allSatisfy { abs($0 - 0.1) < 0.05 })
  }

  @Test func asinhLevelsAreSymmetricForASymmetricLoss() {
    let levels = ContourLevels(for: Self.saddle, mode: .asinh, count: 11).thresholds
    for (low, high) in zip(levels, levels.reversed()) {
      #expect(abs(low + high) < 0.2 * max(abs(low), 0.5))
    }
  }

  @Test(arguments: LevelMode.allCases) func levelsAreAscendingRoundAndWithinRange(_ mode: LevelMode)
  {
    for grid in [Self.valley, Self.bowl, Self.plateau, Self.saddle] {
      let levels = ContourLevels(for: grid, mode: mode, count: 12)
      #expect(levels.mode != .auto)
      #expect(levels.thresholds == levels.thresholds.sorted())
      #expect(Set(levels.thresholds).count == levels.thresholds.count)
      #expect(levels.thresholds.allSatisfy { grid.finiteRange?.contains($0) == true })
      #expect(levels.thresholds.allSatisfy { $0.plain.count <= 9 }, "\(levels.thresholds)")
    }
  }

  // MARK: - The automatic choice

  /// At least five lines close around the minimum of a bowl, also of one a hundred times as steep
  /// across as along.
  @Test func fiveLinesCloseAroundTheMinimumOfABowl() {
    let bowls = [
      Self.bowl, Self.grid { $0.x * $0.x + 2 * $0.y * $0.y },
      Self.grid { ($0.x * $0.x + 100 * $0.y * $0.y) / 2 },
    ]
    for (bowl, mode) in zip(bowls, [LevelMode.root, .root, .log]) {
      let levels = ContourLevels(for: bowl, mode: .auto)
      #expect(levels.mode == mode)
      let closed = levels.lines(of: bowl).filter { $0.count == 1 && $0[0].isClosed }
      #expect(closed.count >= 5, "\(levels.thresholds)")
    }
  }

  /// Equal steps of the root are equally spaced lines around the minimum.
  @Test func rootLevelsAreEquallySpaced() {
    let roots = ContourLevels(for: Self.bowl, mode: .root).thresholds.map { $0.squareRoot() }
    let gaps = zip(roots, roots.dropFirst()).map { $1 - $0 }
    #expect(gaps.count > 8)
    let mean = (roots[roots.count - 1] - roots[0]) / Double(gaps.count)
    #expect(gaps.allSatisfy { abs($0 - mean) < 0.4 * mean })
  }

  @Test func automaticLevelsFitTheSurface() {
    #expect(ContourLevels(for: Self.saddle, mode: .auto).mode == .linear)
    #expect(ContourLevels(for: Self.valley, mode: .auto).mode == .log)
    #expect(ContourLevels(for: Self.plateau, mode: .auto).mode == .quantile)
  }

  @Test func automaticLevelsAreNotLinearWhereTheLowestBandIsLarge() {
    // Flat below some y: a tenth or three tenths of the map, and the next band with it.
    let small = Self.grid { max(0, $0.y + 4) }
    #expect(ContourLevels(for: small, mode: .auto).mode == .linear)
    let large = Self.grid { max(0, $0.y + 2) }
    #expect(ContourLevels(for: large, mode: .auto).mode != .linear)
  }

  @Test func automaticLevelsShowValleyAndPlateau() {
    for (grid, most) in [
      (Self.valley, 0.5), (Self.plateau, 0.6), (Self.bowl, 0.5), (Self.saddle, 0.5),
    ] {
      let levels = ContourLevels(for: grid, mode: .auto, count: 12)
      let bands = levels.bands(of: grid)
      let largest = (0...levels.thresholds.count).map { band in bands.count { $0 == band } }.max()
      #expect(levels.thresholds.count >= 6)
      // No band covers half of the map, except the flat part of a plateau.
      #expect(Double(largest ?? .max) < most * Double(bands.count))
    }
  }

  @Test func aPeakInACornerDoesNotHideTheRest() {
    let peaked = Self.grid { $0.x * $0.x + $0.y * $0.y + exp($0.x * $0.y) / 1000 }
    for mode in [LevelMode.auto, .quantile] {
      let levels = ContourLevels(for: peaked, mode: mode, count: 12)
      let bands = levels.bands(of: peaked)
      let largest = (0...levels.thresholds.count).map { band in bands.count { $0 == band } }.max()
      #expect(Double(largest ?? .max) < 0.35 * Double(bands.count), "\(levels)")
    }
  }

  @Test func noLevelRunsThroughAPlateau() {
    // A hole in a plateau of 0, where only the sign changes.
    let hole = Self.grid {
      -cos($0.x) * cos($0.y) * exp(-$0.x * $0.x - $0.y * $0.y)
    }
    let levels = ContourLevels(for: hole, mode: .auto, count: 12)
    #expect(levels.thresholds.count >= 6)
    #expect(levels.thresholds.allSatisfy { $0.magnitude > 1e-7 }, "\(levels)")
  }

  // MARK: - Strange maps

  @Test(arguments: LevelMode.allCases) func constantsAndUndefinedMapsHaveNoLevels(_ mode: LevelMode)
  {
    let grids = [
      Self.grid { _ in 3 }, Self.grid { _ in .nan }, Self.grid { _ in .infinity },
      Self.grid { $0.x < -4.9 && $0.y < -4.9 ? 1 : .nan },
    ]
    for grid in grids {
      #expect(ContourLevels(for: grid, mode: mode).thresholds.isEmpty)
    }
  }

  @Test(.slow, arguments: LevelMode.allCases) func hugeAndTinyRangesHaveFiniteLevels(
    _ mode: LevelMode
  ) {
    let grids: [(String, Grid)] = [
      ("from 1e-300 to 1e300", Self.grid { pow(10, $0.x * 60) }),
      ("both signs, near the largest", Self.grid { $0.x * 3e307 }),
      ("tiny", Self.grid { $0.x * 1e-300 }),
      ("denormal", Self.grid { ($0.x + 5) * Double.leastNonzeroMagnitude * 20 }),
      ("steps of one ulp", Self.grid { $0.x > 0 ? 1 : 1.0.nextUp }),
      ("one infinite half", Self.grid { $0.x > 0 ? .infinity : $0.y }),
      ("two values", Self.grid { $0.x > 0 ? 1 : 0 }),
    ]
    for (name, grid) in grids {
      let levels = ContourLevels(for: grid, mode: mode).thresholds
      #expect(levels.allSatisfy { $0.isFinite }, "\(name)")
      #expect(levels == levels.sorted() && Set(levels).count == levels.count, "\(name)")
      #expect(levels.count <= ContourLevels.mostThresholds)
    }
    #expect(!ContourLevels(for: grids[0].1, mode: .auto).thresholds.isEmpty)
    #expect(!ContourLevels(for: grids[1].1, mode: .auto).thresholds.isEmpty)
    #expect(!ContourLevels(for: grids[2].1, mode: .auto).thresholds.isEmpty)
    #expect(!ContourLevels(for: grids[6].1, mode: .auto).thresholds.isEmpty)
  }

  // MARK: - Readable numbers

  @Test func numbersAreRoundedToTheFewestDigits() {
    #expect(RoundNumbers.rounded(0.4642, within: 0.05) == 0.5)
    #expect(RoundNumbers.rounded(0.4642, within: 0.005) == 0.46)
    #expect(RoundNumbers.rounded(-78.3319, within: 0.004) == -78.33)
    #expect(RoundNumbers.rounded(123456, within: 3000) == 120000 + 5000 - 2000)
    #expect(RoundNumbers.rounded(0.003, within: 0.01) == 0)
  }
}
