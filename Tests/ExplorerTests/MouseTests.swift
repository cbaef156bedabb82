import Calculus
import Canvas
import Input
import TestSupport
import Testing

@testable import Explorer

/// The effect of clicks, drags and the wheel on the picture.
struct MouseTests {
  @Test func aClickOnAKeyActsLikeTheKey() throws {
    var session = Session(try .paused())
    let play = try session.area(of: .perform(.togglePlay))
    session.click(play.column + 1, play.row)
    #expect(session.state.playback.isPlaying)
    // The words have changed, and the positions with them.
    let quit = try session.area(of: .perform(.quit))
    #expect(session.click(quit.column, quit.row) == .quit)
  }

  @Test(arguments: [Size(width: 120, height: 40), Size(width: 60, height: 16)])
  func theTimelineCanBeClickedAndDragged(_ size: Size) throws {
    var session = Session(try .paused(size: size, step: 50))
    let timeline = try session.timeline()
    let middle = timeline.columns.lowerBound + timeline.columns.count / 2
    session.click(middle, timeline.row)
    #expect(session.state.playback.position == timeline.position(at: middle))
    #expect((21..<30).contains(session.state.playback.position))
    session.mouse(.press, middle, timeline.row)
    session.mouse(.drag, timeline.columns.lowerBound - 3, timeline.row)
    #expect(session.state.playback.position == 0)
    #expect(timeline.position(at: timeline.columns.upperBound + 9) == timeline.span)
    for step in stride(from: 0, through: timeline.span, by: timeline.span) {
      #expect(timeline.position(at: timeline.column(of: step)) == step)
    }
  }

  @Test func aClickOnAnOptimizerSelectsIt() throws {
    var session = Session(try .paused(size: Size(width: 80, height: 24)))
    let line = try session.area(of: .selectRun(2))
    session.click(line.column + 6, line.row)
    #expect(session.state.selection == 2)
    session.click(line.column + 6, line.row)
    #expect(session.state.selection == nil)
  }

  @Test(.slow) func listsReactToClicksAndTheWheel() throws {
    var session = Session(try .paused())
    try session.type("s")
    let item = try session.area(of: .pressItem(1))
    // The first click shows an item, the second accepts it.
    session.click(item.column, item.row)
    #expect(session.state.scene.surface.name == "Bowl")
    session.click(item.column, item.row)
    #expect(session.state.scene.surface.name == "Wells")
    #expect(session.state.panel == nil)
    try session.type("?")
    session.mouse(.wheelDown, 60, 20)
    guard case .picker(let picker)? = session.state.panel else {
      Issue.record("the help closed")
      return
    }
    #expect(picker.cursor == 1)
    try session.type("<Esc>s")
    session.click(0, 0)
    #expect(session.state.panel == nil)
  }

  @Test func aPressBesideThePreviewedItemsLeavesTheListOpen() throws {
    var session = Session(try .paused(size: Size(width: 100, height: 30)))
    try session.type("s")
    let sheet = Sheet(try #require(session.state.panel), in: session.state.size)
    let preview = try #require(sheet.preview)
    #expect(session.meaning(preview.column, sheet.list.row) == nil)
    #expect(session.meaning(sheet.list.column, sheet.list.row) == .pressItem(0))
  }

  @Test func aClickOnALineOfALongListMovesNoLine() throws {
    var session = Session(try .paused(size: Size(width: 80, height: 24)))
    try session.type("?")
    func sheet() throws -> Sheet {
      Sheet(try #require(session.state.panel), in: session.state.size)
    }
    let before = try sheet()
    #expect(before.page?.number == 1)
    let offset = try #require(before.lines.lastIndex { if case .item = $0 { true } else { false } })
    session.click(before.list.column, before.list.row + offset)
    #expect(try sheet().lines == before.lines)
    // The next line down is on the next page.
    try session.type("<Down>")
    #expect(try sheet().page?.number == 2)
    #expect(session.state.text.contains("page 2/"))
  }

  @Test func aClickOnTheHeadingOfAMapSelectsItsRun() throws {
    var session = Session(try .paused())
    let heading = try session.area(of: .selectRun(2))
    session.click(heading.column + 6, heading.row)
    #expect(session.state.selection == 2)
    #expect(session.state.scene.start == Point(5, 3))
  }

  @Test func aClickOnAMapMovesTheStart() throws {
    var session = Session(try .paused(step: 5))
    let map = session.maps[1].projection
    let (column, row) = (map.cells.column + 10, map.cells.row + 5)
    session.click(column, row)
    // With no more digits than a user would type.
    let start = session.state.scene.start
    #expect(start == map.rounded(map.point(column: column, row: row)))
    let cell = map.vector(columns: 1, rows: 1).norm
    #expect((start - map.point(column: column, row: row)).norm < 0.2 * cell)
    #expect(session.state.notice?.hasPrefix("start (") == true)
  }

  @Test(.slow) func aClickOnTheReliefPutsTheStartUnderTheMouse() throws {
    var session = Session(try .paused(step: 40))
    try session.type("V")
    let map = try #require(session.maps.first).projection.cells
    for (across, down) in [(0.5, 0.5), (0.45, 0.6), (0.6, 0.4)] {
      let column = map.column + Int(across * Double(map.width))
      let row = map.row + Int(down * Double(map.height))
      session.click(column, row)
      // The start's sign is now there, or in a neighbouring cell.
      let around = (row - 1...row + 1).flatMap { row in
        (column - 1...column + 1).map { session.drawing.frame[$0, row].glyph }
      }
      #expect(around.contains("○"), "\(column), \(row)")
    }
    let start = session.state.scene.start
    // Beside the relief there is no point to start from.
    session.click(map.column, map.row)
    #expect(session.state.scene.start == start)
  }

  @Test func draggingMovesTheMapAndNotTheStart() throws {
    var session = Session(try .paused())
    let before = session.maps[0].projection
    let (column, row) = (before.cells.column + 10, before.cells.row + 5)
    let under = before.point(column: column, row: row)
    session.mouse(.press, column, row)
    session.mouse(.drag, column + 1, row + 3)
    session.mouse(.drag, column + 4, row + 2)
    session.mouse(.release, column + 4, row + 2)
    let moved = session.maps[0].projection.point(column: column + 4, row: row + 2)
    #expect((moved - under).norm < 1e-9)
    #expect(session.state.scene.start == Point(5, 3))
  }

  @Test func theWheelZoomsAroundTheMouse() throws {
    var session = Session(try .paused())
    let before = session.maps[0].projection
    let (column, row) = (before.cells.column + 7, before.cells.row + 3)
    let under = before.point(column: column, row: row)
    session.mouse(.wheelUp, column, row)
    let after = session.maps[0].projection.point(column: column, row: row)
    #expect((after - under).norm < 1e-9)
    #expect(session.state.viewport.width < session.state.scene.domain.width)
  }

  @Test func draggingTurnsTheRelief() throws {
    var session = Session(try .paused())
    try session.type("V")
    let before = session.state.camera
    let map = try #require(session.maps.first).projection.cells
    session.mouse(.press, map.column + 8, map.row + 8)
    session.mouse(.drag, map.column + 18, map.row + 5)
    #expect(session.state.camera != before)
    #expect(session.state.viewport == session.state.scene.domain)
    try session.type("\\")
    #expect(session.state.camera == before)
  }
}
