import Foundation
import Landscape
import TestSupport
import Testing

/// Files as NumPy writes them, and what is read from them: see Golden/arrays.py.
struct LossMatrixTests {
  struct Example: CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    /// The rows, the columns and the losses; nil where the file has a fault.
    let numbers: [Double]?
    var testDescription: String { name }
  }

  static func examples() throws -> [Example] {
    try Golden.lines("arrays.txt").map { line in
      let parts = line.split(separator: " ")
      let data = try #require(Data(base64Encoded: String(parts[1])))
      return Example(
        name: String(parts[0]), bytes: Array(data),
        numbers: parts[2] == "fault" ? nil : parts[2...].compactMap { Double($0) })
    }
  }

  static func example(_ name: String) throws -> [UInt8] {
    try #require(examples().first { $0.name == name }).bytes
  }

  static func fault(_ bytes: [UInt8], array: String? = nil) -> MatrixFault? {
    do throws(MatrixFault) {
      _ = try LossMatrix(bytes: bytes, array: array)
      return nil
    } catch {
      return error
    }
  }

  static func fault(_ text: String, array: String? = nil) -> MatrixFault? {
    fault(Array(text.utf8), array: array)
  }

  @Test(arguments: try examples()) func filesOfNumPyAreRead(_ example: Example) throws {
    guard let numbers = example.numbers else {
      let fault = try #require(Self.fault(example.bytes))
      #expect(!fault.message.isEmpty)
      return
    }
    let matrix = try LossMatrix(bytes: example.bytes)
    #expect(matrix.height == Int(numbers[0]) && matrix.width == Int(numbers[1]))
    for (our, their) in zip(matrix.values, numbers[2...]) {
      #expect(our == their || our.isNaN && their.isNaN)
    }
  }

  @Test func anArrayOfAnArchiveIsChosenByItsName() throws {
    let bytes = try Self.example("npz-several")
    #expect(try LossMatrix(bytes: bytes, array: "train").values[0] == 0.5)
    #expect(try LossMatrix(bytes: bytes, array: "other").values[3] == 100)
    let fault = try #require(Self.fault(bytes, array: "trian"))
    #expect(fault == .noArray("trian", known: ["other", "train"]))
    #expect(fault.hint == "did you mean 'train'?")
    #expect(Self.fault(try Self.example("version-1"), array: "loss") == .noNames)
  }

  @Test func pointsHaveTheirCoordinates() throws {
    for name in ["points", "points-note", "points-bare", "points-order"] {
      let matrix = try LossMatrix(bytes: Self.example(name))
      #expect(matrix.x == -1...2 && matrix.y == 0...0.2)
    }
    #expect(try LossMatrix(bytes: Self.example("savetxt")).x == nil)
  }

  @Test func aColumnBesideThePointsIsChosenByItsName() throws {
    let text = "x,y,train,test\n0,0,1,5\n1,0,2,6\n0,1,3,7\n1,1,4,8\n"
    let test = try LossMatrix(bytes: Array(text.utf8), array: "test")
    #expect(test.values == [5, 6, 7, 8])
    #expect(Self.fault(text) == .severalArrays(["train", "test"]))
    let named = text.replacing("test", with: "Loss")
    #expect(try LossMatrix(bytes: Array(named.utf8)).values == [5, 6, 7, 8])
    #expect(Self.fault("x,y\n0,0\n1,1\n") == .noLossColumn)
  }

  @Test func threeColumnsAreAMatrixUnlessTheyFormAGrid() throws {
    let losses = try LossMatrix(bytes: Array("1 2 3\n4 5 6.5\n7 9 8\n3 1 2\n5 3 1\n".utf8))
    #expect(losses.width == 3 && losses.height == 5)
    let points = "0 0 3\n0 1 6.5\n1 0 8\n1 1 2\n"
    #expect(try LossMatrix(bytes: Array(points.utf8)).values == [3, 8, 6.5, 2])
  }

  @Test func turningAMatrixExchangesItsAxes() throws {
    let matrix = try LossMatrix(bytes: Array("1 2 3\n4 5 6\n".utf8)).transposed()
    #expect(matrix.width == 2 && matrix.height == 3)
    #expect(matrix.values == [1, 4, 2, 5, 3, 6])
  }

  @Test func namesMayStandAboveOtherComments() throws {
    let numbers = "0 0 1 5\n1 0 2 6\n0 1 3 7\n1 1 4 8\n"
    for notes in ["\n", "# by me\n#\n", "# of my new net\n"] {
      let notes = notes.hasPrefix("# of") ? notes + "# x y loss acc\n" : "# x y loss acc\n" + notes
      let matrix = try LossMatrix(bytes: Array((notes + numbers).utf8))
      #expect(matrix.values == [1, 2, 3, 4])
    }
  }

  @Test func placesAreNoLosses() {
    let text = "x,y,train\n0,0,1\n1,0,2\n0,1,3\n1,1,4\n"
    #expect(Self.fault(text, array: "x") == .noArray("x", known: ["train"]))
  }

  @Test func tooManyLinesAreRefusedBeforeAllAreRead() {
    let lines = String(repeating: "1,2\n", count: 5000) + "not a number"
    #expect(Self.fault(lines) == .tooLarge(rows: 4097, columns: 2))
  }

  @Test func numbersOfTextAreTheNearestDoubles() throws {
    let words = [
      "0.1", "1e23", "123456789012345678", "9007199254740993", "4.35", "-2.5e-8", "+.5", "1E400",
      "0.000001234567890123456789", "3.", "179769313486231570000e289",
    ]
    let text =
      (words + ["1"]).joined(separator: " ") + "\n"
      + words.map { _ in "1" }.joined(
        separator: " ") + " 1\n"
    let matrix = try LossMatrix(bytes: Array(text.utf8))
    for (our, word) in zip(matrix.values, words) {
      #expect(our == Double(word.hasSuffix(".") ? word + "0" : word.replacing("+.", with: "0.")))
    }
  }
}

