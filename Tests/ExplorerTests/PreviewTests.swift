import Canvas
import TestSupport
import Testing

@testable import Explorer

/// The preview beside the lists of surfaces and optimizers.
struct PreviewTests {
  private func sheet(of state: ExplorerState) throws -> Frame {
    var painter = Painter()
    let panel = try #require(state.panel)
    return painter.drawing(of: state).frame.cropped(to: Sheet(panel, in: state.size).frame)
  }

  @Test(arguments: [ColorDepth.trueColor, .none])
  func aSmallMapOfTheSurfaceIsBesideTheList(_ depth: ColorDepth) throws {
    var state = try ExplorerState.paused(depth: depth)
    try state.type("s")
    let name = depth == .none ? "thumbnail-120x40-none" : "thumbnail-120x40"
    try expectGolden(try sheet(of: state), name)
  }

  @Test func everySignOfAListIsSpeltInASCII() throws {
    var state = try ExplorerState.paused(depth: .none, isUTF8: false)
    try state.type("s")
    let text = try sheet(of: state).plainText
    #expect(!text.contains("?") && text.contains(" |"))
  }

  @Test func anOptimizerIsExplainedBesideTheList() throws {
    var state = try ExplorerState.paused(
      size: Size(width: 110, height: 26), depth: .none)
    try state.type("olion")
    try expectGolden(try sheet(of: state), "thumbnail-optimizer-110x26-none")
  }

  @Test(.slow) func theSmallMapFollowsTheCursor() throws {
    var state = try ExplorerState.paused()
    var kept = Painter()
    try state.type("s")
    let bowl = kept.drawing(of: state).frame
    for (keys, name) in [("<Down>", "Wells"), ("<Up>", "Bowl"), ("wel", "Wells")] {
      try state.type(keys)
      var fresh = Painter()
      let frame = kept.drawing(of: state).frame
      #expect(frame == fresh.drawing(of: state).frame, "after \(keys)")
      #expect(frame != bowl || name == "Bowl")
      #expect(state.text.contains(" \(name) "))
    }
    try state.type("zzz")
    #expect(state.text.contains("nothing matches"))
  }

  @Test func aNarrowWindowHasOnlyTheList() throws {
    var state = try ExplorerState.paused(size: Size(width: 99, height: 40))
    try state.type("s")
    #expect(Sheet(try #require(state.panel), in: state.size).preview == nil)
    try state.type("<Esc>?")
    _ = state.handle(.resize(Size(width: 200, height: 60)))
    #expect(Sheet(try #require(state.panel), in: state.size).preview == nil)
  }

  @Test(.slow, arguments: [12, 16, 20, 24, 30, 60])
  func theTextMattersMoreThanTheMap(_ height: Int) throws {
    var state = try ExplorerState.paused(size: Size(width: 100, height: height))
    try state.type("s")
    guard case .picker(let picker)? = state.panel else {
      Issue.record("no list")
      return
    }
    let sheet = Sheet(.picker(picker), in: state.size)
    let preview = Preview(try #require(picker.current), in: try #require(sheet.preview))
    #expect(state.text.contains("coordinates.") || preview.lines.count > preview.area.height)
    #expect(preview.map.height == 0 || preview.map.height >= 5)
    let list = sheet.list
    #expect(list.column + list.width < preview.area.column)
  }
}
