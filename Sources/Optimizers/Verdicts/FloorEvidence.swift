import Calculus

/// The question whether a noisy run has come down to what its noise makes of the loss.
///
/// It has where the mean loss of 20 rows is no more than twice the noise floor above the bottom of
/// the bowl that it is in. By chance alone the mean swings to several times that, for as long as the
/// run remembers a step, so what it once was at an end of a block holds that long.
struct FloorEvidence {
  private let run: Run
  private let path: Trajectory
  private let blocks: PathBlocks

  init(run: Run, blocks: PathBlocks) {
    self.run = run
    self.blocks = blocks
    path = run.trajectory
  }

  var isAtFloor: Bool {
    guard run.settings.pace != nil, let present = mean(atBlock: blocks.count) else { return false }
    let latest = blocks.count
    if let bowl = bowl(atBlock: latest), present <= bowl.bottom + 2 * bowl.floor.excess {
      return true
    }
    // Where it was higher than now, it was no nearer to any floor below it.
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

  /// The bowl about a block's end, and how far the noise there lifts the run above its bottom; nil
  /// where it is none that far up.
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
    let foretold = path.loss(row) - model.fall
    return abs(bottom - foretold) <= floor.excess ? (bottom, floor) : nil
  }

  /// The largest rate of the last 100 steps: one that fades leaves the run where its noise was.
  private func highestRate(upTo row: Int) -> Double {
    stride(from: max(0, row - 100), through: row, by: PathBlock.size).lazy
      .map { run.learningRate(forStep: max(1, $0)) }.max() ?? 0
  }
}
