import Canvas
import Comparison
import Testing

@testable import Explorer

/// The appearance of the parameters pane.
struct ParametersFrameTests {
  struct Pane: CustomTestStringConvertible, Sendable {
    var name: String
    var size: Size
    var depth = ColorDepth.trueColor
    var isUTF8 = true
    var keys = ""
    var testDescription: String { name }
  }

  private static let small = Size(width: 40, height: 12)
  private static let middle = Size(width: 80, height: 24)
  private static let large = Size(width: 120, height: 40)

  static let panes = [
    Pane(name: "40x12", size: small, depth: .indexed256),
    Pane(name: "40x12-none", size: small, depth: .none, keys: "<Tab><Down><Down><Right>"),
    Pane(name: "80x24", size: middle, keys: "<Down><Down>"),
    Pane(name: "80x24-none", size: middle, depth: .none, keys: "<BTab><Down><Down><Down><Left>"),
    Pane(
      name: "120x40", size: large,
      keys: "<BTab><Right><Down><Right><Down><Left><Down><Left><Down><Right><Down><Down><Right>"),
    Pane(name: "120x40-none", size: large, depth: .none, keys: "<Down><Down><Right>"),
    Pane(name: "ascii-80x24", size: middle, depth: .none, isUTF8: false, keys: "<Right>"),
  ]

  @Test func theKnobOfAllRunsIsNeutral() throws {
    var state = try ExplorerState.paused(size: Self.large, depth: .none)
    try state.type("p")
    let line = try #require(state.text.split(separator: "\n").first { $0.contains("max_norm") })
    #expect(line.contains("┃") && !line.contains("◆"))
  }

  @Test(arguments: panes)
  func looksAsRecorded(_ pane: Pane) throws {
    var state = try ExplorerState.paused(
      size: pane.size, step: 20, depth: pane.depth, isUTF8: pane.isUTF8
    ) { setup in
      setup.surface = try valley()
      setup.schedule = try ScheduleSpec("cosine")
    }
    try state.type("p" + pane.keys)
    var painter = Painter()
    let area = try #require(Layout(of: state).tool)
    try expectGolden(painter.drawing(of: state).frame.cropped(to: area), "parameters-\(pane.name)")
  }
}
