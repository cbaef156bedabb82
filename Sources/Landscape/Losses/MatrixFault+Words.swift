import Calculus

extension MatrixFault {
  /// What was found, in a sentence.
  public var message: String {
    switch self {
    case .unreadable(let reason): "the losses cannot be read: \(reason)"
    case .tooManyBytes(let limit): "this file is too large (over \(limit / 1_000_000) MB)"
    case .empty: "this file has no numbers"
    case .foreign(let format): "this is \(format.name), not an array of NumPy or text"
    case .tooSmall(let rows, let columns):
      "this is a \(rows)×\(columns) matrix, and a grid needs at least 2×2 losses"
    case .tooLarge(let rows, let columns):
      "this is a \(rows)×\(columns) matrix, and a grid has at most"
        + " \(LossMatrix.mostPoints)×\(LossMatrix.mostPoints) losses"
    case .nothingFinite: "no loss in this file is a finite number"
    case .noSquare: "no four neighbouring losses in this file are finite numbers"
    case .notAnArray: "this array does not begin as NumPy's files do"
    case .version(let version): "this is version \(version) of NumPy's format, and 1 to 3 are read"
    case .truncatedHeader: "this file ends before its numbers begin"
    case .header(let text): "the header of this array cannot be read: \(text.shortened)"
    case .truncated(let found, let expected):
      "this file ends early: it has \(found) of \(expected) numbers"
    case .dimensions(let shape):
      "this array has \(shape.count) \(shape.count == 1 ? "dimension" : "dimensions")"
        + " (\(shape.map(String.init).joined(separator: "×"))), and a grid has two"
    case .objects: "this array has Python objects inside, which only Python can read"
    case .complex: "these numbers are complex"
    case .structured: "this array has records of several fields"
    case .elementType(let name): "this array has the type '\(name.shortened)', which is not read"
    case .damagedArchive: "this archive is damaged or incomplete"
    case .encryptedArchive: "this archive has a password"
    case .compression(let method):
      "this archive is compressed by method \(method), and only deflate is read"
    case .noArrays: "this archive has no arrays"
    case .noNames: "this file has no names inside, so 'array' has nothing to choose"
    case .noArray(let name, _): "there is no '\(name.shortened)' in this file"
    case .severalArrays(let names):
      "this file has several arrays or columns: \(names.joined(separator: ", ").shortened)"
    case .noLossColumn: "this table has the columns x and y, but none with losses"
    case .encoding(.notText): "this file is neither text nor an array of NumPy"
    case .encoding: "this file is neither an array of NumPy nor UTF-8 text"
    case .noNumbers(let found):
      "this file has no line of numbers; it begins with '\(found.shortened)'"
    case .ragged(let line, let count, let expected):
      "line \(line) has \(count) \(count == 1 ? "value" : "values"), those above have \(expected)"
    case .emptyValue(let line, let column): "line \(line), column \(column): there is no value"
    case .notANumber(let line, let column, let found):
      "line \(line), column \(column): '\(found.shortened)' is not a number"
    case .pointNotFinite(let line): "line \(line): the coordinates must be finite numbers"
    case .onePointAlong(let axis): "all points of this table have the same \(axis)"
    case .notAGrid(let columns, let rows, let points):
      "the points of this table form no grid: \(points) points have \(columns) different x and"
        + " \(rows) different y"
    case .unevenSpacing(let axis, let found, let expected):
      "the points of this table are not equally spaced: \(axis) = \(found.plain) should be"
        + " \(expected.plain)"
    case .duplicatePoint(let x, let y, let line, let earlier):
      "line \(line): the point (\(x.plain), \(y.plain)) is in line \(earlier) already"
    case .gap(let x, let y, let count):
      "the grid has no loss at (\(x.plain), \(y.plain))"
        + (count == 1 ? "" : ", nor at \(count - 1) other \(count == 2 ? "point" : "points")")
    }
  }

