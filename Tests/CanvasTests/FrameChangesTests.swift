import TestSupport
import Testing

@testable import Canvas

@Suite("Changes from frame to frame")
struct FrameChangesTests {
  private let size = Size(width: 17, height: 5)

  /// Adds a few random texts, some of them wide, and fills to a frame.
  private func scribble(on frame: inout Frame, _ random: inout SplitMix) {
    let texts = ["ab", "漢字", "x漢", "🙂", " ", "▀▄", "e\u{301}", "    ", "─│", "字a字"]
    for _ in 0..<1 + random.number(below: 6) {
      let style = Style(
        foreground: random.number(below: 3) == 0
          ? nil : Color(UInt32(random.number(below: 0x1000000))),
        background: random.number(below: 2) == 0
          ? nil : Color(UInt32(random.number(below: 0x1000000))),
        attributes: Style.Attributes(
          rawValue: random.number(below: 2) == 0 ? 0 : UInt8(random.number(below: 16))))
      let (column, row) = (
        random.number(below: frame.size.width + 2) - 1, random.number(below: frame.size.height)
      )
      if random.number(below: 4) == 0 {
        let area = Rectangle(column: column, row: row, width: random.number(below: 5), height: 2)
        frame.fill(area, with: Cell(random.number(below: 2) == 0 ? " " : "░", style))
      } else {
        frame.put(texts[random.number(below: texts.count)], column: column, row: row, style: style)
      }
    }
  }

  @Test(
    "changes applied one after the other show exactly the frames", .slow,
    arguments: ColorDepth.allCases)
  func sequences(depth: ColorDepth) {
    for seed in 1...12 {
      var random = SplitMix(seed: UInt64(seed))
      var frame = Frame(size: size)
      var screen = ANSIScreen(size: size)
      // The former contents must not matter.
      screen.write("\u{1B}[2;3Hrubbish漢")
      var previous: Frame?
      for _ in 0..<40 {
        scribble(on: &frame, &random)
        screen.write(frame.ansi(changesFrom: previous, depth: depth))
        let (found, wanted) = (screen.frame.seen(depth: .trueColor), frame.seen(depth: depth))
        // Compared outside of the expectation, which would print whole frames.
        let isEqual = found == wanted
        #expect(isEqual, "seed \(seed):\n\(found.goldenText)\nnot\n\(wanted.goldenText)")
        #expect(screen.isPlain)
        #expect(screen.unknown == [])
        previous = frame
      }
    }
  }

  @Test("only changed cells are written, and wide glyphs as a whole")
  func onlyChanges() {
    var frame = Frame(size: size)
    frame.put("漢字 text", column: 2, row: 1)
    let before = frame
    #expect(frame.ansi(changesFrom: before, depth: .trueColor) == "")
    frame[7, 1] = Cell("T", Style(attributes: .bold))
    frame[10, 1] = Cell("T")
    frame[16, 4] = Cell("!")
    #expect(
      frame.ansi(changesFrom: before, depth: .trueColor)
        == "\u{1B}[2;8H\u{1B}[1mT\u{1B}[2C\u{1B}[0mT\u{1B}[5;17H!")
    let marked = frame
    frame[5, 1].style.attributes = .reverse
    #expect(
      frame.ansi(changesFrom: marked, depth: .trueColor) == "\u{1B}[2;5H字",
      "the second half is drawn by the first")
    frame.put("xyz", column: 16, row: 2)
    frame.put("z", column: 0, row: 3)
    #expect(
      frame.ansi(changesFrom: marked, depth: .none).hasSuffix("\u{1B}[3;17Hx\u{1B}[4;1Hz"),
      "the cursor's place after the last column differs between terminals")
  }

  @Test("the first frame, and one of another size, is written on a cleared terminal")
  func fromScratch() {
    let frame = Frame(size: size)
    #expect(frame.ansi(changesFrom: nil, depth: .trueColor) == "\u{1B}[0m\u{1B}[2J")
    let other = Frame(size: Size(width: 3, height: 1), filledWith: Cell("x"))
    #expect(frame.ansi(changesFrom: other, depth: .trueColor) == "\u{1B}[0m\u{1B}[2J")
    #expect(
      other.ansi(changesFrom: frame, depth: .trueColor) == "\u{1B}[0m\u{1B}[2J\u{1B}[1;1Hxxx")
    #expect(Frame(size: Size(width: 0, height: 0)).ansi(changesFrom: frame, depth: .none) != "")
  }

  @Test("halves of wide glyphs and glyphs without a width do not shift the following cells")
  func oddCells() {
    var frame = Frame(size: Size(width: 5, height: 1))
    frame[0, 0] = Cell("漢")
    frame[2, 0] = Cell(Cell.continuation, Style(attributes: .reverse))
    frame[3, 0] = Cell("\u{301}")
    frame[4, 0] = Cell("字")
    #expect(
      frame.ansi(changesFrom: nil, depth: .none)
        == "\u{1B}[0m\u{1B}[2J\u{1B}[1;1H?\u{1B}[1C\u{1B}[7m \u{1B}[0m??")
  }
}
