import Calculus
import Landscape
import TestSupport
import Testing

/// Surfaces made of data, and messages about faulty data files.
@Suite struct DataSetTests {
  static let yaml = """
    name: T
    data: {file: cars.csv, columns: {u: speed, v: dist}}
    sample: (x*u + y - v)^2
    domain: {x: [-2, 2], y: [-1, 3]}
    start: [1, 1]

    """

  static func surface(_ yaml: String = yaml, csv: some Collection<UInt8>) throws(SurfaceFileError)
    -> Surface
  {
    let bytes = Array(csv)
    return try Surface(yaml: Array(yaml.utf8), file: "maps/t.yaml") {
      path, _ throws(UnreadableData) in
      guard path == "maps/cars.csv" else { throw UnreadableData("no such file as \(path)") }
      return bytes
    }
  }

  static func complaint(_ yaml: String = yaml, csv: String) -> String {
    complaint(yaml, bytes: Array(csv.utf8))
  }

  static func complaint(_ yaml: String = yaml, bytes: [UInt8]) -> String {
    do throws(SurfaceFileError) {
      _ = try surface(yaml, csv: bytes)
      return "fine"
    } catch {
      return error.description
    }
  }

  static func columns(_ csv: String) throws -> [[Double]] {
    try #require(surface(csv: Array(csv.utf8)).data).columns.map(\.values)
  }

  // MARK: - What is read

  @Test func theLossIsTheMeanOverTheRows() throws {
    let surface = try Self.surface(csv: "speed,other,dist\n1,x,2\n3,y,5\n".utf8)
    let function = surface.function()
    #expect(function.rowCount == 2)
    // (1 + 1 − 2)² and (3 + 1 − 5)².
    #expect(function.value(at: Point(1, 1)) == 0.5)
    #expect(surface.data?.rowCount == 2)
    #expect(surface.noise(of: function) == 0)
    #expect(surface.lossText == "mean of (x*u + y - v)^2 over 2 rows of cars.csv")
  }

  @Test func aFormulaMayHaveParametersAndColumns() throws {
    let yaml =
      Self.yaml.replacing("- v)^2", with: "- k*v)^2")
      + "parameters: {k: {value: 2, range: [1, 3]}}\n"
    let surface = try Self.surface(yaml, csv: "speed,dist\n1,2\n".utf8)
    #expect(surface.function().value(at: Point(1, 1)) == 4)
    #expect(surface.function(["k": 1]).value(at: Point(1, 1)) == 0)
  }

  @Test(arguments: [
    "speed,dist\n1,2\n3,4\n", "speed,dist\r\n1,2\r\n3,4\r\n", "speed,dist\r1,2\r3,4",
    "\u{FEFF}speed,dist\n1,2\n3,4", "\"speed\",\"dist\"\n\"1\",\"2\"\n\"3\",\"4\"\n",
    "speed , dist\n 1 ,\t2 \n3,4\n\n\n", "speed,dist\n\n1,2\n  \n3,4\n",
    "\n \r\nspeed,dist\n1,2\n3,4\n", "\u{FEFF}\nspeed,dist\n1,2\n3,4\n",
    "speed,dist,size\n1,2,6\"\" pipe\n3,4,\"6\"\" pipe\"\n",
    "speed,\"a,\nb\",dist\n1,\"x\"\"y\",2\n+3,\"p,q\",4e0\n",
  ])
  func anyKindOfCSVIsRead(_ text: String) throws {
    #expect(try Self.columns(text) == [[1, 3], [2, 4]])
  }

  @Test func columnsAreStandardizedLikeScikitLearn() throws {
    let yaml = Self.yaml.replacing("dist}}", with: "dist}, standardize: [u]}")
    let csv = "speed,dist\n1,1\n2,1\n4,1\n9,1\n"
    let data = try #require(Self.surface(yaml, csv: csv.utf8).data)
    let standardization = try #require(data.columns[0].standardization)
    #expect(standardization.mean == 4)
    #expect(standardization.deviation == 9.5.squareRoot())
    #expect(data.columns[0].values[3] == 5 / 9.5.squareRoot())
    #expect(data.columns[1].standardization == nil)
    #expect(data.columns[1].values == [1, 1, 1, 1])
  }

