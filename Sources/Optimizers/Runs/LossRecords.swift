/// Where a path has its lowest or highest loss up to any row, found in bounded time: the record so
/// far is kept for every full block of rows, and only the rows after that are searched.
struct LossRecords: Sendable {
  enum Kind: Sendable {
    /// The last of the rows with the least loss.
    case lowest
    /// The first of the rows with the greatest loss.
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

  /// Must be called whenever the number of rows is a multiple of the block's size.
  mutating func completeBlock(rowCount: Int, loss: (Int) -> Double) {
    records.append(record(upTo: rowCount - 1, loss: loss))
  }

  /// The record's row among rows 0…row.
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
