import Calculus

/// Decides how a run moves: whether it stands still, makes no progress, or is too slow.
struct MotionEvidence {
  private let run: Run
  private let path: Trajectory
  private let last: Int
  private let scales: SurfaceScales
  private let blocks: PathBlocks
  /// Whether the gradients carry noise at the current point.
  private let isNoisy: Bool

  init(run: Run, upTo last: Int, scales: SurfaceScales) {
    self.run = run
    self.last = last
    self.scales = scales
    path = run.trajectory
    isNoisy = run.hasNoise(at: last)
    blocks = PathBlocks(path, upTo: last, atMost: 40)
  }

  /// f_low: the lowest known loss, that of the surface or of the run, whichever is lower.
  private var lowestLoss: Double {
    let met = path.loss(path.lowestRow(upTo: last))
    return scales.lowestLoss.isFinite ? min(scales.lowestLoss, met) : met
  }

  // MARK: Standing still

  /// The verdict on the point where the run stands, or where it stood recently and has stayed
  /// since; nil if there is no such point.
  ///
  /// Adam leaves a minimum in bursts after it has hardly moved for long, because its division turns
  /// the faintest gradient into a full step; it returns, so the verdict stays.
  var rest: Verdict? {
    if last < PathBlock.size {
      return isResting(PathBlock(path, endingAt: last)) ? kind(last) : nil
    }
    let latest = blocks.numbers.last { isResting(blocks[$0]) }
    if let latest, let verdict = standing(on: latest * PathBlock.size) { return verdict }
    return earlierRest.flatMap(standing) ?? arrival
  }

  /// The verdict on the point where the run has been for 20 rows although its gradient is not yet
  /// negligible relative to the surface's scales: only as large as the curvature makes it on the
  /// way to a negligible gain, or over a negligible distance. Noisy runs have no such point.
  private var arrival: Verdict? {
    let number = blocks.count
    guard number >= 2, !isNoisy else { return nil }
    let row = number * PathBlock.size
    let (older, newer) = (blocks[number - 1], blocks[number])
    guard older.length < restingLength, newer.length < restingLength,
      path.loss(last) <= path.loss(row) + 10 * scales.reachedGain,
      distance(last, from: row) < 10 * restingLength
    else { return nil }
    let curvatures = run.objective.hessian(at: path.point(row)).eigenvalues
    let curvature = max(curvatures.largest, -curvatures.least)
    let steepestAllowed = max(
      (8 * curvature * scales.reachedGain).squareRoot(), 1e-4 * curvature * scales.shorterSide)
    return max(older.steepest, newer.steepest) <= steepestAllowed ? kind(row) : nil
  }

  /// The last earlier resting place that rows at intervals of 100 show.
  private var earlierRest: Int? {
    let latest = last / 100
    return (max(1, latest - 40)..<max(1, latest)).reversed().lazy.map { $0 * 100 }.first {
      scales.isStill(path.gradientNorm($0)) && isResting(PathBlock(path, endingAt: $0))
    }
  }

  private func isResting(_ block: PathBlock) -> Bool {
    scales.isStill(block.steepest) && block.length < restingLength
  }

  private var restingLength: Double { 1e-4 * scales.shorterSide }

  /// The verdict on a resting place, if the run is still there: at a minimum also while it moves
  /// around it, elsewhere only until it begins to move.
  private func standing(on row: Int) -> Verdict? {
    let distance = distance(last, from: row)
    guard distance <= 0.25 * scales.shorterSide, isNearby(row), let verdict = kind(row) else {
      return nil
    }
    return verdict.isMinimum || distance <= 1e-3 * scales.shorterSide ? verdict : nil
  }

  /// Whether the run is near a row now, or was at one of the last ends of blocks: bursts may go
  /// far, but they return.
  private func isNearby(_ row: Int) -> Bool {
    let ends = max(row / PathBlock.size, blocks.count - 6)...blocks.count
    return isNear(last, to: row) || ends.contains { isNear($0 * PathBlock.size, to: row) }
  }

  private func isNear(_ other: Int, to row: Int) -> Bool {
    distance(other, from: row) <= 0.05 * scales.shorterSide
      && path.loss(other) <= path.loss(row) + 0.01 * scales.range
  }

  private func distance(_ other: Int, from row: Int) -> Double {
    (path.point(other) - path.point(row)).portableNorm
  }

  private func kind(_ row: Int) -> Verdict? {
    RestingPlace(
      at: path.point(row), on: run.objective, scales: scales, lowestLoss: lowestLoss
    ).verdict
  }

  // MARK: Making no headway