  /// What to do about it; nil if the message says enough.
  public var hint: String? {
    switch self {
    case .unreadable: nil
    case .tooManyBytes, .tooLarge: "take every second row and column: loss[::2, ::2]"
    case .empty, .noNumbers: "it needs losses as numpy.save or numpy.savetxt writes them"
    case .foreign(let format): format.hint
    case .tooSmall: "compute the loss on a grid in a plane: one line of it has no surface"
    case .nothingFinite, .noSquare: "is the array filled before it is saved?"
    case .notAnArray, .truncatedHeader, .truncated, .damagedArchive:
      "save it again, or copy it again"
    case .version, .header, .elementType: "save it with numpy.save(FILE, loss.astype(float))"
    case .dimensions(let shape):
      shape.count(where: { $0 != 1 }) == 2
        ? "save it without the dimensions of length 1: numpy.save(FILE, loss.squeeze())"
        : shape.count < 2
          ? "give it the shape of the grid: numpy.save(FILE, loss.reshape(rows, columns))"
          : "save one part of it: numpy.save(FILE, loss[0])"
    case .objects: "save numbers: numpy.save(FILE, numpy.asarray(loss, dtype=float))"
    case .complex: "save their real part or their size: numpy.save(FILE, loss.real)"
    case .structured: "save one field of it: numpy.save(FILE, table['loss'])"
    case .encryptedArchive, .compression: "save it with numpy.savez_compressed"
    case .noArrays: "save the losses in it: numpy.savez(FILE, loss=loss)"
    case .noNames: "leave out 'array'"
    case .noArray(let name, let known):
      name.closestMatch(among: known).map { "did you mean '\($0)'?" }
        ?? "it has \(known.joined(separator: ", ").shortened)"
    case .severalArrays:
      "choose one in a surface file, with grid: {file: FILE, array: NAME}, or call it loss"
    case .noLossColumn: "add a column with the name loss"
    case .encoding(.notText): "save the losses with numpy.save or numpy.savetxt"
    case .encoding(let fault): fault.hint
    case .ragged: "every line needs as many values; write nan where there is no loss"
    case .emptyValue(_, column: 1):
      "write nan where there is no loss, and leave out names of rows and columns"
    case .emptyValue: "write nan where there is no loss"
    case .notANumber(_, _, let found):
      found.contains(" ")
        ? "separate values by commas or by blanks, and write decimal points"
        : DecimalNumber.isMissing(found)
          ? "write nan where there is no loss" : DecimalNumber.advice(on: found)
    case .pointNotFinite: "leave out the line; a loss may be nan, but not its place"
    case .onePointAlong: "compute the loss on a grid in a plane"
    case .notAGrid: "the grid needs a point for each of its x with each of its y"
    case .unevenSpacing: "compute the loss at equally spaced points, as numpy.linspace gives them"
    case .duplicatePoint: "leave out one of the two"
    case .gap: "add the missing points, with nan where there is no loss"
    }
  }
}

extension ForeignFormat {
  /// With its article.
  fileprivate var name: String {
    switch self {
    case .hdf5: "an HDF5 file"
    case .pickle: "a pickle of Python"
    case .torch: "a file of PyTorch"
    case .matlab: "a file of MATLAB"
    case .gzip: "a compressed file"
    case .image: "a picture"
    }
  }

  fileprivate var hint: String {
    switch self {
    case .hdf5:
      "two lines of Python convert it: f = h5py.File(FILE); numpy.save('loss.npy',"
        + " f['train_loss'][()])"
    case .pickle: "save the losses in Python with numpy.save('loss.npy', loss)"
    case .torch: "save the losses in Python with numpy.save('loss.npy', loss.cpu().numpy())"
    case .matlab: "save the losses with writematrix(loss, 'loss.csv')"
    case .gzip: "unpack it with gunzip"
    case .image: "the losses themselves are needed, not a picture of them"
    }
  }
}
