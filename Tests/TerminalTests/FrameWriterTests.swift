import Canvas
import Testing

@testable import Terminal

@Suite struct FrameWriterTests {
  private let size = Size(width: 10, height: 3)

  private func writer(
    _ calls: RecordedCalls, method: ColorMethod = .palette, synchronizes: Bool = false,
    size: Size? = nil
  ) -> FrameWriter<RecordedCalls> {
    FrameWriter(calls, method: method, synchronizes: synchronizes, size: size ?? self.size)
  }

  private func frame(_ texts: String..., size: Size? = nil, style: Style = .plain) -> Frame {
    var frame = Frame(size: size ?? self.size)
    for (row, text) in texts.enumerated() { frame.put(text, column: 0, row: row, style: style) }
    return frame
  }

  /// A row with a cell for each of many distinct colours.
  private func colors(_ numbers: Range<Int>) -> Frame {
    var frame = Frame(size: Size(width: 400, height: 1))
    for (column, number) in numbers.enumerated() {
      let color = Color(UInt32(number * 40_503 % 0x1000000))
      frame[column, 0] = Cell("x", Style(foreground: color))
    }
    return frame
  }

  @Test func writesTheFirstFrameAsAWhole() {
    let calls = RecordedCalls()
    var writer = writer(calls)
    writer.write(frame("ab", "c"), redefine: calls.redefine)
    #expect(
      calls.calls == [
        .resize(size), .put("ab        ", column: 0, row: 0),
        .put("c         ", column: 0, row: 1), .put("          ", column: 0, row: 2), .show,
      ])
  }

  @Test func writesOnlyTheCellsThatChanged() {
    let calls = RecordedCalls()
    var writer = writer(calls)
    writer.write(frame("abcdef", "ghi"), redefine: calls.redefine)
    calls.start()
    writer.write(frame("abCDeF", "ghi"), redefine: calls.redefine)
    #expect(
      calls.calls == [.put("CD", column: 2, row: 0), .put("F", column: 5, row: 0), .show])
    calls.start()
    writer.write(frame("abCDeF", "ghi", style: Style(attributes: .bold)), redefine: calls.redefine)
    #expect(
      calls.calls == [.put("abCDeF", column: 0, row: 0), .put("ghi", column: 0, row: 1), .show])
  }

  @Test func writesNothingForTheSameFrame() {
    let calls = RecordedCalls()
    var writer = writer(calls, synchronizes: true)
    writer.write(frame("abc"), redefine: calls.redefine)
    calls.start()
    writer.write(frame("abc"), redefine: calls.redefine)
    #expect(calls.calls == [])
  }

  @Test func writesBothCellsOfAWideGlyph() {
    let calls = RecordedCalls()
    var writer = writer(calls)
    writer.write(frame("a漢b"), redefine: calls.redefine)
    calls.start()
    // The second cell is the same.
    writer.write(frame("a字b"), redefine: calls.redefine)
    #expect(calls.calls == [.put("字_", column: 1, row: 0), .show])
    calls.start()
    // Only the second cell has another style.
    var styled = frame("a字b")
    styled[2, 0].style = Style(attributes: .bold)
    writer.write(styled, redefine: calls.redefine)
    #expect(calls.calls == [.put("字_", column: 1, row: 0), .show])
    calls.start()
    writer.write(frame("axyb"), redefine: calls.redefine)
    #expect(calls.calls == [.put("xy", column: 1, row: 0), .show])
  }

  @Test(arguments: [ColorMethod.none, .eight, .sixteen, .indexed256, .palette])
  func showsTheColorsOfItsMethod(method: ColorMethod) {
    let calls = RecordedCalls()
    var writer = writer(calls, method: method)
    var wanted = frame("plain")
    wanted.put(
      "x", column: 6, row: 1,
      style: Style(
        foreground: Color(0xFF_D7_00), background: Color(0x12_34_56), attributes: .underline))
    writer.write(wanted, redefine: calls.redefine)
    if method.depth != .trueColor {
      wanted[6, 1].style.foreground = wanted[6, 1].style.foreground?.shown(at: method.depth)
      wanted[6, 1].style.background = wanted[6, 1].style.background?.shown(at: method.depth)
    }
    #expect(calls.frame == wanted)
    #expect(calls.undefinedPairs == [])
  }

  @Test func redefinesThePaletteBeforeCellsAreShown() {
    let calls = RecordedCalls()
    var writer = writer(calls)
    calls.start()
    let gold = Style(foreground: Color(0xFF_D7_00))
    writer.write(frame("ab", style: gold), redefine: calls.redefine)
    #expect(calls.calls.suffix(2) == [.redefine([16]), .show])
    calls.start()
    writer.write(frame("abc", style: gold), redefine: calls.redefine)
    #expect(calls.calls == [.put("c", column: 2, row: 0), .show])
  }

  @Test func approximatedColorsAreExactAsSoonAsTheyFit() {
    let calls = RecordedCalls()
    let wide = Size(width: 400, height: 1)
    var writer = writer(calls, size: wide)
    writer.write(colors(0..<300), redefine: calls.redefine)
    #expect(calls.frame != colors(0..<300), "there are only 240 entries")
    // The cells with approximated colours do not change.
    var fewer = colors(0..<300)
    for column in 0..<200 { fewer[column, 0] = Cell() }
    writer.write(fewer, redefine: calls.redefine)
    #expect(calls.frame == fewer)
    // Nothing is approximated any more: only changes are written.
    calls.start()
    fewer[0, 0] = Cell("y")
    writer.write(fewer, redefine: calls.redefine)
    #expect(calls.calls == [.put("y", column: 0, row: 0), .show])
  }

  @Test func drawsEverythingAgainWhenPairsRunOut() {
    let calls = RecordedCalls(pairCount: 20)
    let wide = Size(width: 400, height: 1)
    var writer = writer(calls, method: .indexed256, size: wide)
    func wanted(_ first: Int) -> Frame {
      var frame = Frame(size: wide)
      for column in 0..<12 {
        let color = XtermColors.all[first + column]
        frame[column, 0] = Cell("x", Style(foreground: color))
      }
      return frame
    }
    writer.write(wanted(20), redefine: calls.redefine)
    calls.start()
    writer.write(wanted(60), redefine: calls.redefine)
    #expect(calls.calls.contains(.clear))
    #expect(calls.frame == wanted(60))
  }

  /// Colours that come back find their palette entries and pairs given to others.
  @Test(arguments: [ColorMethod.palette, .indexed256])
  func colorsThatComeBackAreRightAfterAShortage(method: ColorMethod) {
    let calls = RecordedCalls(pairCount: 201)
    var writer = writer(calls, method: method, size: Size(width: 400, height: 1))
    func wanted(_ numbers: Range<Int>) -> Frame {
      var frame = colors(numbers)
      guard method == .indexed256 else { return frame }
      for (column, number) in numbers.enumerated() {
        frame[column, 0].style.foreground = XtermColors.all[16 + number % 240]
      }
      return frame
    }
    for numbers in [0..<150, 150..<240, 0..<150, 100..<240, 0..<150] {
      writer.write(wanted(numbers), redefine: calls.redefine)
      #expect(calls.frame == wanted(numbers), "\(numbers)")
    }
  }

  @Test func aFrameAfterAResizeIsWrittenAsAWholeAndClipped() {
    let calls = RecordedCalls()
    var writer = writer(calls)
    writer.write(frame("abc", "def"), redefine: calls.redefine)
    calls.start()
    let small = Size(width: 2, height: 1)
    writer.resize(to: small)
    #expect(calls.calls == [.resize(small), .clear])
    calls.start()
    // The frame of the former size, until the program has made one of the new size.
    writer.write(frame("abc", "def"), redefine: calls.redefine)
    #expect(calls.calls == [.put("ab", column: 0, row: 0), .show])
    calls.start()
    writer.write(frame("ab", size: small), redefine: calls.redefine)
    #expect(calls.calls == [.put("ab", column: 0, row: 0), .show])
    calls.start()
    writer.write(frame("aX", size: small), redefine: calls.redefine)
    #expect(calls.calls == [.put("X", column: 1, row: 0), .show])
  }

  @Test func everythingIsWrittenAgainAfterAStop() {
    let calls = RecordedCalls()
    var writer = writer(calls)
    let picture = frame("abc", style: Style(foreground: Color(0xFF_D7_00)))
    writer.write(picture, redefine: calls.redefine)
    calls.losePalette()
    calls.start()
    writer.startOver()
    #expect(calls.calls == [.clear])
    #expect(calls.frame != picture)
    writer.write(picture, redefine: calls.redefine)
    #expect(calls.frame == picture)
    calls.start()
    writer.write(
      frame("abcd", style: Style(foreground: Color(0xFF_D7_00))), redefine: calls.redefine)
    #expect(calls.calls == [.put("d", column: 3, row: 0), .show], "the palette is sent once")
  }

  private func image(_ number: UInt8) -> PixelImage {
    PixelImage(
      width: 4, height: 2, pixels: Array(repeating: number, count: 8),
      inks: (0..<8).map { PixelImage.Ink(Color($0)) })
  }

  @Test func sendsAnImageOnceAndShowsItWithTheCellsAboveIt() {
    let calls = RecordedCalls()
    var writer = writer(calls, synchronizes: true)
    writer.write(frame("ab"), redefine: calls.redefine)
    let sent1 = writer.takeSentImage()
    #expect(!sent1)
    var wanted = frame("ab")
    let cells = Rectangle(column: 2, row: 1, width: 4, height: 2)
    wanted.underlays = [Underlay(image(1), in: cells)]
    let id = GraphicsCommand.ids[0]
    calls.start()
    writer.write(wanted, redefine: calls.redefine)
    #expect(
      calls.calls == [
        .write(ControlStrings.beginUpdate), .show,
        .write(
          GraphicsCommand.transmission(of: image(1), id: id)
            + GraphicsCommand.placement(id: id, number: 1, in: cells)),
        .write(ControlStrings.endUpdate),
      ])
    let sent2 = writer.takeSentImage()
    #expect(sent2)
    let sent3 = writer.takeSentImage()
    #expect(!sent3)
    calls.start()
    wanted[0, 0] = Cell("X")
    writer.write(wanted, redefine: calls.redefine)
    let sent4 = writer.takeSentImage()
    #expect(!sent4)
    #expect(
      calls.calls == [
        .write(ControlStrings.beginUpdate), .put("X", column: 0, row: 0), .show,
        .write(ControlStrings.endUpdate),
      ])
    // Another image is in the terminal before the cells that let it through.
    calls.start()
    wanted.underlays = [Underlay(image(2), in: cells)]
    writer.write(wanted, redefine: calls.redefine)
    let other = GraphicsCommand.ids[1]
    #expect(
      calls.calls == [
        .write(ControlStrings.beginUpdate),
        .write(GraphicsCommand.transmission(of: image(2), id: other)), .show,
        .write(
          GraphicsCommand.placement(id: other, number: 2, in: cells)
            + GraphicsCommand.removal(id: id, number: 1)),
        .write(ControlStrings.endUpdate),
      ])
  }

  @Test func sendsImagesAgainAfterTheTerminalWasCleared() {
    let calls = RecordedCalls()
    var writer = writer(calls)
    var wanted = frame("ab")
    let cells = Rectangle(column: 2, row: 1, width: 4, height: 2)
    wanted.underlays = [Underlay(image(1), in: cells)]
    writer.write(wanted, redefine: calls.redefine)
    let id = GraphicsCommand.ids[0]
    let whole =
      GraphicsCommand.transmission(of: image(1), id: id)
      + GraphicsCommand.placement(id: id, number: 1, in: cells)
    #expect(calls.calls.suffix(2) == [.show, .write(whole)])
    calls.start()
    writer.startOver()
    writer.write(wanted, redefine: calls.redefine)
    #expect(calls.calls.suffix(2) == [.show, .write(whole)], "clearing would remove it")
    calls.start()
    writer.resize(to: Size(width: 11, height: 3))
    writer.write(wanted, redefine: calls.redefine)
    #expect(calls.calls.suffix(2) == [.show, .write(whole)])
  }

  @Test func showsAllChangesAtOnceIfTheTerminalCan() {
    let calls = RecordedCalls()
    var writer = writer(calls, synchronizes: true)
    writer.write(frame("abc"), redefine: calls.redefine)
    calls.start()
    writer.write(frame("abd"), redefine: calls.redefine)
    #expect(
      calls.calls == [
        .write(ControlStrings.beginUpdate), .put("d", column: 2, row: 0), .show,
        .write(ControlStrings.endUpdate),
      ])
  }
}
