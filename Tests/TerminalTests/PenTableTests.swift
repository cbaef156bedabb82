import Canvas
import Testing

@testable import Terminal

@Suite struct PenTableTests {
  private func table(_ method: ColorMethod, pairs: Int = 65_536) -> PenTable {
    PenTable(method: method, pairCount: pairs, hasDefaults: true)
  }

  @Test func definesNewPensOnce() throws {
    var pens = table(.palette)
    var definitions: [PenTable.Definition] = []
    let style = Style(foreground: Color(0xFFB003), attributes: .bold)
    let index = 16
    let pen = try pens.pen(for: style, definitions: &definitions)
    #expect(pen == Pen(attributes: .bold, pair: 1))
    #expect(
      definitions == [
        .color(index: index, Color(0xFFB003)), .pair(number: 1, foreground: index, background: -1),
      ])
    #expect(try pens.pen(for: style, definitions: &definitions) == pen)
    #expect(definitions.count == 2)
    #expect(pens.redefined.map(\.index) == [index])
    #expect(pens.redefined.map(\.color) == [Color(0xFFB003)])
  }

  @Test func drawsPlainCellsWithTheFirstPair() throws {
    for method in [ColorMethod.none, .eight, .sixteen, .indexed256, .palette, .direct] {
      var pens = table(method)
      var definitions: [PenTable.Definition] = []
      #expect(try pens.pen(for: .plain, definitions: &definitions).pair == 0)
      #expect(definitions.isEmpty)
    }
  }

  @Test(arguments: [(ColorMethod.eight, 1), (.sixteen, 9), (.indexed256, 196)])
  func takesTheNearestFixedColor(method: ColorMethod, red: Int) throws {
    var pens = table(method)
    var definitions: [PenTable.Definition] = []
    _ = try pens.pen(for: Style(background: Color(0xFF0000)), definitions: &definitions)
    #expect(definitions == [.pair(number: 1, foreground: -1, background: red)])
    #expect(pens.redefined.isEmpty)
  }

  @Test func sendsDirectColorsUnchanged() throws {
    var pens = table(.direct)
    var definitions: [PenTable.Definition] = []
    let style = Style(foreground: Color(0xFFB003), background: Color(0x000002))
    _ = try pens.pen(for: style, definitions: &definitions)
    // The lowest numbers are the ANSI colours for curses.
    #expect(definitions == [.pair(number: 1, foreground: 0xFFB003, background: 8)])
    #expect(pens.redefined.isEmpty)
  }

  @Test func omitsColorsWithoutPairs() throws {
    var pens = PenTable(method: .indexed256, pairCount: 0, hasDefaults: false)
    var definitions: [PenTable.Definition] = []
    let style = Style(foreground: Color(0xFF0000), attributes: .reverse)
    #expect(
      try pens.pen(for: style, definitions: &definitions) == Pen(attributes: .reverse, pair: 0))
    #expect(definitions.isEmpty)
  }

  @Test func drawsAMirroredPairInReverse() throws {
    var pens = table(.eight, pairs: 64)
    var definitions: [PenTable.Definition] = []
    let (red, blue) = (Color(0xCD0000), Color(0x0000EE))
    let one = try pens.pen(
      for: Style(foreground: red, background: blue), definitions: &definitions)
    let other = try pens.pen(
      for: Style(foreground: blue, background: red), definitions: &definitions)
    #expect(other == Pen(attributes: .reverse, pair: one.pair))
    let reversed = Style(foreground: blue, background: red, attributes: .reverse)
    #expect(try pens.pen(for: reversed, definitions: &definitions) == one)
  }

  /// A frame with one row of colours.
  private func frame(colors: Range<Int>) -> Frame {
    var frame = Frame(size: Size(width: colors.count, height: 1))
    for (column, color) in colors.enumerated() {
      frame[column, 0] = Cell("x", Style(foreground: Color(UInt32(color) << 8 | 3)))
    }
    return frame
  }

  /// Asks for a pen for every cell, making room as a painter does; the shortages met.
  private func draw(_ frame: Frame, _ pens: inout PenTable) -> [PenTable.Shortage] {
    var shortages: [PenTable.Shortage] = []
    while shortages.count < 5 {
      var definitions: [PenTable.Definition] = []
      do throws(PenTable.Shortage) {
        for cell in frame.cells { _ = try pens.pen(for: cell.style, definitions: &definitions) }
        break
      } catch {
        shortages.append(error)
        pens.makeRoom(for: frame, after: error)
      }
    }
    return shortages
  }

  @Test func makesRoomForNewColorsOnlyIfEntriesRunOut() {
    var pens = table(.palette)
    #expect(draw(frame(colors: 0..<200), &pens) == [])
    #expect(draw(frame(colors: 200..<400), &pens) == [.colors])
    let isApproximated = pens.dropApproximations()
    #expect(!isApproximated)
  }

  @Test func approximatesOnlyFramesWithMoreColorsThanEntries() {
    var pens = table(.palette)
    #expect(draw(frame(colors: 0..<300), &pens) == [.colors])
    let isApproximated = pens.dropApproximations()
    #expect(isApproximated)
    #expect(draw(frame(colors: 100..<300), &pens) == [.colors])
    let isStillApproximated = pens.dropApproximations()
    #expect(!isStillApproximated)
  }

  @Test func endsEvenIfNothingFits() {
    var pens = table(.palette, pairs: 10)
    #expect(draw(frame(colors: 0..<1000), &pens) == [.pairs, .colors])
  }
}
