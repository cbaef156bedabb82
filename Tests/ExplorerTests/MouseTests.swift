import Calculus
import Canvas
import Input
import TestSupport
import Testing

@testable import Explorer

struct MouseTests {
  @Test func everyKeyInTheFooterCanBeClicked() throws {
    for size in [Size(width: 80, height: 24), Size(width: 200, height: 60)] {
      let state = try ExplorerState.paused(size: size)
      let items = Footer(state, in: Layout(state: state).footer).items
      #expect(items.count > 8)
      for item in items {
        #expect(item.area.column + item.area.width <= size.width)
        #expect(
          state.target(column: item.area.column, row: item.area.row) == .action(item.action))
      }
    }
  }

  @Test func aClickOnAKeyDoesWhatTheKeyDoes() throws {
    var state = try ExplorerState.paused()
    let footer = Footer(state, in: Layout(state: state).footer)
    let play = try #require(footer.items.first { $0.text == "space" })
    state.click(play.area.column + 1, play.area.row)
    #expect(state.playback.isPlaying)
    // The words have changed, and with them the places.
    let later = Footer(state, in: Layout(state: state).footer)
    let quit = try #require(later.items.first { $0.text == "quit" })
    let effect = state.handle(
      .mouse(Mouse(.press, column: quit.area.column, row: quit.area.row)))
    #expect(effect == .quit)
  }

  @Test(arguments: [Size(width: 120, height: 40), Size(width: 60, height: 16)])
  func theTimelineCanBeClickedAndDragged(_ size: Size) throws {
    var state = try ExplorerState.paused(size: size, step: 50)
    let timeline = try #require(Timeline(state))
    let middle = timeline.columns.lowerBound + timeline.columns.count / 2
    state.click(middle, timeline.row)
    #expect(state.playback.step == timeline.step(at: middle))
    #expect(state.playback.step > 20 && state.playback.step < 30)
    _ = state.handle(.mouse(Mouse(.press, column: middle, row: timeline.row)))
    _ = state.handle(
      .mouse(Mouse(.drag, column: timeline.columns.lowerBound - 3, row: timeline.row)))
    #expect(state.playback.step == 0)
    #expect(timeline.step(at: timeline.columns.upperBound + 9) == timeline.span)
    for step in stride(from: 0, through: timeline.span, by: timeline.span) {
      #expect(timeline.step(at: timeline.column(of: step)) == step)
    }
  }

  @Test func aClickOnAnOptimizerSelectsIt() throws {
    var state = try ExplorerState.paused(size: Size(width: 80, height: 24))
    let layout = Layout(state: state)
    let table = Table(state, in: try #require(layout.table), isBoxed: layout.isBoxed)
    let line = table.rows[2]
    state.click(table.inner.column + 4, line.row)
    #expect(state.selection == 2)
    state.click(table.inner.column + 4, line.row)
    #expect(state.selection == nil)
  }

  @Test func listsTakeClicksAndTheWheel() throws {
    var state = try ExplorerState.paused()
    try state.type("s")
    let sheet = Sheet(try #require(state.panel), in: state)
    let row = sheet.list.row + (try #require(sheet.lines.firstIndex(of: .item(1))))
    // The first click shows what it is, the second takes it.
    state.click(sheet.list.column, row)
    #expect(state.scene.surface.name == "Bowl")
    state.click(sheet.list.column, row)
    #expect(state.scene.surface.name == "Wells")
    #expect(state.panel == nil)
    try state.type("?")
    _ = state.handle(.mouse(Mouse(.wheelDown, column: 60, row: 20)))
    guard case .picker(let picker)? = state.panel else {
      Issue.record("the help closed")
      return
    }
    #expect(picker.cursor == 1)
    try state.type("<Esc>s")
    state.click(0, 0)
    #expect(state.panel == nil)
  }

  @Test func aClickOnALineOfALongListMovesNone() throws {
    var state = try ExplorerState.paused(size: Size(width: 80, height: 24))
    try state.type("?")
    func sheet() throws -> Sheet { Sheet(try #require(state.panel), in: state) }
    let before = try sheet()
    #expect(before.page?.number == 1)
    let offset = try #require(before.lines.lastIndex { if case .item = $0 { true } else { false } })
    state.click(before.list.column, before.list.row + offset)
    #expect(try sheet().lines == before.lines)
    // The next line down is on the next page.
    try state.type("<Down>")
    #expect(try sheet().page?.number == 2)
    #expect(state.text.contains("page 2/"))
  }

  @Test func aClickOnTheNameOverAMapSelectsItsRun() throws {
    var state = try ExplorerState.paused()
    let map = Layout(state: state).maps[2]
    state.click(map.column + 6, map.row)
    #expect(state.selection == 2)
    #expect(state.scene.start == Point(5, 3))
  }

  @Test(.slow) func aClickOnTheReliefPutsTheStartUnderTheMouse() throws {
    var state = try ExplorerState.paused(step: 40)
    try state.type("V")
    let layout = Layout(state: state)
    let map = layout.interior(of: try #require(layout.maps.first))
    for (across, down) in [(0.5, 0.5), (0.45, 0.6), (0.6, 0.4)] {
      let column = map.column + Int(across * Double(map.width))
      let row = map.row + Int(down * Double(map.height))
      state.click(column, row)
      // The start's own sign stands there now, or in a cell beside it.
      let lines = state.text.split(separator: "\n", omittingEmptySubsequences: false)
      let around = (row - 1...row + 1).flatMap { Array(lines[$0])[column - 1...column + 1] }
      #expect(around.contains("○"), "\(column), \(row)")
    }
    let start = state.scene.start
    // Beside the relief there is nothing to start from.
    state.click(map.column, map.row)
    #expect(state.scene.start == start)
  }

  @Test func draggingTurnsTheRelief() throws {
    var state = try ExplorerState.paused()
    try state.type("V")
    let before = state.camera
    let map = try #require(Layout(state: state).maps.first)
    _ = state.handle(.mouse(Mouse(.press, column: map.column + 9, row: map.row + 9)))
    _ = state.handle(.mouse(Mouse(.drag, column: map.column + 19, row: map.row + 6)))
    #expect(state.camera != before)
    #expect(state.viewport == state.scene.domain)
    try state.type("\\")
    #expect(state.camera == before)
  }
}

extension ExplorerState {
  fileprivate mutating func click(_ column: Int, _ row: Int) {
    _ = handle(.mouse(Mouse(.press, column: column, row: row)))
    _ = handle(.mouse(Mouse(.release, column: column, row: row)))
  }
}
