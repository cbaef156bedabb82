import Calculus

/// The rows of a path in blocks, of which all but the last are full.
///
/// A full block never changes, so copies of a path share it, and nothing is moved when a path grows.
/// A block of equal rows, as those of a run at rest, is stored as one row: what is read is the same.
struct PathRows: Sendable {
  struct Row: Equatable {
    var point: Point
    var loss: Double
    var gradientNorm: Double
  }

  static let blockSize = LossRecords.blockSize

  /// Each with `blockSize` rows, or with one that stands for as many.
  private var blocks: [[Row]] = []
  /// The rows after those blocks, fewer than a block has.
  private var open: [Row]
  private(set) var count = 1

  init(_ first: Row) { open = [first] }

  subscript(index: Int) -> Row {
    @inline(__always) get {
      let (block, place) = (index / Self.blockSize, index % Self.blockSize)
      guard block < blocks.count else { return open[place] }
      return blocks[block].count == 1 ? blocks[block][0] : blocks[block][place]
    }
  }

  /// Adds a row.
  /// - Returns: the rows of a block if it is full now; else nil.
  @inline(__always)
  mutating func append(_ row: Row) -> [Row]? {
    open.append(row)
    count += 1
    return open.count == Self.blockSize ? closeBlock() : nil
  }

  private mutating func closeBlock() -> [Row] {
    let block = open
    // Compared from the last row, because a run comes to rest in the middle of a block.
    let isAtRest = block.reversed().allSatisfy { $0.isIdentical(to: block[0]) }
    blocks.append(isAtRest ? [block[0]] : block)
    open = []
    open.reserveCapacity(Self.blockSize)
    return block
  }

  /// The number of rows in memory.
  var storedCount: Int { blocks.reduce(open.count) { $0 + $1.count } }
}

extension PathRows.Row {
  /// Equal in every bit: -0 is not 0.
  fileprivate func isIdentical(to other: Self) -> Bool {
    point.x.bitPattern == other.point.x.bitPattern
      && point.y.bitPattern == other.point.y.bitPattern
      && loss.bitPattern == other.loss.bitPattern
      && gradientNorm.bitPattern == other.gradientNorm.bitPattern
  }
}
