import Canvas
import Explorer
import Testing

/// The screens of the sweep, the basins and the relief, compared as in `GoldenFrameTests`.
struct ToolGoldenFrameTests {
  struct Screen: CustomTestStringConvertible, Sendable {
    var tool: String
    var key: String
    var size: Size
    var depth: ColorDepth
    var testDescription: String { "\(tool)-\(size.width)x\(size.height)-\(depth)" }
  }

  private static let tools = [
    ("sweep", "w"), ("basins", "a"), ("relief", "V"), ("relief-basins", "Va"),
  ]
  static let screens = tools.flatMap { tool, key in
    [Size(width: 120, height: 40), Size(width: 80, height: 24), Size(width: 60, height: 16)]
      .flatMap { size in
        [ColorDepth.trueColor, .none].map { Screen(tool: tool, key: key, size: size, depth: $0) }
      }
  }

  @Test(arguments: screens)
  func looksAsItDid(_ screen: Screen) throws {
    var state = try ExplorerState.paused(size: screen.size, step: 40, depth: screen.depth) {
      $0.surface = try wells()
    }
    try state.type(screen.key)
    state.completeWork()
    var painter = Painter()
    try expectGolden(painter.frame(of: state), screen.testDescription)
  }

  @Test func whatIsUnderWayIsDrawnAtEverySize() throws {
    for (width, height) in [(40, 12), (64, 18), (100, 30)] {
      for key in ["w", "a"] {
        var state = try ExplorerState.paused(size: Size(width: width, height: height))
        try state.type(key)
        var painter = Painter()
        var slices = 0
        // Before the first slice, behind it, and behind some more.
        for count in [0, 1, 5] {
          state.work {
            slices += 1
            return slices <= count
          }
          _ = painter.frame(of: state)
        }
        var fresh = Painter()
        let (kept, anew) = (painter.frame(of: state), fresh.frame(of: state))
        #expect(kept == anew)
      }
    }
  }

  @Test func inASCIIBothAreASCII() throws {
    for key in ["w", "a", "va"] {
      var state = try ExplorerState.paused(
        size: Size(width: 100, height: 30), depth: .none, isUTF8: false)
      try state.type(key)
      state.completeWork()
      #expect(state.text.unicodeScalars.allSatisfy { $0.isASCII })
    }
  }
}
