import Testing

@testable import Canvas

@Suite("Text in a frame")
struct FrameTextTests {
  private func frame(_ width: Int = 6, _ draw: (inout Frame) -> Void) -> String {
    var frame = Frame(size: Size(width: width, height: 1), filledWith: Cell("."))
    draw(&frame)
    return String(
      String.UnicodeScalarView(frame.cells.map { $0.glyph == Cell.continuation ? "_" : $0.glyph }))
  }

  @Test("ASCII text starts at its column and reports the columns used")
  func ascii() {
    var used = 0
    #expect(frame { used = $0.put("abc", column: 2, row: 0) } == "..abc.")
    #expect(used == 3)
  }

  @Test(
    "text is cut off at the edge of the frame and at the given width",
    arguments: [
      ("abcdef", 3, nil, "...abc", 3), ("abcdef", 0, 2, "ab....", 2), ("ab", 6, nil, "......", 0),
      ("ab", 99, nil, "......", 0), ("abcd", -2, nil, "cd....", 4), ("abcd", -9, nil, "......", 4),
      ("ab", 1, 0, "......", 0), ("ab", 1, -3, "......", 0), ("", 1, nil, "......", 0),
    ] as [(String, Int, Int?, String, Int)])
  func clipping(text: String, column: Int, width: Int?, expected: String, columns: Int) {
    var used = -1
    let drawn = frame { used = $0.put(text, column: column, row: 0, width: width) }
    #expect(drawn == expected)
    #expect(used == columns)
  }

  @Test("rows outside the frame are ignored")
  func rowsOutside() {
    #expect(frame { $0.put("ab", column: 0, row: 1) } == "......")
    #expect(frame { $0.put("é", column: 0, row: -1) } == "......")
  }

  @Test("an ellipsis replaces text that does not fit, and only that")
  func ellipsis() {
    #expect(frame { $0.put("abcdef", column: 0, row: 0, ellipsis: .unicode) } == "abcdef")
    #expect(frame { $0.put("abcdefg", column: 0, row: 0, ellipsis: .unicode) } == "abcde…")
    #expect(frame { $0.put("abcd", column: 0, row: 0, width: 3, ellipsis: .ascii) } == "ab~...")
    #expect(frame { $0.put("ab", column: 0, row: 0, width: 1, ellipsis: .ascii) } == "~.....")
    #expect(frame { $0.put("漢字", column: 0, row: 0, width: 3, ellipsis: .unicode) } == "漢_…...")
    #expect(frame { $0.put("a漢字", column: 0, row: 0, width: 3, ellipsis: .unicode) } == "a…....")
  }

  @Test("wide characters take two cells and are never cut in two")
  func wide() {
    #expect(frame { $0.put("漢x", column: 0, row: 0) } == "漢_x...")
    #expect(frame { $0.put("漢", column: 5, row: 0) } == "......")
    #expect(frame { $0.put("漢字", column: 0, row: 0, width: 3) } == "漢_....")
    #expect(frame { $0.put("漢字", column: -1, row: 0) } == " 字_...")
    #expect(frame { $0.put("🙂", column: 1, row: 0) } == ".🙂_...")
  }

  @Test("overwriting half of a wide character blanks the other half")
  func overwriting() {
    #expect(
      frame {
        $0.put("漢字", column: 1, row: 0)
        $0.put("x", column: 2, row: 0)
      } == ". x字_.")
    #expect(
      frame {
        $0.put("漢字", column: 1, row: 0)
        $0.put("é", column: 1, row: 0)
      } == ".é 字_.")
    #expect(
      frame {
        $0.put("漢字", column: 0, row: 0)
        $0.put("語", column: 1, row: 0)
      } == " 語_ ..")
    #expect(
      frame {
        $0.put("漢字", column: 0, row: 0)
        $0.put("漢字", column: 0, row: 0)
        $0.put("字", column: 2, row: 0)
      } == "漢_字_..")
    #expect(
      frame {
        $0.put("漢字", column: 0, row: 0)
        $0.fill(Rectangle(column: 1, row: 0, width: 2, height: 1), with: Cell("#"))
      } == " ## ..")
    #expect(
      frame {
        $0.put("漢", column: 0, row: 0)
        $0[1, 0] = Cell("x")
      } == " x....")
    #expect(
      frame {
        $0.put("漢", column: 0, row: 0)
        $0[0, 0].style.attributes = .reverse
        $0[1, 0].style.attributes = .reverse
      } == "漢_....")
  }

  @Test("combining marks and invisible characters are omitted, control characters replaced")
  func oddCharacters() {
    #expect(frame { $0.put("e\u{301}a", column: 0, row: 0) } == "ea....")
    #expect(frame { $0.put("a\u{200B}\u{202E}b", column: 0, row: 0) } == "ab....")
    #expect(frame { $0.put("a\u{1B}[m", column: 0, row: 0) } == "a\u{FFFD}[m..")
    #expect(frame { $0.put("a\tb\nc", column: 0, row: 0) } == "a b c.")
    #expect(frame { $0.put("\u{0}\u{9B}", column: 0, row: 0) } == "\u{FFFD}\u{FFFD}....")
  }

  @Test("spans follow one another, each in its style; the last one that fits has the ellipsis")
  func spans() {
    let bold = Style(attributes: .bold)
    let spans = [Span("ab", bold), Span("cd")]
    var used = 0
    #expect(frame { used = $0.put(spans, column: 1, row: 0) } == ".abcd.")
    #expect(used == 4)
    #expect(frame { $0.put(spans, column: 0, row: 0, width: 3, ellipsis: .ascii) } == "ab~...")
    #expect(frame { $0.put(spans, column: 0, row: 0, width: 2, ellipsis: .ascii) } == "a~....")
    #expect(frame { $0.put(spans, endingAt: 6, row: 0) } == "..abcd")
    #expect(frame { $0.put(spans, endingAt: 6, row: 0, width: 3, ellipsis: .ascii) } == "...ab~")
    var styled = Frame(size: Size(width: 4, height: 1))
    styled.put(spans, column: 0, row: 0)
    #expect(styled.cells.map(\.style) == [bold, bold, .plain, .plain])
  }
}
