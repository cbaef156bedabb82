import Canvas
import TestSupport
import Testing

@testable import Explorer

/// Lists, prompts and charts alone, compared as in `GoldenFrameTests`.
struct PanelGoldenFrameTests {
  struct Screen: CustomTestStringConvertible, Sendable {
    var name: String
    var keys: String
    var size: Size
    var depth: ColorDepth
    var testDescription: String { "\(name)-\(size.width)x\(size.height)-\(depth)" }
  }

  private static func screens(_ all: [(name: String, keys: String)]) -> [Screen] {
    all.flatMap { name, keys in
      [Size(width: 120, height: 40), Size(width: 80, height: 24), Size(width: 60, height: 16)]
        .flatMap { size in
          [ColorDepth.trueColor, .none].map {
            Screen(name: name, keys: keys, size: size, depth: $0)
          }
        }
    }
  }

  static let panels = screens([
    ("list-surfaces", "s<Down>"), ("list-optimizers", "o<Down> "), ("list-keys", "?<Down>"),
    ("list-found", "?rate"), ("list-export", "e"), ("prompt-rate", "1r"),
    ("prompt-formula", "f<C-u>2x + foo(y)"), ("text-command", "1+y"),
  ])

  static let charts = screens([
    ("chart-loss", "v"), ("chart-gradient", "vX"), ("chart-rate", "vXXb1}"),
    ("chart-diverged", "v1}"),
  ]).filter { $0.size.height > 16 }

  @Test(.slow, arguments: panels)
  func aPanelLooksAsRecorded(_ screen: Screen) throws {
    let (state, frame) = try frame(screen)
    let panel = try #require(state.panel)
    try expectGolden(
      frame.cropped(to: Sheet(panel, in: state.size).frame), screen.testDescription)
  }

  @Test(.slow, arguments: charts)
  func aChartLooksAsRecorded(_ screen: Screen) throws {
    let (state, frame) = try frame(screen)
    let chart = try #require(Layout(of: state).chart)
    try expectGolden(frame.cropped(to: chart), screen.testDescription)
  }

  private func frame(_ screen: Screen) throws -> (ExplorerState, Frame) {
    var state = try ExplorerState.paused(size: screen.size, step: 40, depth: screen.depth)
    try state.type(screen.keys)
    var painter = Painter()
    return (state, painter.drawing(of: state).frame)
  }
}
