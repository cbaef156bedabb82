/// Losses with the points that they belong to, in any order, which form a full grid.
struct PointTable {
  let x: [Double]
  let y: [Double]
  let losses: [Double]
  /// The line of each point in its file.
  let lines: [Int]

  /// Whether both coordinates recur as often as in a grid, perhaps with gaps.
  var looksLikeGrid: Bool {
    guard x.count >= 4, x.allSatisfy(\.isFinite), y.allSatisfy(\.isFinite) else { return false }
    return [x, y].allSatisfy { 2...x.count / 2 ~= GridAxis.distinct($0).count }
  }

  func matrix() throws(MatrixFault) -> LossMatrix {
    for (index, line) in lines.enumerated() where !x[index].isFinite || !y[index].isFinite {
      throw .pointNotFinite(line: line)
    }
    let (columns, rows) = try (GridAxis(x, name: "x"), GridAxis(y, name: "y"))
    let (width, height) = (columns.count, rows.count)
    guard width * height <= 4 * lines.count else {
      throw .notAGrid(columns: width, rows: height, points: lines.count)
    }
    try LossMatrix.check(width: width, height: height)
    try columns.checkSpacing()
    try rows.checkSpacing()
    var values = [Double](repeating: 0, count: width * height)
    var places = [Int](repeating: 0, count: width * height)
    for (index, line) in lines.enumerated() {
      let place = rows.index(of: y[index]) * width + columns.index(of: x[index])
      guard places[place] == 0 else {
        throw .duplicatePoint(x: x[index], y: y[index], line: line, earlier: places[place])
      }
      places[place] = line
      values[place] = losses[index]
    }
    if let gap = places.firstIndex(of: 0) {
      throw .gap(
        x: columns.value(at: gap % width), y: rows.value(at: gap / width),
        count: places.count { $0 == 0 })
    }
    return try LossMatrix(
      width: width, height: height, values: values, x: columns.range, y: rows.range)
  }
}

/// The coordinates of a grid along an axis.
private struct GridAxis {
  private let name: String
  private let values: [Double]

  /// - Throws: if all coordinates are equal.
  init(_ coordinates: [Double], name: String) throws(MatrixFault) {
    self.name = name
    values = Self.distinct(coordinates)
    guard values.count >= 2, Domain.spans(values[0], values[values.count - 1]) else {
      throw .onePointAlong(axis: name)
    }
  }

  /// The coordinates in ascending order, equal ones once. Those that differ by less than a millionth of
  /// the whole axis are equal: text is often rounded.
  static func distinct(_ coordinates: [Double]) -> [Double] {
    let sorted = coordinates.sorted()
    guard let first = sorted.first, let last = sorted.last else { return [] }
    let tolerance = 1e-6 * (last - first)
    var distinct = [first]
    for value in sorted where value - distinct[distinct.count - 1] > tolerance {
      distinct.append(value)
    }
    return distinct
  }

  var count: Int { values.count }
  var range: ClosedRange<Double> { values[0]...values[count - 1] }
  private var spacing: Double { (values[count - 1] - values[0]) / Double(count - 1) }

  func value(at index: Int) -> Double { values[index] }

  func index(of coordinate: Double) -> Int {
    min(max(Int(((coordinate - values[0]) / spacing).rounded()), 0), count - 1)
  }

  /// Checks that the coordinates are equally spaced, but for rounding in the file.
  func checkSpacing() throws(MatrixFault) {
    for (index, value) in values.enumerated() {
      let place = values[0] + Double(index) * spacing
      guard abs(value - place) <= 0.02 * spacing else {
        throw .unevenSpacing(axis: name, found: value, expected: place)
      }
    }
  }
}
