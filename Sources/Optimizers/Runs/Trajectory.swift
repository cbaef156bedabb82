import Calculus

/// One row of a trajectory.
public struct TrajectoryPoint: Hashable, Sendable {
  public let point: Point
  /// The full loss, also for stochastic runs; always finite, as is all the rest.
  public let loss: Double
  /// |∇f| of the full loss.
  public let gradientNorm: Double
  /// The rate of the step that made the row; of the first step in row 0.
  public let learningRate: Double
}

/// The path of a run: row 0 is the start, row k where step k led. Every number in it is finite.
///
/// A copy shares its storage until the run makes its next step, which then copies all rows: do not
/// keep copies of a path that still grows.
public struct Trajectory: Sendable, RandomAccessCollection {
  /// The number of steps that are stored.
  public static let stepLimit = 1_000_000

  struct Row {
    var point: Point
    var loss: Double
    var gradientNorm: Double
  }

  /// A learning rate, and the first row that has it: rates rarely change.
  private struct RateSpan {
    var firstRow: Int
    var rate: Double
  }

  private var rows: [Row]
  private var rates: [RateSpan]
  private var lowest = LossRecords(.lowest)
  private var highest = LossRecords(.highest)

  init(start: Point, evaluation: Evaluation, learningRate: Double) {
    rows = [
      Row(point: start, loss: evaluation.loss, gradientNorm: evaluation.gradient.portableNorm)
    ]
    rates = [RateSpan(firstRow: 0, rate: learningRate)]
  }

  public var startIndex: Int { 0 }
  public var endIndex: Int { rows.count }

  public subscript(row: Int) -> TrajectoryPoint {
    let stored = rows[row]
    return TrajectoryPoint(
      point: stored.point, loss: stored.loss, gradientNorm: stored.gradientNorm,
      learningRate: learningRate(ofRow: row))
  }

  /// The number of steps made: the last row's index.
  public var lastStep: Int { rows.count - 1 }

  public func point(_ row: Int) -> Point { rows[row].point }
  public func loss(_ row: Int) -> Double { rows[row].loss }
  public func gradientNorm(_ row: Int) -> Double { rows[row].gradientNorm }

  /// The rows side by side, for what reads hundreds of them.
  func withRows<Result>(_ body: (UnsafeBufferPointer<Row>) -> Result) -> Result {
    rows.withUnsafeBufferPointer(body)
  }

  /// The last of the rows with the least loss among rows 0…row, in bounded time.
  public func lowestRow(upTo row: Int) -> Int { lowest.record(upTo: row, loss: loss) }

  /// The first of the rows with the greatest loss among rows 0…row, in bounded time.
  public func highestRow(upTo row: Int) -> Int { highest.record(upTo: row, loss: loss) }

  /// Makes room at once where the path is about to double, instead of growing to it.
  mutating func reserve(steps: Int) {
    if steps > 2 * rows.count { rows.reserveCapacity(steps + 1) }
  }

  mutating func append(
    _ point: Point, loss: Double, gradientNorm: Double, learningRate: Double
  ) {
    if rates[rates.count - 1].rate != learningRate {
      rates.append(RateSpan(firstRow: rows.count, rate: learningRate))
    }
    rows.append(Row(point: point, loss: loss, gradientNorm: gradientNorm))
    if rows.count % LossRecords.blockSize == 0 { completeBlock() }
  }

  /// Replaces the rate in row 0, while it is the only row.
  mutating func setFirstRate(_ rate: Double) {
    if rows.count == 1 { rates[0].rate = rate }
  }

  private mutating func completeBlock() {
    lowest.completeBlock(rowCount: rows.count) { [rows] in rows[$0].loss }
    highest.completeBlock(rowCount: rows.count) { [rows] in rows[$0].loss }
  }

  private func learningRate(ofRow row: Int) -> Double {
    var low = 0
    var high = rates.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if rates[middle].firstRow <= row { low = middle } else { high = middle }
    }
    return rates[low].rate
  }
}
