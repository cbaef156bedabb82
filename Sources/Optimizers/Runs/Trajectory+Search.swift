/// Searches for rows by their loss, which skip whole blocks of rows.
extension Trajectory {
  /// The last row up to `row` with a loss above a level; nil if there is none.
  func lastRow(above level: Double, upTo row: Int) -> Int? {
    var row = row
    while row >= 0 {
      let block = row / LossRecords.blockSize
      if blockRanges.indices.contains(block), blockRanges[block].upperBound <= level {
        row = block * LossRecords.blockSize - 1
      } else if loss(row) > level {
        return row
      } else {
        row -= 1
      }
    }
    return nil
  }

  /// The first row from `row` on, up to `last`, with a loss of at most a level; nil if there is none.
  func firstRow(atMost level: Double, from row: Int, upTo last: Int) -> Int? {
    var row = row
    while row <= last {
      let block = row / LossRecords.blockSize
      if blockRanges.indices.contains(block), blockRanges[block].lowerBound > level {
        row = (block + 1) * LossRecords.blockSize
      } else if loss(row) <= level {
        return row
      } else {
        row += 1
      }
    }
    return nil
  }
}
