import Calculus

/// Decides whether a run is too slow, from the decay of its height above the lowest loss.
///
/// Gradient descent removes the same share of the height with each step. A run crawls if it needs
/// more than 5,000 steps to a thousandth of the height with a rate under a tenth of the stable
/// limit, or more than 1,000 with a rate so small that even the steepest direction is slow. Rules
/// whose steps do not follow the gradient's length, rates near the limit, and noisy runs, which
/// benefit from small rates, are judged by their linear pace.
struct CrawlEvidence {
  private let run: Run
  private let path: Trajectory
  private let scales: SurfaceScales
  private let blocks: PathBlocks
  private let isNoisy: Bool
  private let lowestLoss: Double
  private let rate: Double

  /// ln 1000.
  static let thousandth = 6.907755278982137
  static let longWay = 5000.0
  private static let shortWay = 1000.0
  /// The number of last ends of blocks that must agree.
  private static let voters = 10

  init(run: Run, blocks: PathBlocks, scales: SurfaceScales, isNoisy: Bool) {
    self.run = run
    self.blocks = blocks
    self.scales = scales
    self.isNoisy = isNoisy
    path = run.trajectory
    let row = blocks.count * PathBlock.size
    lowestLoss = scales.lowestLoss.isFinite ? scales.lowestLoss : path.loss(row)
    rate = run.learningRate(forStep: row + 1)
  }

  /// The verdict if the run was too slow at each of the last ends of blocks, else nil.
  var verdict: Verdict? {
    let first = isNoisy ? 10 : 2
    guard blocks.count >= first, let latest = slowness(atBlock: blocks.count) else { return nil }
    // At least four ends, unless theory shows that the rate is far too small: a start on a hilltop
    // or a plain is slow for a while, and says little.
    guard latest.isCreeping || blocks.count >= first + 3 else { return nil }
    let earlier = max(first, blocks.count + 1 - Self.voters)..<blocks.count
    guard earlier.reversed().allSatisfy({ slowness(atBlock: $0) != nil }) else { return nil }
    return .crawling(stepsToGo: latest.stepsToGo, because: cause(latest))
  }

  private func cause(_ latest: Slowness) -> CrawlCause {
    let row = blocks.count * PathBlock.size
    if let given = run.objective.substituteGradient(at: path.point(row)),
      given.portableNorm < 1e-3 * path.gradientNorm(row)
    {
      return .wrongGradient
    }
    if let limit = latest.nearLimit { return .nearLimit(limit) }
    let slope = path.gradientNorm(row) * scales.shorterSide / scales.range
    let height = (path.loss(row) - lowestLoss) / scales.range
    return slope < Self.flatSlope && height > Self.highGround ? .flatGround : .smallRate
  }

  /// If the ground falls by less than a thousandth of the map's range across the whole map, and is
  /// a tenth of that range above the lowest loss, no rate that suits the rest of the map makes
  /// progress.
  private static let flatSlope = 1e-3
  private static let highGround = 0.1

  private struct Slowness {
    let stepsToGo: Double
    var nearLimit: Double?
    var isCreeping = false
  }

  /// The slowness at an end of a block; nil if the run is not too slow there.
  private func slowness(atBlock number: Int) -> Slowness? {
    let row = number * PathBlock.size
    let above = path.loss(row) - lowestLoss
    guard above > 1e-8 * scales.range, let falls = falls(atBlock: number) else { return nil }
    let pace = falls.map(\.pace).max() ?? 0
    func stepsToThousandth(above bottom: Double) -> Double {
      falls.map { Self.thousandth * ($0.middle - bottom) / $0.pace }.min() ?? .infinity
    }
    // Checked before any derivative is computed: fast enough even for the largest possible height.
    guard stepsToThousandth(above: lowestLoss) > Self.shortWay else { return nil }
    let theory = run.settings.pace
    guard let model = run.objective.model(at: path.point(row)) else {
      return straight(above, pace)
    }
    guard model.isBowl else {
      // On a ridge or a plain the steps grow by themselves, if slowly.
      let growth = rate * (theory?.factor ?? 0) * -model.flattest.curvature
      if growth * Self.shortWay < 1, creepsDown(model.steepest) {
        return Slowness(stepsToGo: stepsToThousandth(above: lowestLoss), isCreeping: true)
      }
      return growth * Self.longWay > 1 ? nil : straight(above, pace)
    }
    // In the basin of a higher minimum, only the height above that one counts.
    let remaining = min(above, model.fall)
    guard remaining > scales.reachedGain else { return nil }
    let gauge = LearningRateGauge(
      settings: run.settings, rate: rate, curvature: largestCurvature(model.steepest.curvature))
    guard let limit = gauge.limit, let creeping = gauge.crawlLimit else {
      return straight(remaining, pace)
    }
    if rate > LearningRateGauge.lowShare * limit {
      guard let found = straight(remaining, pace) else { return nil }
      return Slowness(stepsToGo: found.stepsToGo, nearLimit: limit)
    }
    // Noise favours a small rate: its floor is lower.
    if isNoisy { return straight(remaining, pace) }
    let isCreeping = rate < creeping
    let steps = stepsToThousandth(above: path.loss(row) - remaining)
    return steps > (isCreeping ? Self.shortWay : Self.longWay)
      ? Slowness(stepsToGo: steps, isCreeping: isCreeping) : nil
  }

  /// Whether the run is slow even along the steepest direction, on a saddle or in a groove.
  private func creepsDown(_ steepest: LocalModel.Axis) -> Bool {
    guard !isNoisy, steepest.curvature > 0 else { return false }
    let gauge = LearningRateGauge(
      settings: run.settings, rate: rate, curvature: largestCurvature(steepest.curvature))
    return gauge.crawlLimit.map { rate < $0 } ?? false
  }

  private func straight(_ remaining: Double, _ pace: Double) -> Slowness? {
    let steps = remaining / pace
    return steps > Self.longWay ? Slowness(stepsToGo: steps) : nil
  }

  /// The larger of the curvatures here and at the start, both of which the rate must suit.
  private func largestCurvature(_ here: Double) -> Double {
    let start = run.objective.hessian(at: path.point(0)).eigenvalues.largest
    return start.isFinite ? max(start, here) : here
  }

  /// The fall of the loss per step before a block's end, over the last 100 rows and over the last
  /// 20, and the loss halfway down each; empty if the run stands still, nil if the loss rises.
  private func falls(atBlock number: Int) -> [(pace: Double, middle: Double)]? {
    guard let window = blocks.window(endingWith: number, blocks: 10) else { return nil }
    let brief = isNoisy ? nil : blocks.window(endingWith: number, blocks: 2)
    let falls = [window, brief].compactMap { $0 }.map { window in
      isNoisy
        ? (pace: window.fallOfMean / window.steps, middle: window.meanLoss)
        : (pace: window.fallOfHighest / window.steps, middle: window.middleOfHighest)
    }.filter { $0.pace > 0 }
    return falls.isEmpty && window.length > 1e-4 * scales.shorterSide ? nil : falls
  }
}
