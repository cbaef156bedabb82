import Calculus

/// Decides since when a run has been at the bottom, and how far it still has to go.
///
/// A run is at the bottom while its loss is within a margin of it: the power of ten at or below a
/// thousandth of the height from which it came down. It has arrived if it stayed there for ten rows,
/// and it is still there until it leaves by a multiple of the margin.
struct ArrivalEvidence {
  let run: Run
  let last: Int
  let scales: SurfaceScales

  private var path: Trajectory { run.trajectory }

  private static let stay = PathBlock.size

  /// f_low, or the lowest loss met if that is lower.
  var lowestLoss: Double {
    let met = path.loss(path.lowestRow(upTo: last))
    return scales.lowestLoss.isFinite ? min(scales.lowestLoss, met) : met
  }

  /// The height above a bottom that counts as there.
  func margin(above bottom: Double) -> Double {
    let height = path.loss(0) - bottom
    let way = height > 0 && height.isFinite ? height : scales.wholeRange
    let exponent = naturalLogarithm(way) / naturalLogarithm(10) - 3
    // The text of a power of ten is read as the nearest double.
    let power = Double("1e\(Int((exponent + 1e-9).rounded(.down)))") ?? 0
    return max(power, 2 * scales.reachedGain)
  }

  /// The step since which the run has been at a bottom; nil if it is not there.
  /// - Parameter isResting: whether the run stands there; then it may stray farther, as Adam does in
  ///   bursts, and is expected back.
  func since(bottom: Double, isResting: Bool) -> Int? {
    let margin = margin(above: bottom)
    let leash = isResting ? max(10 * margin, 0.01 * scales.range) : 10 * margin
    // A moving run is judged every ten steps, so that its account does not flicker.
    let last = isResting ? last : last / PathBlock.size * PathBlock.size
    var row = (path.lastRow(above: bottom + leash, upTo: last) ?? -1) + 1
    while let first = path.firstRow(
      atMost: bottom + margin, from: row, upTo: last + 1 - Self.stay)
    {
      let rows = first..<first + Self.stay
      guard let leaving = rows.last(where: { path.loss($0) > bottom + margin }) else {
        return first
      }
      row = leaving + 1
    }
    return nil
  }

  /// Whether the run was above its start throughout the last whole block of ten rows.
  var isAboveStart: Bool {
    let end = last / PathBlock.size * PathBlock.size
    guard end > 0 else { return false }
    return (end + 1 - PathBlock.size...end).allSatisfy { path.loss($0) > path.loss(0) }
  }

  /// Whether the run has not moved at all in the last ten rows.
  var isStill: Bool {
    last > 0
      && (max(0, last - PathBlock.size)..<last).allSatisfy { path.point($0) == path.point(last) }
  }

  /// The steps that a slow run needs to the bottom, from the fall of its height over a hundred rows:
  /// the same share of it in each step if steps follow the gradient's length, else the same amount.
  /// Nil if it does not fall.
  ///
  /// It is estimated every hundred rows, so that the number does not flicker.
  var stepsToGo: Double? {
    let row = last < 100 ? min(last / PathBlock.size, 2) * PathBlock.size : last / 100 * 100
    let lag = min(row - PathBlock.size, 100)
    guard lag > 0 else { return nil }
    let bottom = bottom(at: row)
    let goal = margin(above: bottom)
    let (before, now) = (level(row - lag) - bottom, level(row) - bottom)
    guard before > now, now > goal else { return nil }
    let steps =
      run.settings.pace == nil
      ? Double(lag) * (now - goal) / (before - now)
      : Double(lag) * naturalLogarithm(now / goal)
        / naturalLogarithm(before / now)
    return steps.isFinite ? steps : nil
  }

  /// The loss at the bottom of the run's own basin.
  private func bottom(at row: Int) -> Double {
    guard let model = run.objective.model(at: path.point(row)), model.isBowl else {
      return lowestLoss
    }
    let bottom = path.loss(row) - model.fall
    return bottom > lowestLoss + margin(above: lowestLoss) ? bottom : lowestLoss
  }

  /// The loss about a row, without the waves that are shorter than ten rows.
  private func level(_ row: Int) -> Double {
    let block = PathBlock(path, endingAt: row)
    return run.settings.isStochastic ? block.meanLoss : block.highestLoss
  }
}
