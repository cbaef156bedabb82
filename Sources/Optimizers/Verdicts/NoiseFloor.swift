import Calculus

/// The height above a minimum at which the noise of its gradients keeps a run: its long-term mean
/// loss there.
///
/// On a quadratic of curvature λ, a rate α with momentum β and noise of variance c along that line
/// give a stationary process of second order with the variance (1 + β)·α·c / ((1 − β)·λ·(2 + 2β −
/// α·λ)). Multiplied by λ/2 it is a loss:
///
///     excess = Σ α·c·(1 + β) / (2·(1 − β)·(2 + 2β − α·λ))
///
/// over both lines of curvature; without momentum Σ α·c / (2·(2 − α·λ)). With dampening d, α is
/// (1 − d) times the rate.
struct NoiseFloor {
  let excess: Double
  /// The memory in steps: the time in which a distance along the flattest curved line shrinks to 1/e.
  let memory: Double

  /// Nil for rules without such a theory, and if the run is not stable, or neither in a bowl nor in
  /// a groove.
  init?(
    of settings: RunSettings, rate: Double, model: LocalModel, covariance: Covariance
  ) {
    guard let pace = settings.pace, model.isBowl || model.isGroove else { return nil }
    let step = rate * pace.share
    var excess = 0.0
    for axis in [model.flattest, model.steepest] where axis.curvature > 0 {
      let swing = pace.reach - step * axis.curvature * pace.weight
      guard swing > 0 else { return nil }
      excess +=
        step * covariance.variance(along: axis.direction) * (1 + pace.momentum)
        / (2 * (1 - pace.momentum) * swing)
    }
    guard excess.isFinite else { return nil }
    self.excess = excess
    let flattest = model.isBowl ? model.flattest.curvature : model.steepest.curvature
    memory = 1 / (rate * pace.factor * flattest)
  }
}

/// The covariance of a gradient's noise, a symmetric matrix.
public struct Covariance: Hashable, Sendable {
  /// The variance of ∂f/∂x.
  public var xx: Double
  /// The covariance of ∂f/∂x and ∂f/∂y.
  public var xy: Double
  /// The variance of ∂f/∂y.
  public var yy: Double

  /// Makes a covariance.
  public init(xx: Double, xy: Double, yy: Double) {
    self.xx = xx
    self.xy = xy
    self.yy = yy
  }

  /// The variance along a vector of length 1.
  func variance(along direction: Point) -> Double {
    xx * direction.x * direction.x + 2 * xy * direction.x * direction.y
      + yy * direction.y * direction.y
  }
}

/// The effect of momentum on the steps of plain descent.
struct Pace {
  let momentum: Double
  /// The weight of a gradient in the buffer: 1 − dampening.
  let share: Double
  /// The divisor of the stable product: 1 + 2β with Nesterov's momentum, else 1.
  let weight: Double
  /// 2 + 2β, the stable product without the divisor.
  var reach: Double { 2 + 2 * momentum }

  /// The number of steps of plain descent that equal one step in the long run.
  var factor: Double { share / (1 - momentum) }
}

extension RunSettings {
  /// The effect of momentum; nil for rules without a theory of a stable rate.
  var pace: Pace? {
    guard kind.stability != nil else { return nil }
    // An averaging momentum (QHM's) does not change the pace of plain descent.
    let isAveraging = kind.hyperparameters.contains { $0.name == "nu" }
    let momentum = isAveraging ? 0 : self["momentum"] ?? 0
    let isNesterov = self["nesterov"] == 1
    return Pace(
      momentum: momentum, share: isAveraging ? 1 : 1 - (self["dampening"] ?? 0),
      weight: isNesterov ? 1 + 2 * momentum : 1)
  }
}

/// Decides whether a noisy run has reached its noise floor.
///
/// It has if the mean loss of 20 rows is at most twice the noise floor above the bottom of its
/// bowl. By chance alone the mean reaches several times that, for as long as the run remembers a
/// step, so a result at the end of a block stays valid for that time.
struct FloorEvidence {
  private let run: Run
  private let path: Trajectory
  private let blocks: PathBlocks

  init(run: Run, blocks: PathBlocks) {
    self.run = run
    self.blocks = blocks
    path = run.trajectory
  }

  init(run: Run, upTo last: Int) {
    self.init(run: run, blocks: PathBlocks(run.trajectory, upTo: last, atMost: 40))
  }

