import Calculus

/// Along which axis a row of a matrix lies at one place.
private enum RowAxis: String, CaseIterable {
  /// Each row is at one x, from low to high.
  case x
  /// Each row is at one y, from low to high.
  case y
}

/// Reading the grid of a surface.
extension SurfaceFileReader {
  /// The grid that the key `grid` describes.
  func grid(_ value: YAMLValue) throws(SurfaceFileError) -> LossGrid {
    let fields = try entries(of: value, key: "grid", known: ["file", "x", "y", "rows", "array"])
    func optional(_ key: String) -> YAMLValue? { fields.first { $0.key == key }?.value }
    let fileValue = try entry("file", of: "grid", fields, value)
    let file = try text(fileValue, key: "file")
    let (x, y) = try (
      optional("x").map { value throws(SurfaceFileError) in try range(value, key: "x") },
      optional("y").map { value throws(SurfaceFileError) in try range(value, key: "y") }
    )
    let rows: RowAxis =
      try optional("rows").map { value throws(SurfaceFileError) in
        try oneOf(value, key: "rows")
      } ?? .y
    let array = try optional("array").map { value throws(SurfaceFileError) in
      try text(value, key: "array")
    }
    let path = DataSet.path(ofFile: file, besideFile: document.file)
    do throws(MatrixFault) {
      var matrix = try LossMatrix(bytes: try losses(path), array: array)
      if rows == .x { matrix = try matrix.transposed() }
      return try LossGrid(matrix, file: file, x: x, y: y)
    } catch {
      // What the surface's own file says is an error in that file.
      switch error {
      case .unreadable: throw self.error(.grid(error), at: fileValue)
      case .noNames, .noArray: throw self.error(.grid(error), at: optional("array") ?? fileValue)
      default: throw SurfaceFileError(file: path, place: nil, reason: .grid(error))
      }
    }
  }

  private func losses(_ path: String) throws(MatrixFault) -> [UInt8] {
    do throws(UnreadableData) {
      return try data(path, LossMatrix.largestFile)
    } catch {
      throw .unreadable(error.reason)
    }
  }
}

extension Surface {
  /// The surface of a file of losses alone, without a surface file: its points are at whole numbers
  /// from 0 on, unless the file has their coordinates.
  /// - Parameters:
  ///   - losses: the bytes of the file.
  ///   - file: its path, with which errors begin. Without its folder it is the surface's name.
  /// - Throws: the first fault.
  public init(losses: [UInt8], file: String) throws(SurfaceFileError) {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    do throws(MatrixFault) {
      let grid = try LossGrid(LossMatrix(bytes: losses), file: name)
      let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
      self.init(
        id: stem, name: stem, loss: .grid(grid), domain: grid.domain,
        start: Surface.defaultStart(of: grid.spline, in: grid.domain))
    } catch {
      throw SurfaceFileError(file: file, place: nil, reason: .grid(error))
    }
  }

  /// The most bytes of a file of losses.
  public static var largestLosses: Int { LossMatrix.largestFile }

  /// Whether a file is one of losses, judged by the end of its name.
  public static func isOfLosses(file path: String) -> Bool {
    let name = path.lowercased()
    return endsOfLosses.contains { name.hasSuffix($0) }
  }

  /// The last ones are those of formats that are refused, with advice.
  private static let endsOfLosses = [
    ".npy", ".npz", ".csv", ".tsv", ".txt", ".dat", ".h5", ".hdf5", ".mat", ".pkl", ".pt", ".pth",
  ]
}
