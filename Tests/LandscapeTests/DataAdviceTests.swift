import Testing

/// Faulty data files from practice: each message says what to do.
@Suite struct DataAdviceTests {
  @Test(arguments: [
    "NA", "n/a", "#N/A", "?", "null", "None", "-", "--", "–", ".", "~", "missing", "NaN", "inf", "",
  ])
  func missingValues(_ value: String) {
    let complaint = DataSetTests.complaint(csv: "speed,dist\n1,2\n3,\(value)\n")
    #expect(complaint.contains("cars.csv: row 3, column 2 ('dist'): "), "\(complaint)")
    #expect(complaint.hasSuffix("\nhint: leave out the row, or fill it in"), "\(complaint)")
  }

  @Test(arguments: [
    ("\"2,5\"", "write a decimal point, not a comma: 2.5"), ("\"-0,25\"", "not a comma: -0.25"),
    ("\"1,234\"", "not a comma: 1.234, or 1234 if the comma stands between thousands"),
    ("\"1,234.5\"", "write 1234.5"), ("\"1.234,5\"", "write 1234.5"),
    ("\"1,234,567\"", "write 1234567"),
    ("1.234.567", "write 1234567"), ("1 234.5", "write 1234.5"), ("1'234", "write 1234"),
    ("1\u{202F}234", "write 1234"), ("1_000", "write 1000"), ("0x10", "write 16"),
    ("−1.5", "write -1.5"),
    ("1.5D-3", "write 1.5e-3"), ("12%", "write 12"), ("$5.20", "write 5.20"), ("5 kg", "write 5"),
    ("5kg", "write 5"), ("3e", "write 3"), ("<0.5", "write 0.5"), ("5±1", "write 5"),
    ("'5'", "write 5"),
    ("true", "write 1 for true and 0 for false"), ("No", "write 1 for yes and 0 for no"),
    ("2020-01-02", "write dates and times as numbers"),
    ("12:30", "write dates and times as numbers"),
    ("1.5.2", "write it in decimal"), ("1 2", "write it in decimal"),
    ("1-2", "write it in decimal"),
    ("high", "write it in decimal"),
    ("1.2.3,4,5", "write it in decimal"), ("e", "write it in decimal"),
    ("%", "write it in decimal"),
  ])
  func textInPlaceOfNumbers(_ value: String, _ hint: String) {
    let quoted = value.hasPrefix("\"") || !value.contains(",") ? value : "\"\(value)\""
    let complaint = DataSetTests.complaint(csv: "speed,dist\n\(quoted),2\n")
    #expect(complaint.contains("row 2, column 1 ('speed'): "), "\(complaint)")
    #expect(complaint.contains("\nhint: \(hint)") || complaint.hasSuffix(hint), "\(complaint)")
  }

  @Test(arguments: [
    (
      "speed;dist\n1,5;2\n",
      "commas, and row 1 has semicolons: put commas in their place, after points"
    ),
    ("speed\tdist\n1\t2\n", "commas, and row 1 has tabs: put commas in their place"),
    ("speed|dist\n1|2\n", "commas, and row 1 has pipes: put commas"),
    ("speed dist\n1 2\n", "commas, and row 1 has blanks: put commas"),
    ("speed   dist\n1   2\n", "commas, and row 1 has blanks: put commas"),
    ("\n1,2\n3,4\n", "row 2 has numbers already: write a line of column names above it"),
    (
      "1;2\n3;4\n",
      "semicolons: put commas in their place, after points in the place of decimal commas; and write column names above"
    ),
    (
      "# speed,dist\n1,2\n",
      "leave out the '#' at the start of row 1, and separate the names by commas"
    ),
    (
      "# speed dist\n1 2\n",
      "leave out the '#' at the start of row 1, and separate the names by commas"
    ),
    (
      "# made by me\n# in May, 2020\nspeed,dist\n1,2\n",
      "the column names are in row 3: leave out what comes above"
    ),
    ("My cars\n\nspeed,dist\n1,2\n", "the column names are in row 3: leave out"),
    ("sep=,\nspeed,dist\n1,2\n", "the column names are in row 2: leave out"),
    ("# nothing\n1,2\n", "row 1 is a comment: begin with a line of column names"),
    ("SPEED,DIST\n1,2\n", "did you mean 'SPEED'?"),
  ])
  func aHeaderWithoutTheName(_ csv: String, _ hint: String) {
    let complaint = DataSetTests.complaint(csv: csv)
    #expect(
      complaint.contains("t.yaml:2:37: there is no column 'speed' in maps/cars.csv"), "\(complaint)"
    )
    #expect(complaint.contains(hint), "\(complaint)")
  }

  @Test(arguments: [
    (
      "speed,dist\n1,2,\n",
      "row 2 has 3 values, the header has 2\nhint: leave out the comma at the end of the row"
    ),
    (
      "speed,dist,\n1,2\n",
      "row 2 has 2 values, the header has 3\nhint: leave out the comma at the end of the header"
    ),
    ("speed,dist\n1,5,2,5\n", "write decimal points, not commas"),
    (
      "speed,dist\n1;2\n",
      "columns are separated by commas: put commas between the values of this row"
    ),
    ("speed,dist\n# so far\n1,2\n", "leave out comments"),
    ("speed,dist\n1,4,2\n", "name every column in the header, that of row names, too"),
    ("speed,dist\n1\n", "give every row one value for each column"),
    ("speed,dist,note\n1,2,\"a\nb\"\n1,2\n", "row 3 (line 4) has 2 values"),
  ])
  func aRowOfAnotherLength(_ csv: String, _ hint: String) {
    #expect(DataSetTests.complaint(csv: csv).contains(hint), "\(DataSetTests.complaint(csv: csv))")
  }

  @Test func commasAtTheEndOfEachRowAreFine() throws {
    #expect(try DataSetTests.columns("speed,dist,\n1,2,\n3,4,\n") == [[1, 3], [2, 4]])
  }

  @Test func theEncodingIsNamed() {
    let text = Array("speed,dist\n1,2\n".utf8)
    let little: [UInt8] = text.flatMap { [$0, 0] }
    let big: [UInt8] = text.flatMap { [0, $0] }
    let mark: [UInt8] = [0xFF, 0xFE]
    for bytes in [mark + little, little, big] {
      let complaint = DataSetTests.complaint(bytes: bytes)
      #expect(complaint.hasSuffix("not UTF-8 text\nhint: it is UTF-16: save it as UTF-8"))
    }
    let latin: [UInt8] = text + [0xE9, 10]
    let complaint = DataSetTests.complaint(bytes: latin)
    #expect(complaint.contains("line 3 is the first that is not"))
  }
}
