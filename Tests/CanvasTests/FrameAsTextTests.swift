import Testing

@testable import Canvas

@Suite("Frames as text")
struct FrameOutputTests {
  private let gold = Color(0xFFD700)
  private let navy = Color(0x00005F)

  /// `a漢` in bold gold, two navy cells with a half block, a blank row.
  private var sample: Frame {
    var frame = Frame(size: Size(width: 8, height: 2))
    frame.put("a漢", column: 0, row: 0, style: Style(foreground: gold, attributes: .bold))
    frame[3, 0] = Cell(" ", Style(background: navy))
    frame[4, 0] = Cell("▄", Style(foreground: gold, background: navy))
    return frame
  }

  @Test("plain text has no blanks at the ends of lines and no second halves")
  func plainText() {
    #expect(sample.plainText == "a漢 ▄\n\n")
    #expect(Frame(size: Size(width: 0, height: 0)).plainText == "")
    #expect(Frame(size: Size(width: 3, height: -1)).plainText == "")
  }

  @Test("ANSI text has a sequence only where the style changes, and a reset at the end of a line")
  func ansi() {
    let esc = "\u{1B}["
    #expect(
      sample.ansi(depth: .trueColor)
        == "\(esc)1;38;2;255;215;0ma漢\(esc)48;2;0;0;95m \(esc)0;38;2;255;215;0;48;2;0;0;95m▄"
        + "\(esc)49m   \(esc)0m\n        \n")
    #expect(
      sample.ansi(depth: .indexed256)
        == "\(esc)1;38;5;220ma漢\(esc)48;5;17m \(esc)0;38;5;220;48;5;17m▄\(esc)49m   \(esc)0m\n"
        + "        \n")
    #expect(
      sample.ansi(depth: .sixteen).hasPrefix("\(esc)1;33ma漢"))
    #expect(sample.ansi(depth: .eight).hasPrefix("\(esc)1;33ma漢"))
    #expect(sample.ansi(depth: .none) == "\(esc)1ma漢 \(esc)0m▄   \n        \n")
    #expect(Frame(size: Size(width: 2, height: 1)).ansi(depth: .trueColor) == "  \n")
  }

  @Test("golden text shows the glyphs and the runs of styles")
  func golden() {
    #expect(
      sample.goldenText == """
        8x2
        |a漢 ▄   |
        |        |
        1: 3*ffd700B 1*/00005f 1*ffd700/00005f 3*.

        """)
  }

  @Test("golden text is read back as the same frame")
  func reading() {
    #expect(Frame(goldenText: sample.goldenText) == sample)
    var frame = Frame(size: Size(width: 30, height: 3))
    for column in 0..<30 {
      frame[column, 1] = Cell("=", Style(background: Color(UInt32(column * 7)), attributes: .dim))
    }
    frame.put("| a = b |", column: 3, row: 2, style: Style(attributes: [.reverse, .underline]))
    #expect(Frame(goldenText: frame.goldenText) == frame)
    let empty = Frame(size: Size(width: 0, height: 0))
    #expect(Frame(goldenText: empty.goldenText) == empty)
  }

  @Test(
    "other text than golden text is refused",
    arguments: [
      "", "2x1", "2x1\nab", "2x1\n|abc|", "2x1\n|a|", "2x1\n|ab|\n1: 2*a", "2x1\n|ab|\n2: 2*.",
      "2x1\n|ab|\n1: 9*.", "2x1\n|ab|\n1: 2*ffd700X", "2x1\n|ab|\n1: 2*/", "2x1\n|ab|\nnonsense",
      "-1x1\n||", "1x1\n|",
    ])
  func refusing(text: String) {
    #expect(Frame(goldenText: text) == nil)
  }

  @Test("a style has the same name in each frame")
  func stableNames() {
    var other = Frame(
      size: Size(width: 8, height: 2), filledWith: Cell("x", Style(foreground: navy)))
    other[3, 1] = sample[3, 0]
    #expect(other.goldenText.contains("\n2: 3*00005f 1*/00005f 4*00005f\n"))
  }
}
