import Canvas
import Testing

@Suite struct GoldenDifferenceTests {
  private func text(_ rows: String..., bold: Int? = nil) -> String {
    var frame = Frame(size: Size(width: 3, height: rows.count))
    for (row, text) in rows.enumerated() {
      frame.put(text, column: 0, row: row, style: Style(attributes: row == bold ? .bold : []))
    }
    return frame.goldenText
  }

  @Test func listAllRowsThatDiffer() {
    #expect(
      goldenDifferences(from: text("abc", "def", "ghi"), to: text("abc", "dEf", "ghi", bold: 2))
        == """
        2 of 3 rows
        row 2
          was |def|
          is  |dEf|
        row 3, styles
          was plain
          is  3*B
        """)
  }

  @Test func endAtALimit() {
    let differences = goldenDifferences(from: text("abc", "def"), to: text("x", "y"), limit: 1)
    #expect(differences == "2 of 2 rows\nrow 1\n  was |abc|\n  is  |x  |\nand 1 more differences")
  }

  @Test func nameAChangeOfTheSize() {
    let differences = goldenDifferences(from: text("abc"), to: text("abc", "def"))
    #expect(
      differences
        == "1 of 2 rows\nsize was 3x1, is 3x2\nrow 2\n  was missing\n  is  |def|")
  }
}