  @Test func aConstantColumnIsStandardizedToZero() throws {
    let yaml = Self.yaml.replacing("dist}}", with: "dist}, standardize: [u, v]}")
    let csv = "speed,dist\n0.1,1e300\n0.1,-1e300\n0.1,0\n"
    let data = try #require(Self.surface(yaml, csv: csv.utf8).data)
    #expect(data.columns[0].values == [0, 0, 0])
    #expect(data.columns[1].values.allSatisfy { $0.isFinite })
  }

  // MARK: - What is wrong with the data

  @Test(arguments: [
    ("", "maps/cars.csv: this data file is empty"),
    ("\n\n", "maps/cars.csv: this data file is empty"),
    ("speed,dist\n", "maps/cars.csv: this data file has no rows below the header"),
    ("speed,dist\n1,2\n3\n", "maps/cars.csv: row 3 has 1 value, the header has 2"),
    ("speed,dist\n1,2,3\n", "maps/cars.csv: row 2 has 3 values, the header has 2"),
    ("\n\nspeed,dist\n1,2\n3\n", "maps/cars.csv: row 5 has 1 value, the header has 2"),
    ("speed,dist\n1,2\n\n \n3\n", "maps/cars.csv: row 5 has 1 value, the header has 2"),
    ("speed,dist\n1,\n", "maps/cars.csv: row 2, column 2 ('dist'): there is no value"),
    ("speed,dist\n1,2\nabc,4\n", "maps/cars.csv: row 3, column 1 ('speed'): 'abc' is not a number"),
    ("speed,dist\n1,0x10\n", "maps/cars.csv: row 2, column 2 ('dist'): '0x10' is not a number"),
    ("speed,dist\n1,NaN\n", "row 2, column 2 ('dist'): 'NaN' is not a finite number"),
    ("speed,dist\n-inf,1\n", "column 1 ('speed'): '-inf' is not a finite number"),
    ("speed,dist\n1e999,1\n", "column 1 ('speed'): '1e999' is not a finite number"),
    ("speed,dist\n1,\"2,5\"\n", "'2,5' is not a number\nhint: write a decimal point, not a comma"),
    ("speed,dist\n1,2\n\"3\"x,4\n", "maps/cars.csv: row 3: text beside the quotes of a value"),
    ("speed,\"di\"st\"\n1,2\n", "maps/cars.csv: row 1: text beside the quotes of a value"),
    ("speed,dist\n1,2\n\"3,4\n5,6\n", "maps/cars.csv: line 3: a quote is never closed"),
    (
      "speed,dist\r\n1,2\r\n1, \"2\"\"\r\n5,6\r\n", "maps/cars.csv: line 3: a quote is never closed"
    ),
    ("speed,\"dist\n1,2\n", "maps/cars.csv: line 1: a quote is never closed"),
    ("speed,dist\n1,2\0\n", "maps/cars.csv: this data file is not text"),
    ("speed;dist\n1;2\n", "there is no column 'speed' in maps/cars.csv"),
    ("speed,dust\n1,2\n", "there is no column 'dist' in maps/cars.csv"),
    ("speed,dust\n1,2\n", "did you mean 'dust'?"),
    ("speed;dist\n1;2\n", "columns are separated by commas"),
    ("speed,dist,dist\n1,2,3\n", "there are several columns 'dist' in maps/cars.csv"),
  ])
  func messagesNameTheFaultAndItsPlace(_ csv: String, _ message: String) {
    #expect(Self.complaint(csv: csv).contains(message), "\(Self.complaint(csv: csv))")
  }

  @Test func otherEncodings() {
    let latin: [UInt8] = Array("speed,dist\n1,".utf8) + [0xE9, 10]
    #expect(Self.complaint(bytes: latin).contains("this data file is not UTF-8 text"))
    #expect(Self.complaint(bytes: [0xFF, 0xFE, 0x61, 0]).contains("this data file is not UTF-8"))
  }

