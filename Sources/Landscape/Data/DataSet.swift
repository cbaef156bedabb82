/// The table whose rows a loss is the mean over: the columns that its formula uses.
public struct DataSet: Hashable, Sendable {
  /// The file that it was read from, as the surface's file names it.
  public let file: String
  /// At least one; all have the same number of values.
  public let columns: [Column]

  /// A column under the name that the formula uses.
  public struct Column: Hashable, Sendable {
    public let name: String
    /// Row by row, at least one; finite. Standardized, where that was asked for.
    public let values: [Double]
    /// Nil where the values are as in the file.
    public let standardization: Standardization?
  }

  public var rowCount: Int { columns.first?.values.count ?? 0 }

  /// The values of each column by its name.
  public var valuesByName: [String: [Double]] {
    Dictionary(columns.map { ($0.name, $0.values) }) { first, _ in first }
  }

  /// The most bytes a data file may have; a caller need not read more than one byte beyond.
  public static let largestFile = 5_000_000
  /// The most rows: every pixel of a map is a mean over all of them.
  public static let mostRows = 50_000
}

extension DataSet {
  /// How a column was shifted and scaled: z = (v − mean) / deviation.
  public struct Standardization: Hashable, Sendable {
    public let mean: Double
    /// That of the population, √(Σ(v − mean)²/n), as scikit-learn's `StandardScaler` has it; 1 where
    /// all values are equal.
    public let deviation: Double

    init(of values: [Double]) {
      let count = Double(values.count)
      // Twice, because the first mean of large numbers is rounded; scaled, because their sum may
      // overflow.
      let rough = values.reduce(0) { $0 + $1 / count }
      let mean = rough + values.reduce(0) { $0 + ($1 - rough) / count }
      let largest = values.reduce(0) { max($0, ($1 - mean).magnitude) }
      self.mean = mean
      guard largest > 0, largest.isFinite else {
        deviation = 1
        return
      }
      // A power of two, so that scaling rounds nothing.
      let scale = largest.binade
      let squares = values.reduce(0) { sum, value in
        let part = (value - mean) / scale
        return sum + part * part
      }
      deviation = scale * (squares / count).squareRoot()
    }

    /// z = (v − mean) / deviation.
    func applied(to values: [Double]) -> [Double] { values.map { ($0 - mean) / deviation } }
  }
}
