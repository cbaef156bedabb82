/// Losses at equally spaced points, as a file has them.
package struct LossMatrix: Hashable, Sendable {
  /// The number of points along x, at least 2.
  package let width: Int
  /// The number of points along y, at least 2.
  package let height: Int
  /// `height` rows of `width` losses; row 0 has the lowest y. NaN and infinite where there is none.
  package let values: [Double]
  /// From the first point to the last, where the file states it.
  package let x: ClosedRange<Double>?
  package let y: ClosedRange<Double>?

  /// The most points along an axis.
  package static let mostPoints = 4096
  /// The most bytes of a file: as many numbers with all their digits.
  package static let largestFile = 26 * mostPoints * mostPoints

  /// Checks that a grid of numbers can be a surface.
  init(
    width: Int, height: Int, values: [Double], x: ClosedRange<Double>? = nil,
    y: ClosedRange<Double>? = nil
  ) throws(MatrixFault) {
    try Self.check(width: width, height: height)
    guard values.contains(where: \.isFinite) else { throw .nothingFinite }
    self.width = width
    self.height = height
    self.values = values
    self.x = x
    self.y = y
  }

  static func check(width: Int, height: Int) throws(MatrixFault) {
    guard min(width, height) >= 2 else { throw .tooSmall(rows: height, columns: width) }
    guard max(width, height) <= mostPoints else {
      throw .tooLarge(rows: height, columns: width)
    }
  }

  /// The matrix with x along its rows: its row i, column j becomes column i, row j.
  package func transposed() throws(MatrixFault) -> LossMatrix {
    var turned = [Double](repeating: 0, count: values.count)
    for row in 0..<height {
      for column in 0..<width { turned[column * height + row] = values[row * width + column] }
    }
    return try LossMatrix(width: height, height: width, values: turned, x: y, y: x)
  }
}

extension LossMatrix {
  /// Reads a file of any of the formats: NumPy's `.npy` and `.npz`, or text. A function of the bytes
  /// alone.
  /// - Parameters:
  ///   - bytes: the contents of the file.
  ///   - array: the name of an array in an `.npz` file, or of a column beside x and y; nil for the
  ///     only one, or the one named `loss`.
  package init(bytes: [UInt8], array: String? = nil) throws(MatrixFault) {
    if bytes.isEmpty { throw .empty }
    if bytes.starts(with: NumPyArray.magic) {
      guard array == nil else { throw .noNames }
      self = try NumPyArray(bytes[...]).matrix()
    } else if ZipArchive.isArchive(bytes) {
      self = try NumPyArray(ZipArchive(bytes).array(named: array)[...]).matrix()
    } else if let format = ForeignFormat(of: bytes) {
      throw .foreign(format)
    } else {
      self = try MatrixText(bytes).matrix(column: array)
    }
  }
}