  /// The verdict if the run swings at a quarter of the last ends of blocks, wanders for long, or
  /// hovers in its noise; else nil.
  var noProgress: Verdict? {
    guard blocks.count >= 2 else { return nil }
    if isNoisy {
      return FloorEvidence(run: run, blocks: blocks).isAtFloor || isWandering ? hovering : nil
    }
    if isBouncing { return .oscillating(progress: 0) }
    let voters = max(2, blocks.count - 19)...blocks.count
    let isTurning = voters.contains {
      blocks.window(endingWith: $0, blocks: 2)?.isBackAndForth ?? false
    }
    guard isTurning,
      voters.count(where: isSwinging) >= max(2, voters.count / 4) || isWandering,
      let window = blocks.window(endingWith: blocks.count, blocks: 10)
    else { return nil }
    return .oscillating(progress: window.length > 0 ? window.net / window.length : 0)
  }

  private var hovering: Verdict? {
    blocks.window(endingWith: blocks.count, blocks: 40).map {
      .hovering(excess: $0.meanLoss - lowestLoss)
    }
  }

  /// Whether the run jumps between two points, over the last 20 rows before a block's end.
  private var isBouncing: Bool {
    let end = blocks.count * PathBlock.size
    guard distance(end, from: end - 1) > 1e-6 * scales.shorterSide else { return false }
    return (end - 2 * PathBlock.size + 2...end).allSatisfy {
      distance($0, from: $0 - 2) <= 1e-3 * distance($0, from: $0 - 1)
    }
  }

  /// Whether the run moves back and forth with a loss that does not fall, in the short and the long
  /// term.
  private func isSwinging(atBlock number: Int) -> Bool {
    guard let brief = blocks.window(endingWith: number, blocks: 2), brief.isSwinging,
      let long = blocks.window(endingWith: number, blocks: 10)
    else { return false }
    return long.isSwinging
  }

  /// Whether noise or chaos hides any fall of the loss over a long time, at any of the last six
  /// multiples of 50 rows.
  private var isWandering: Bool {
    let latest = blocks.count / 5
    let blocks = PathBlocks(path, upTo: last, atMost: 70)
    return (max(2, latest - 5)...max(2, latest)).contains { number in
      guard number <= latest, let window = blocks.window(endingWith: 5 * number, blocks: 40) else {
        return false
      }
      return window.isBackAndForth && !window.isFalling
    }
  }

  // MARK: Too slow

  /// The verdict if the run is too slow, else nil.
  var crawling: Verdict? {
    CrawlEvidence(run: run, blocks: blocks, scales: scales, isNoisy: isNoisy).verdict
  }

  // MARK: On its way

  /// The verdict on a moving run. The fall of the loss is taken over the last few rows if it is
  /// large there, else over 20, because a small wave on the way down is not a way up. With noise it
  /// is taken over the last 100 rows, or all there are: only the mean of many shows the direction.
  var descending: Verdict {
    guard last > 0 else { return .descending(fall: nil) }
    if isNoisy { return .descending(fall: noisyFall) }
    // An even number of rows: a step back and forth is neither up nor down.
    let rows = last < 2 ? last : min(last / 2 * 2, 4)
    let fall = path.loss(last - rows) - path.loss(last)
    if fall.magnitude < 1e-3 * scales.range,
      let window = blocks.window(endingWith: blocks.count, blocks: 2), window.length > 0
    {
      return .descending(fall: window.fallOfMean / window.steps)
    }
    return .descending(fall: fall / Double(rows))
  }

  private var noisyFall: Double {
    if let window = blocks.window(endingWith: blocks.count, blocks: 10) {
      return window.fallOfMean / window.steps
    }
    let half = (last + 1) / 2
    func mean(_ rows: Range<Int>) -> Double {
      rows.reduce(0) { $0 + path.loss($1) } / Double(rows.count)
    }
    return (mean(0..<half) - mean(last + 1 - half..<last + 1)) / Double(last + 1 - half)
  }
}

extension PathWindow {
  /// Whether the net distance is less than a fifth of the path.
  fileprivate var isBackAndForth: Bool { length > 0 && net < length / 5 }

  /// Whether the run moves back and forth and its loss falls by less than a fiftieth of the change
  /// that a single step could make.
  fileprivate var isSwinging: Bool {
    isBackAndForth && fallOfHighest <= 0.02 * possibleChange
  }
}

extension Verdict {
  fileprivate var isMinimum: Bool {
    switch self {
    case .globalMinimum, .localMinimum, .minimum: true
    default: false
    }
  }
}

extension Run {
  /// Whether the gradient of the step from a row was not the full one.
  fileprivate func hasNoise(at row: Int) -> Bool {
    guard settings.isStochastic else { return false }
    let point = trajectory.point(row)
    let full = objective.evaluate(at: point)
    let gradient = objective.batchGradient(
      at: point, full: full, batch: settings.batch, step: row + 1, seed: settings.seed)
    return gradient != objective.substituteGradient(at: point) ?? full.gradient
  }
}
