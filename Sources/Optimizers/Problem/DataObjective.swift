import Calculus

/// The mean loss over the rows of a data set; its batches are subsets of the rows.
///
/// As in a training loop, every epoch goes through all rows once, in a new order, batch by batch;
/// the last batch is smaller if the batch size does not divide the number of rows (PyTorch's
/// `DataLoader` with `shuffle=True`, `drop_last=False`). See `RowShuffle` for the order.
public struct DataObjective: Objective {
  /// The mean loss.
  public let loss: any LossFunction
  /// The number of rows of the data set.
  public let rowCount: Int
  /// The lowest loss; nil if it is not known.
  public let lowestLoss: Double?

  /// Makes an objective; nil if the loss is not a mean over rows.
  /// - Parameters:
  ///   - loss: the mean loss.
  ///   - lowestLoss: the lowest loss, if it is known.
  public init?(_ loss: any LossFunction, lowestLoss: Double? = nil) {
    guard let rowCount = loss.rowCount else { return nil }
    self.loss = loss
    self.rowCount = rowCount
    self.lowestLoss = lowestLoss
  }

  /// The mean loss of all rows and its gradient.
  public func evaluate(at point: Point) -> Evaluation { loss.evaluate(at: point) }

  /// The Hessian of the mean loss of all rows.
  public func hessian(at point: Point) -> Hessian { loss.hessian(at: point) }

  /// The mean gradient of the batch's rows; the full one if the batch is all rows.
  public func batchGradient(
    at point: Point, full: Evaluation, batch: Batch, step: Int, seed: UInt64
  ) -> Point {
    guard case .samples(let size) = batch, size < rowCount else { return full.gradient }
    let rows = rows(ofBatch: size, step: step, seed: seed)
    return loss.evaluate(at: point, rows: rows).gradient
  }

  /// The covariance of the gradients of batches, estimated from at most 32 rows, evenly spread. Rows
  /// are drawn without replacement, so the larger the share of all rows in a batch, the less its mean
  /// varies.
  public func gradientCovariance(at point: Point, batch: Batch) -> Covariance? {
    guard case .samples(let size) = batch, size < rowCount else { return nil }
    let count = min(rowCount, 32)
    let gradients = (0..<count).map { number in
      loss.evaluate(at: point, rows: [number * rowCount / count]).gradient
    }
    let mean = gradients.reduce(Point.zero, +) / Double(count)
    let share = Double(rowCount - size) / (Double(rowCount) * Double(size))
    var sum = Covariance(xx: 0, xy: 0, yy: 0)
    for gradient in gradients {
      let offset = gradient - mean
      sum.xx += offset.x * offset.x
      sum.xy += offset.x * offset.y
      sum.yy += offset.y * offset.y
    }
    let scale = share / Double(count - 1)
    return Covariance(xx: sum.xx * scale, xy: sum.xy * scale, yy: sum.yy * scale)
  }

  /// The rows of a step's batch, from 0; every row is in exactly one batch of an epoch.
  /// - Parameters:
  ///   - size: the number of rows in a batch, except for the last one of an epoch; at least 1.
  ///   - step: the number of the step, from 1.
  ///   - seed: the seed of the shuffles.
  /// - Complexity: O(`rowCount`).
  public func rows(ofBatch size: Int, step: Int, seed: UInt64) -> [Int] {
    place(ofBatch: size, step: step, seed: seed).rows
  }

  /// The place of a step's batch; with the full batch every step is an epoch, and the rows are in
  /// their own order.
  public func batchPlace(of batch: Batch, step: Int, seed: UInt64) -> BatchPlace? {
    guard case .samples(let size) = batch, size < rowCount else {
      return BatchPlace(
        epoch: max(step, 1), batch: 1, batchCount: 1, rows: Array(0..<rowCount),
        rowCount: rowCount)
    }
    return place(ofBatch: size, step: step, seed: seed)
  }

  private func place(ofBatch size: Int, step: Int, seed: UInt64) -> BatchPlace {
    let size = min(max(size, 1), rowCount)
    let batchCount = (rowCount + size - 1) / size
    let (epoch, batch) = max(step - 1, 0).quotientAndRemainder(dividingBy: batchCount)
    let places = (batch * size)..<min((batch + 1) * size, rowCount)
    return BatchPlace(
      epoch: epoch + 1, batch: batch + 1, batchCount: batchCount,
      rows: RowShuffle(seed: seed, epoch: epoch).rows(at: places, of: rowCount),
      rowCount: rowCount)
  }
}

/// The place of a step's batch in the passes through a data set.
public struct BatchPlace: Hashable, Sendable {
  /// The number of the pass, from 1.
  public let epoch: Int
  /// The number of the batch in its epoch, from 1.
  public let batch: Int
  /// The number of batches in an epoch.
  public let batchCount: Int
  /// The rows of the data set that are in the batch, from 0, in the order of the shuffle.
  public let rows: [Int]
  /// The number of rows of the data set.
  public let rowCount: Int
}
