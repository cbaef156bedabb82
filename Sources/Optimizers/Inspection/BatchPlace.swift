/// Where a step's batch stands in the passes through a data set.
public struct BatchPlace: Hashable, Sendable {
  /// The pass, from 1.
  public let epoch: Int
  /// Which of the epoch's batches, from 1.
  public let batch: Int
  /// How many batches an epoch has.
  public let batchCount: Int
  /// The rows of the data set that are in the batch, from 0, in the order of the shuffle.
  public let rows: [Int]
  /// How many rows the data set has.
  public let rowCount: Int
}
