import Calculus

/// A summary of ten rows of a path.
///
/// Verdicts that need more than the current row use whole blocks, which begin and end at the same
/// rows whatever the step: they are judged every ten steps and cannot flicker in between.
struct PathBlock {
  static let size = 10

  /// The length of the path in its steps.
  private(set) var length = 0.0
  private(set) var highestLoss = -Double.infinity
  private(set) var lossSum = 0.0
  private(set) var steepest = 0.0
  /// The sum of |∇f| times the step's length: the largest change of the loss, to first order.
  private(set) var possibleChange = 0.0

  var meanLoss: Double { lossSum / Double(Self.size) }

  /// Summarizes the block that ends with a row; rows before the first one count as the first.
  init(_ path: Trajectory, endingAt end: Int) {
    var previous = path.point(max(0, end - Self.size))
    for number in (end - Self.size + 1)...end {
      let row = path.stored(max(0, number))
      let step = (row.point - previous).portableNorm
      previous = row.point
      length += step
      highestLoss = max(highestLoss, row.loss)
      lossSum += row.loss
      steepest = max(steepest, row.gradientNorm)
      possibleChange += step * row.gradientNorm
    }
  }
}

/// The latest whole blocks of a path, up to a row.
struct PathBlocks {
  let path: Trajectory
  /// The number of whole blocks up to the row; block k, from 1, ends at row 10k.
  let count: Int
  private let first: Int
  private let blocks: [PathBlock]

  init(_ path: Trajectory, upTo row: Int, atMost limit: Int) {
    self.path = path
    let last = row / PathBlock.size
    let first = max(1, last - limit + 1)
    count = last
    self.first = first
    blocks =
      last < first
      ? []
      : (first...last).map { PathBlock(path, endingAt: $0 * PathBlock.size) }
  }

  subscript(number: Int) -> PathBlock { blocks[number - first] }

  /// The numbers of the available blocks.
  var numbers: Range<Int> { first..<max(first, count + 1) }

  /// The last blocks up to one of them, as two halves; nil if some are not available.
  func window(endingWith number: Int, blocks length: Int) -> PathWindow? {
    let half = min(length, number) / 2
    guard half > 0, number - 2 * half + 1 >= first else { return nil }
    let older = number - 2 * half + 1 - first
    return PathWindow(
      older: blocks[older..<(older + half)], newer: blocks[(older + half)..<(older + 2 * half)],
      net: (path.point(number * PathBlock.size)
        - path.point((number - 2 * half) * PathBlock.size)).portableNorm)
  }
}

/// A stretch of a path in two halves.
struct PathWindow {
  let older: ArraySlice<PathBlock>
  let newer: ArraySlice<PathBlock>
  /// The distance from its start to its end.
  let net: Double

  var length: Double { older.reduce(0) { $0 + $1.length } + newer.reduce(0) { $0 + $1.length } }

  /// The difference of the halves' highest losses: the fall of the envelope of an oscillation, and
  /// of any loss that only falls.
  var fallOfHighest: Double { Self.highest(older) - Self.highest(newer) }

  /// The loss halfway down that fall.
  var middleOfHighest: Double { Self.highest(older) / 2 + Self.highest(newer) / 2 }

  /// The difference of the halves' mean losses.
  var fallOfMean: Double { Self.mean(older) - Self.mean(newer) }

  /// Whether nearly all of the newer half is below the median of the older one: ranks are not
  /// decided by a single leap, nor by a fall that ended long ago.
  var isFalling: Bool {
    let middle = older.map(\.meanLoss).sorted()[older.count / 2]
    return newer.count { $0.meanLoss >= middle } * 10 <= newer.count
  }

  /// The number of steps from the middle of the older half to that of the newer one.
  var steps: Double { Double(older.count * PathBlock.size) }

  /// The mean over the steps of the largest change of the loss that each could make.
  var possibleChange: Double {
    (older.reduce(0) { $0 + $1.possibleChange } + newer.reduce(0) { $0 + $1.possibleChange })
      / (2 * steps)
  }

  var meanLoss: Double { (Self.mean(older) + Self.mean(newer)) / 2 }

  private static func highest(_ half: ArraySlice<PathBlock>) -> Double {
    half.reduce(-.infinity) { max($0, $1.highestLoss) }
  }

  private static func mean(_ half: ArraySlice<PathBlock>) -> Double {
    half.reduce(0) { $0 + $1.meanLoss } / Double(half.count)
  }
}