struct MatrixFaultTests {
  @Test(arguments: [
    ("complex", "these numbers are complex"), ("objects", "Python objects inside"),
    ("structured", "records of several fields"), ("strings", "the type '<U1', which is not read"),
    ("dates", "the type '<M8[s]'"), ("three-dimensions", "has 3 dimensions (2×3×4)"),
    ("thin", "has 3 dimensions (1×3×4)"), ("vector", "has 1 dimension (12)"),
    ("scalar", "has 0 dimensions ()"), ("one-row", "a 1×4 matrix"), ("nothing", "a 0×5 matrix"),
    ("no-number", "no loss in this file is a finite number"),
    ("truncated", "it has 10 of 12 numbers"), ("half-a-header", "ends before its numbers"),
    ("npz-several", "several arrays or columns: other, train"), ("npz-empty", "no arrays"),
  ])
  func aFileOfNumPyIsRefused(_ name: String, _ message: String) throws {
    let fault = try #require(LossMatrixTests.fault(LossMatrixTests.example(name)))
    #expect(fault.message.contains(message))
    #expect(fault.hint != nil)
  }

  @Test(arguments: [
    ("", "has no numbers"), ("# only a note\n\n", "has no numbers"),
    ("1 2 3\n4 5\n", "line 2 has 2 values, those above have 3"),
    ("1,2,3\n4,,6\n", "line 2, column 2: there is no value"),
    ("1,2\n3,abc\n", "line 2, column 2: 'abc' is not a number"),
    ("1,2,x\n3,4,5\n", "line 1, column 3: 'x' is not a number"),
    ("a,b\nc,d\n", "line 2, column 1: 'c' is not a number"),
    ("losses\n", "it begins with 'losses'"),
    ("1\n2\n3\n", "a 3×1 matrix"), ("1 2 3\n", "a 1×3 matrix"),
    ("nan nan\ninf nan\n", "no loss in this file is a finite number"),
    ("x,y,loss\n0,0,1\n1,0,2\n0,1,3\n1,1,4\n0,1,5\n", "line 6: the point (0, 1) is in line 4"),
    ("x,y,loss\n0,0,1\n1,0,2\n0,1,3\n", "no loss at (1, 1)"),
    ("x,y,loss\n0,0,1\n2,0,2\n0,1,3\n1,1,4\n", "no loss at (1, 0), nor at 1 other point"),
    (
      "x,y,loss\n0,0,1\n1,0,2\n5,0,2\n0,1,3\n1,1,4\n5,1,4\n",
      "not equally spaced: x = 1 should be 2.5"
    ),
    ("x,y,loss\n0,0,1\n0,1,2\n", "all points of this table have the same x"),
    ("x,y,loss\n0,nan,1\n0,1,2\n", "line 2: the coordinates must be finite"),
    (
      "x,y,loss\n" + (0..<20).map { "\($0).5,\($0 * $0),1\n" }.joined(),
      "20 points have 20 different x and 20 different y"
    ),
    ("1 2\n\0 3\n", "neither text nor an array of NumPy"),
  ])
  func aTextIsRefused(_ text: String, _ message: String) throws {
    let fault = try #require(LossMatrixTests.fault(text))
    #expect(fault.message.contains(message), "\(fault.message)")
  }

  @Test func otherFormatsAreNamed() throws {
    for (magic, name) in [
      ([0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A], "HDF5"), ([0x80, 4, 0x95, 0], "pickle"),
      ([0x1F, 0x8B, 8, 0], "compressed"), ([0x89, 0x50, 0x4E, 0x47], "picture"),
    ] as [([UInt8], String)] {
      let fault = try #require(LossMatrixTests.fault(magic))
      #expect(fault.message.contains(name))
      #expect(fault.hint != nil)
    }
    #expect(LossMatrixTests.fault(Array("MATLAB 5.0 MAT-file".utf8)) == .foreign(.matlab))
  }

  @Test func largeMatricesAreRefusedBeforeTheirNumbersAreRead() throws {
    var bytes = try LossMatrixTests.example("version-1")
    let shape = Array("(3, 4), }".utf8)
    let place = try #require(bytes.indices.first { bytes[$0...].starts(with: shape) })
    bytes.replaceSubrange(place..<place + 9, with: Array("(9, 9999)".utf8))
    #expect(LossMatrixTests.fault(bytes) == .tooLarge(rows: 9, columns: 9999))
    let wide = [String](repeating: "1", count: 4097).joined(separator: " ")
    #expect(LossMatrixTests.fault("\(wide)\n\(wide)\n") == .tooLarge(rows: 2, columns: 4097))
  }

  /// Whatever is done to a file, there is a matrix or a fault.
  @Test func damagedFilesAreNoDanger() throws {
    var generator = SplitMix(seed: 11)
    for example in try LossMatrixTests.examples() {
      for _ in 0..<60 {
        var bytes = example.bytes
        for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
          bytes[Int.random(in: 0..<bytes.count, using: &generator)] = .random(
            in: 0...255, using: &generator)
        }
        if Bool.random(using: &generator) {
          bytes.removeLast(Int.random(in: 0...bytes.count, using: &generator))
        }
        if let matrix = try? LossMatrix(bytes: bytes) { #expect(matrix.width >= 2) }
      }
    }
  }
}
