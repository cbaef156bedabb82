import Calculus

/// Why a file of losses cannot be used.
public enum MatrixFault: Error, Hashable, Sendable {
  /// The file cannot be read; the payload is the loader's reason.
  case unreadable(String)
  /// More bytes than the limit.
  case tooManyBytes(limit: Int)
  /// A file without contents.
  case empty
  /// Another format of data.
  case foreign(ForeignFormat)

  // The matrix.
  /// Fewer than two points along an axis.
  case tooSmall(rows: Int, columns: Int)
  /// More points along an axis than the limit.
  case tooLarge(rows: Int, columns: Int)
  /// No number that is finite.
  case nothingFinite
  /// No four neighbouring numbers that are finite.
  case noSquare

  // NumPy's files.
  /// An entry of an archive that is no array, although its name says so.
  case notAnArray
  /// A version of the format that does not exist yet.
  case version(Int)
  /// A file that ends before the numbers begin.
  case truncatedHeader
  /// A header without type or shape.
  case header(String)
  /// Fewer numbers than the shape says.
  case truncated(found: Int, expected: Int)
  /// Another number of dimensions than two.
  case dimensions([Int])
  /// Python objects, which are pickled.
  case objects
  /// Complex numbers.
  case complex
  /// Records of several fields.
  case structured
  /// Another type, such as text.
  case elementType(String)
  /// An archive that ends early or was changed.
  case damagedArchive
  /// An archive with a password.
  case encryptedArchive
  /// An archive with another compression than deflate.
  case compression(Int)
  /// An archive without arrays.
  case noArrays

  // Names.
  /// A name for a file that has none inside.
  case noNames
  /// A name of an array or column that does not occur.
  case noArray(String, known: [String])
  /// Several arrays or columns, none of which is chosen or named `loss`.
  case severalArrays([String])
  /// A table with coordinates alone.
  case noLossColumn

  // Text.
  /// Bytes that are not text in UTF-8.
  case encoding(EncodingFault)
  /// Text without a line of numbers.
  case noNumbers(found: String)
  /// A line with more or fewer values than the first.
  case ragged(line: Int, count: Int, expected: Int)
  /// A place without a value.
  case emptyValue(line: Int, column: Int)
  /// A value that is not a number.
  case notANumber(line: Int, column: Int, found: String)

  // Points with their losses.
  /// A coordinate that is infinite or NaN.
  case pointNotFinite(line: Int)
  /// Equal coordinates of all points along an axis.
  case onePointAlong(axis: String)
  /// Coordinates that hardly recur.
  case notAGrid(columns: Int, rows: Int, points: Int)
  /// Coordinates that are not equally spaced.
  case unevenSpacing(axis: String, found: Double, expected: Double)
  /// A second loss at a point.
  case duplicatePoint(x: Double, y: Double, line: Int, earlier: Int)
  /// Points of the grid without a loss; the first, and how many.
  case gap(x: Double, y: Double, count: Int)
}

/// A format of files that may have losses inside, but is not read.
public enum ForeignFormat: String, Hashable, Sendable, CaseIterable {
  case hdf5, pickle, torch, matlab, gzip, image

  init?(of bytes: [UInt8]) {
    let magics: [(ForeignFormat, [UInt8])] = [
      (.hdf5, [0x89] + Array("HDF".utf8)), (.matlab, Array("MATLAB".utf8)), (.gzip, [0x1F, 0x8B]),
      (.image, [0x89] + Array("PNG".utf8)), (.image, [0xFF, 0xD8, 0xFF]),
      // Version 2 and later begin with a mark and their number.
      (.pickle, [0x80, 2]), (.pickle, [0x80, 3]), (.pickle, [0x80, 4]), (.pickle, [0x80, 5]),
    ]
    guard let known = magics.first(where: { bytes.starts(with: $0.1) }) else { return nil }
    self = known.0
  }
}