  /// The step at which the run came down to its noise floor and has stayed about it; nil for rules
  /// without such a theory.
  ///
  /// It is the first low row before the first end of a block at the floor, after the last leap far
  /// above that: chance alone does not lift a loss to fifty times its mean. The first floor is the
  /// measure, also if it sinks later, so that the step does not change.
  var since: Int? {
    guard run.settings.pace != nil else { return nil }
    let last = blocks.count
    let highestMean = highestMean
    var number = 2
    while number <= last {
      let row = number * PathBlock.size
      let mean = path.meanLoss(ofRows: PathBlock.size * 2, upTo: row)
      guard mean <= highestMean, let bowl = bowl(atBlock: number),
        mean <= bowl.bottom + 2 * bowl.floor.excess
      else {
        number += 1
        continue
      }
      let (bottom, excess) = (bowl.bottom, bowl.floor.excess)
      let end = last * PathBlock.size
      let leap = path.lastRow(above: bottom + 50 * excess, upTo: end)
      // Another basin may be deeper, and is another floor.
      let fall = path.firstRow(atMost: bottom - 2 * excess, from: row, upTo: end)
      if let left = [leap, fall].compactMap(\.self).max(), left > row {
        number = max(number + 1, left / PathBlock.size + 1)
        continue
      }
      let rows = max((leap ?? -1) + 1, row + 1 - 2 * PathBlock.size)...row
      return rows.first { path.loss($0) <= bottom + 2 * excess } ?? row
    }
    return nil
  }

  /// A mean loss that no floor of this run exceeds, for speed: with a constant rate the floors of
  /// one run are about the same.
  private var highestMean: Double {
    guard run.settings.schedule == .constant, run.settings.learningRate.changes.isEmpty,
      let present = blocks.window(endingWith: blocks.count, blocks: 40)?.meanLoss
    else { return .infinity }
    let lowest = path.loss(path.lowestRow(upTo: blocks.count * PathBlock.size))
    return lowest + 20 * (present - lowest)
  }

  var isAtFloor: Bool {
    guard run.settings.pace != nil, let present = mean(atBlock: blocks.count) else { return false }
    let latest = blocks.count
    if let bowl = bowl(atBlock: latest), present <= bowl.bottom + 2 * bowl.floor.excess {
      return true
    }
    // Blocks with a higher mean were no nearer to any floor below them.
    return (max(2, latest - 38)..<latest).reversed().contains { number in
      guard let mean = mean(atBlock: number), mean < present, let bowl = bowl(atBlock: number)
      else { return false }
      return mean <= bowl.bottom + 2 * bowl.floor.excess
        && present <= bowl.bottom + 10 * bowl.floor.excess
        && Double((latest - number) * PathBlock.size) <= max(100, 2 * bowl.floor.memory)
    }
  }

  private func mean(atBlock number: Int) -> Double? {
    blocks.window(endingWith: number, blocks: 2)?.meanLoss
  }

  /// The bottom of the bowl about a block's end, and the noise floor above it; nil if the loss up
  /// to there is not that of a bowl.
  private func bowl(atBlock number: Int) -> (bottom: Double, floor: NoiseFloor)? {
    let row = number * PathBlock.size
    let point = path.point(row)
    let settings = run.settings
    guard let model = run.objective.model(at: point),
      let covariance = run.objective.gradientCovariance(at: point, batch: settings.batch),
      let floor = NoiseFloor(
        of: settings, rate: highestRate(upTo: row), model: model, covariance: covariance)
    else { return nil }
    let bottom = run.objective.evaluate(at: point + model.way).loss
    let predicted = path.loss(row) - model.fall
    return abs(bottom - predicted) <= floor.excess ? (bottom, floor) : nil
  }

  /// The largest rate of the last 100 steps: a fading rate leaves the run where its noise was.
  private func highestRate(upTo row: Int) -> Double {
    stride(from: max(0, row - 100), through: row, by: PathBlock.size).lazy
      .map { run.learningRate(forStep: max(1, $0)) }.max() ?? 0
  }
}

extension Trajectory {
  /// The mean loss of the last rows up to one of them.
  fileprivate func meanLoss(ofRows count: Int, upTo row: Int) -> Double {
    let rows = Swift.max(0, row + 1 - count)...row
    return rows.reduce(0) { $0 + loss($1) } / Double(rows.count)
  }
}
