import Calculus

/// One row of a trajectory.
public struct TrajectoryPoint: Hashable, Sendable {
  /// The point.
  public let point: Point
  /// The full loss, also of stochastic runs; finite, as are the other numbers.
  public let loss: Double
  /// |∇f|, the norm of the full gradient.
  public let gradientNorm: Double
  /// The rate of the step that made the row; in row 0 that of the first step.
  public let learningRate: Double
}

/// The path of a run: row 0 is the start, row k the point after step k. Every number in it is finite.
///
/// Every step is stored, in 32 bytes, but for a run that rests: 1,024 equal rows in a row take the
/// place of one. A copy shares all blocks of so many rows with its original, however far both go on.
public struct Trajectory: Sendable, RandomAccessCollection {
  /// The largest number of steps that are stored.
  public static let stepLimit = 1_000_000

  /// A learning rate, and the first row that has it: rates rarely change.
  private struct RateSpan {
    var firstRow: Int
    var rate: Double
  }

  private var rows: PathRows
  private var rates: [RateSpan]
  private var lowest = LossRecords(.lowest)
  private var highest = LossRecords(.highest)
  /// The range of the losses of each full block of rows, for searches that skip blocks.
  private(set) var blockRanges: [ClosedRange<Double>] = []

  init(start: Point, evaluation: Evaluation, learningRate: Double) {
    rows = PathRows(
      PathRows.Row(
        point: start, loss: evaluation.loss, gradientNorm: evaluation.gradient.portableNorm))
    rates = [RateSpan(firstRow: 0, rate: learningRate)]
  }

  /// 0, the row of the start.
  public var startIndex: Int { 0 }

  /// The number of rows.
  public var endIndex: Int { rows.count }

  /// A row with its learning rate, which is found in logarithmic time.
  public subscript(row: Int) -> TrajectoryPoint {
    let stored = rows[row]
    return TrajectoryPoint(
      point: stored.point, loss: stored.loss, gradientNorm: stored.gradientNorm,
      learningRate: learningRate(ofRow: row))
  }

  /// The number of steps made: the last row's index.
  public var lastStep: Int { rows.count - 1 }

  /// The point of a row.
  public func point(_ row: Int) -> Point { rows[row].point }

  /// The full loss of a row.
  public func loss(_ row: Int) -> Double { rows[row].loss }

  /// |∇f| of a row.
  public func gradientNorm(_ row: Int) -> Double { rows[row].gradientNorm }

  /// A row without its learning rate.
  func stored(_ row: Int) -> PathRows.Row { rows[row] }

  /// The number of rows in memory, at most as many as there are rows.
  public var storedRowCount: Int { rows.storedCount }

  /// The last row with the lowest loss among rows 0…row, in bounded time.
  public func lowestRow(upTo row: Int) -> Int { lowest.record(upTo: row, loss: loss) }

  /// The first row with the highest loss among rows 0…row, in bounded time.
  public func highestRow(upTo row: Int) -> Int { highest.record(upTo: row, loss: loss) }

  @inline(__always)
  mutating func append(
    _ point: Point, loss: Double, gradientNorm: Double, learningRate: Double
  ) {
    if rates[rates.count - 1].rate != learningRate {
      rates.append(RateSpan(firstRow: rows.count, rate: learningRate))
    }
    let block = rows.append(
      PathRows.Row(point: point, loss: loss, gradientNorm: gradientNorm))
    if let block { complete(block) }
  }

  /// Replaces the rate in row 0, while it is the only row.
  mutating func setFirstRate(_ rate: Double) {
    if rows.count == 1 { rates[0].rate = rate }
  }

  /// Enters the last rows of the path into what is known of its losses.
  private mutating func complete(_ block: [PathRows.Row]) {
    let range = (rows.count - block.count)..<rows.count
    // Four at a time, so that no comparison waits for the one before it.
    var least = SIMD4(repeating: Double.infinity)
    var most = -least
    for index in stride(from: 0, to: block.count, by: 4) {
      let losses = SIMD4(
        block[index].loss, block[index + 1].loss, block[index + 2].loss, block[index + 3].loss)
      least.replace(with: losses, where: losses .< least)
      most.replace(with: losses, where: losses .> most)
    }
    let rows = rows
    lowest.completeBlock(range, record: least.min()) { rows[$0].loss }
    highest.completeBlock(range, record: most.max()) { rows[$0].loss }
    blockRanges.append(least.min()...most.max())
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

/// The row of a path's lowest or highest loss up to any row, found in bounded time: the record is
/// stored for every full block of rows, and only the rows after that are searched.
struct LossRecords: Sendable {
  enum Kind: Sendable {
    /// The last row with the lowest loss.
    case lowest
    /// The first row with the highest loss.
    case highest

    func isRecord(_ loss: Double, against record: Double) -> Bool {
      switch self {
      case .lowest: loss <= record
      case .highest: loss > record
      }
    }
  }

  static let blockSize = 1024

  private let kind: Kind
  private var records: [Int] = []

  init(_ kind: Kind) { self.kind = kind }

  /// Must be called whenever the number of rows is a multiple of the block size.
  /// - Parameters:
  ///   - block: the last rows, as many as a block has.
  ///   - record: the lowest or highest loss among them.
  mutating func completeBlock(_ block: Range<Int>, record: Double, loss: (Int) -> Double) {
    let former = records.last ?? 0
    guard kind.isRecord(record, against: loss(former)) else {
      records.append(former)
      return
    }
    let row =
      switch kind {
      case .lowest: block.last { loss($0) == record }
      case .highest: block.first { loss($0) == record }
      }
    records.append(row ?? former)
  }

  /// The row of the record among rows 0…row.
  func record(upTo row: Int, loss: (Int) -> Double) -> Int {
    let block = min((row + 1) / Self.blockSize, records.count)
    var record = block == 0 ? 0 : records[block - 1]
    for candidate in (block * Self.blockSize)..<(row + 1)
    where kind.isRecord(loss(candidate), against: loss(record)) {
      record = candidate
    }
    return record
  }
}
