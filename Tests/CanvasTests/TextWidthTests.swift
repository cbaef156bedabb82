import Testing

@testable import Canvas

@Suite("Width of text")
struct TextWidthTests {
  @Test(
    arguments: [
      ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("漢字", 4), ("ｆｕｌｌ", 8), ("ﾊﾝｶｸ", 4),
      ("한국", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("🙂", 2), ("☀\u{FE0F}", 1), ("a\u{200D}b", 2),
      ("●■▲◆✚★▼", 7), ("─│┌", 3), ("▚🬗⣿", 3), ("∇κ²⁻", 4), ("\u{AD}", 0), ("\u{1B}", 1),
      ("\t", 1), ("𠀀", 2),
    ])
  func width(text: String, columns: Int) {
    #expect(Canvas.width(of: text) == columns)
  }

  @Test("the table of wide characters is sorted, so that it can be searched")
  func sortedTable() {
    for (before, after) in zip(WideRanges.all, WideRanges.all.dropFirst()) {
      #expect(before.upperBound < after.lowerBound)
    }
  }
}