  @Test(.slow) func largeFilesAreNotParsed() {
    let bytes = [UInt8](repeating: UInt8(ascii: ","), count: DataSet.largestFile + 1)
    #expect(Self.complaint(bytes: bytes).contains("too large (over 5 MB)"))
  }

  @Test(.slow) func manyRowsAreAnError() {
    let rows = String(repeating: "1,2\n", count: DataSet.mostRows)
    #expect(Self.complaint(csv: "speed,dist\n" + rows) == "fine")
    #expect(Self.complaint(csv: "speed,dist\n" + rows + "1,2\n").contains("more than 50000 rows"))
  }

  @Test(.slow) func hostileFilesAreAnErrorAndNotACrash() {
    let bombs = [
      String(repeating: "\"", count: 50_001), String(repeating: ",", count: 50_000),
      "speed,dist\n" + String(repeating: ",", count: 50_000) + String(repeating: "\n1", count: 9),
      "speed,dist\n1," + String(repeating: "9", count: 50_000),
      "speed,dist\n1," + String(repeating: "a\u{301}", count: 20_000),
      "speed,dist\n\"" + String(repeating: "\n", count: 50_000),
      "speed,\u{301}dist\n1,2\n",
    ]
    for bomb in bombs {
      let complaint = Self.complaint(csv: bomb)
      #expect(complaint != "fine")
      #expect(complaint.count < 600)
    }
  }

  @Test func anyPrefixAndAnyLostByteIsReadOrRefused() {
    let good = Array("\u{FEFF}\"speed\",x,dist\r\n1,\"a \"\"b\"\",\",2\r\n3e0,é,-.5\n".utf8)
    for count in good.indices {
      var lost = good
      lost.remove(at: count)
      for bytes in [Array(good[..<count]), lost] {
        #expect(Self.complaint(bytes: bytes).count < 300)
      }
    }
  }

  // MARK: - What is wrong with the YAML

  static func changed(_ text: String, to other: String) -> String {
    yaml.replacing(text, with: other)
  }

  @Test(arguments: [
    (changed("cars.csv", to: "bikes.csv"), "t.yaml:2:14: the data cannot be read: no such file"),
    (changed("cars.csv", to: "/a.csv"), "no such file as /a.csv"),
    (changed("data: {file", to: "data: {files"), "unknown key 'files' in 'data'"),
    (changed("file: cars.csv, ", to: ""), "the key 'file' is missing in 'data'"),
    (changed(", columns: {u: speed, v: dist}", to: ""), "the key 'columns' is missing in 'data'"),
    (changed("{u: speed, v: dist}", to: "[speed]"), "'columns' must be names with the columns"),
    (changed("{u: speed, v: dist}", to: "{}"), "'columns' must be names with the columns"),
    (changed("{u: speed", to: "{x: speed"), "'x' cannot be the name of a column"),
    (changed("{u: speed", to: "{sin: speed"), "'sin' cannot be the name of a column"),
    (changed("dist}}", to: "dist}, standardize: [w]}"), "2:68: unknown column 'w'"),
    (changed("dist}}", to: "dist}, standardize: u}"), "'standardize' must be a list of names"),
    (changed("data:", to: "#"), "the key 'data' is missing"),
    (changed("sample:", to: "#"), "the key 'sample' is missing"),
    (yaml + "formula: x\n", "6:1: 'formula' has no place in a surface made of data"),
    (yaml + "noise: 1\n", "6:1: 'noise' has no place in a surface made of data"),
    (yaml + "parameters: {u: {value: 1, range: [0, 1]}}\n", "'u' is the name of a parameter, too"),
    (changed("*u", to: "*w"), "3:12: unknown name 'w'"),
  ])
  func messagesNameTheFaultyKey(_ yaml: String, _ message: String) {
    let complaint = Self.complaint(yaml, csv: "speed,dist\n1,2\n")
    #expect(complaint.contains(message), "\(complaint)")
  }
}
