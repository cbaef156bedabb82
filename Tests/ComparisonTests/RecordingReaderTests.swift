import Calculus
import Comparison
import Optimizers
import TestSupport
import Testing

@Suite struct RecordingReaderTests {
  private func read(_ text: String) throws(RecordingFault) -> [Recording] {
    var reader = RecordingReader()
    try reader.read(Array(text.utf8))
    try reader.finish()
    return reader.recordings
  }

  private func faultIn(_ text: String) -> RecordingFault? {
    do throws(RecordingFault) {
      _ = try read(text)
      return nil
    } catch {
      return error
    }
  }

  /// A file without line ends would fill the memory.
  @Test func aLineHasALimit() throws {
    var reader = RecordingReader()
    try reader.read(Array("step,x,y\n0,1,1\n".utf8))
    let piece = [UInt8](repeating: 0, count: 600_000)
    try reader.read(piece)
    let fault = #expect(throws: RecordingFault.self) { try reader.read(piece) }
    #expect(fault?.reason == .notText && fault?.line == 3)
    #expect(reader.recordings[0].count == 1)
  }

  @Test func columnsMayHaveAnyOrder() throws {
    let runs = try read("note,y,loss,x,step,run,lr\nhi,2,0.5,1,0,a,0.1\nho,4,0.25,3,10,a,0.2")
    #expect(runs.map(\.name) == ["a"])
    #expect(runs[0].points == [Point(1, 2), Point(3, 4)])
    #expect(runs[0].steps == [0, 10])
    #expect(runs[0].losses == [0.5, 0.25])
    #expect(runs[0].rate(ofStep: 10) == 0.2)
  }

  @Test func rowsOfSeveralRunsMayAlternate() throws {
    let runs = try read("run,step,x,y\nb,0,1,1\na,5,2,2\nb,1,3,3\n\na,6,4,4\n")
    #expect(runs.map(\.name) == ["b", "a"])
    #expect(runs.map(\.steps) == [[0, 1], [5, 6]])
  }

  @Test func numpyAndSpreadsheetsAreUnderstood() throws {
    let numpy = try read(
      "# run,step,x,y\n1.000000000000000000e+00,2.000000000000000000e+00,-1.5e+00,2.5e-01\n")
    #expect(numpy[0].name == "1")
    #expect(numpy[0].steps == [2])
    #expect(numpy[0].points == [Point(-1.5, 0.25)])
    let sheet = try read("\u{FEFF}run;step;x;y;optimizer\r\n\"a;b\";0; 1 ;2;\"adam\"\r\n")
    #expect(sheet[0].name == "a;b")
    #expect(sheet[0].optimizer == "adam")
  }

  @Test func withoutARunColumnTheOptimizerTellsRunsApart() throws {
    #expect(try read("step,x,y\n0,1,2\n").map(\.name) == ["1"])
    let runs = try read("step,x,y,optimizer\n0,1,2,gd\n0,1,2,adam\n1,1,2,gd\n")
    #expect(runs.map(\.name) == ["gd", "adam"])
  }

  /// However the bytes are cut, the runs are the same.
  @Test func halfALineWaits() throws {
    let text = Array("run,step,x,y,loss\r\na,0,1.25,2,3\nb,0,4,5,6\na,1,7e-3,8,9\n".utf8)
    let whole = try read(String(decoding: text, as: UTF8.self))
    for size in 1..<text.count {
      var reader = RecordingReader()
      for start in stride(from: 0, to: text.count, by: size) {
        try reader.read(Array(text[start..<min(start + size, text.count)]))
      }
      #expect(reader.recordings == whole)
    }
    var reader = RecordingReader()
    try reader.read(Array("step,x,y\n0,1,1\n1,2".utf8))
    #expect(reader.recordings[0].count == 1)
    try reader.read(Array("5,2\n".utf8))
    #expect(reader.recordings[0].points.last == Point(25, 2))
  }

  @Test func rowsThatAreNotFiniteAreLeftOut() throws {
    let run = try read("step,x,y,loss\n0,1,1,3\n1,1,1,nan\n2,2,2,1\n3,inf,0,2\n4,nan,nan,nan\n")[0]
    #expect(run.steps == [0, 2])
    #expect(run.failure == 3)
    #expect(run.omitted == 3)
  }

  @Test func faultsHaveAPlace() throws {
    let cases: [(text: String, line: Int, column: Int, message: String)] = [
      ("", 1, 1, "the file is empty"),
      ("run,step,x,y\n", 1, 1, "there are no rows below the header"),
      ("run,step,x\na,0,1\n", 1, 1, "there is no column 'y'"),
      ("0,0,1,2\n", 1, 1, "there is no column 'step'"),
      ("step,x,y,x\n", 1, 10, "there are several columns 'x'"),
      ("step,x,y\n0,1,2\n1,2\n", 3, 1, "the row has 2 values, the header 3"),
      ("step,x,y\n0,1,2\n1, one,3\n", 3, 4, "'one' is not a number, as 'x' must be"),
      ("step,x,y\n0,,2\n", 2, 3, "there is no value for 'x'"),
      ("step,x,y\n0.5,1,2\n", 2, 1, "'0.5' is not the number of a step"),
      ("step,x,y\n-1,1,2\n", 2, 1, "'-1' is not the number of a step"),
      ("run,step,x,y\na,3,1,2\na,3,1,2\n", 3, 3, "run 'a' has step 3 twice"),
      ("run,step,x,y\na,3,1,2\na,2,1,2\n", 3, 3, "run 'a' goes back from step 3 to step 2"),
      (
        "step,x,y\n0,nan,1\n", 2, 1,
        "run '1' has no row with finite numbers and a step up to 1,000,000"
      ),
    ]
    for each in cases {
      let fault = try #require(faultIn(each.text), "\(each.text)")
      #expect(fault.message == each.message)
      #expect(fault.line == each.line, "\(each.text)")
      #expect(fault.column == each.column, "\(each.text)")
      #expect(!fault.hint.isEmpty)
    }
    #expect(
      faultIn("step,x,y\n0,1,oops\n")?.description(file: "runs.csv")
        == """
        runs.csv:2:5: 'oops' is not a number, as 'y' must be
          0,1,oops
              ^
        hint: write numbers as 0.5 or 1e-3; nan where a run has failed or nothing is known
        """)
    let many = (0...100).map { "r\($0),0,1,1\n" }.joined()
    #expect(faultIn("run,step,x,y\n" + many)?.message == "there are more than 100 runs")
  }

  /// Every number is read as the library reads it, to the last bit.
  @Test func numbersAreRoundedOnce() throws {
    var random = SplitMix(seed: 42)
    var texts = [
      "0", "-0", ".5", "5.", "1e22", "9007199254740993", "18446744073709551615",
      "9999999999999999999", "0.1", "2.2250738585072014e-308", "5e-324", "1e400", "+3.5E+2",
      "123456789012345678901234567890", "0.00000000000000000000000000000123",
    ]
    for _ in 0..<4000 {
      let value = Double(bitPattern: random.next())
      if value.isFinite { texts.append("\(value)") }
      let digits = String(random.next()).prefix(1 + random.number(below: 20))
      texts.append("\(digits)e\(random.number(below: 80) - 40)")
      texts.append("0.\(digits)")
    }
    for text in texts {
      let run = try read("step,x,y\n0,\(text),0\n1,0,0\n")[0]
      let expected = try #require(Double(text))
      #expect(run.steps.count == 1 || run.points[0].x.bitPattern == expected.bitPattern, "\(text)")
    }
  }
}
