/// The table with the rows that a loss is the mean over: the columns that its formula uses.
public struct DataSet: Hashable, Sendable {
  /// The file that it was read from, as the surface's file names it.
  public let file: String
  /// At least one column; all have the same number of values.
  public let columns: [Column]

  /// A column of the table.
  public struct Column: Hashable, Sendable {
    /// The name in the formula.
    public let name: String
    /// At least one value, all finite; standardized if the surface's file says so, or a switch.
    public let values: [Double]
    /// The values in the file.
    let stated: [Double]
    /// How the values differ from those of the file; nil where they are the same.
    public let standardization: Standardization?

    init(name: String, stated: [Double], isStandardized: Bool) {
      self.name = name
      self.stated = stated
      standardization = isStandardized ? Standardization(of: stated) : nil
      values = standardization?.applied(to: stated) ?? stated
    }
  }

  /// The number of rows, at least 1.
  public var rowCount: Int { columns.first?.values.count ?? 0 }

  /// The values of each column, by name.
  public var valuesByName: [String: [Double]] {
    Dictionary(columns.map { ($0.name, $0.values) }) { first, _ in first }
  }

  /// The most bytes of a data file. A loader need not return more than one byte beyond.
  public static let largestFile = 5_000_000
  /// The most rows of a data file, because each pixel of a map is a mean over all of them.
  public static let mostRows = 50_000
}

extension DataSet {
  /// How a column was shifted and scaled: z = (v − mean) / deviation.
  public struct Standardization: Hashable, Sendable {
    /// The mean of the values in the file.
    public let mean: Double
    /// The standard deviation of the population, √(Σ(v − mean)²/n), as in scikit-learn's
    /// `StandardScaler`; 1 where all values are equal.
    public let deviation: Double

    init(of values: [Double]) {
      let count = Double(values.count)
      // Twice, because the first mean of large numbers is rounded; with each value divided by the
      // count, because their sum may overflow.
      let rough = values.reduce(0) { $0 + $1 / count }
      let mean = rough + values.reduce(0) { $0 + ($1 - rough) / count }
      let largest = values.reduce(0) { max($0, ($1 - mean).magnitude) }
      self.mean = mean
      guard largest > 0, largest.isFinite else {
        deviation = 1
        return
      }
      // A power of two, so that scaling is exact.
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
