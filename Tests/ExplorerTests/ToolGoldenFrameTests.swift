import Canvas
import Comparison
import Explorer
import TestSupport
import Testing

@testable import Explorer

/// The screens of the sweep, the basins and the relief, compared as in `GoldenFrameTests`.
struct ToolGoldenFrameTests {
  @Test(
    .slow,
    arguments: [
      Size(width: 120, height: 40), Size(width: 80, height: 24), Size(width: 60, height: 16),
    ])
  func looksAsRecorded(_ size: Size) throws {
    // The results are the same for all colours, and for the map and the relief.
    var findings = Findings()
    for (tool, key) in [
      ("sweep", "w"), ("basins", "a"), ("relief", "V"), ("relief-basins", "Va"),
    ] {
      for depth in [ColorDepth.trueColor, .none] {
        var state = try ExplorerState.paused(size: size, step: 40, depth: depth) {
          $0.surface = try wells()
        }
        state.findings = findings
        try state.type(key)
        state.completeWork()
        findings = state.findings
        var painter = Painter()
        let name = "\(tool)-\(size.width)x\(size.height)-\(depth)"
        try expectGolden(painter.drawing(of: state).frame, name)
      }
    }
  }

  @Test(.slow) func unfinishedWorkIsDrawnAtEverySize() throws {
    for (width, height) in [(40, 12), (64, 18), (100, 30)] {
      for key in ["w", "a"] {
        var state = try ExplorerState.paused(size: Size(width: width, height: height))
        try state.type(key)
        var painter = Painter()
        var slices = 0
        // Before the first slice, after it, and after some more.
        for count in [0, 1, 5] {
          state.work {
            slices += 1
            return slices <= count
          }
          _ = painter.drawing(of: state).frame
        }
        var fresh = Painter()
        let (kept, anew) = (painter.drawing(of: state).frame, fresh.drawing(of: state).frame)
        #expect(kept == anew)
      }
    }
  }

  /// A painter never shows basins of an earlier screen.
  @Test(.slow, arguments: [Size(width: 64, height: 18), Size(width: 100, height: 30)])
  func basinsBelongToTheState(_ size: Size) throws {
    // With dots there is one start per cell, so that the test is fast.
    func opened(_ depth: ColorDepth = .trueColor) throws -> ExplorerState {
      var state = try ExplorerState.paused(size: size, step: 5, depth: depth, glyphs: .braille) {
        $0.surface = try wells()
        $0.optimizers = [try OptimizerSpec("gd"), try OptimizerSpec("momentum:lr=0.1")]
      }
      try state.type("a")
      return state
    }
    func expectSame(_ painter: inout Painter, _ state: ExplorerState, _ change: String) {
      var fresh = Painter()
      let (drawn, anew) = (painter.drawing(of: state).frame, fresh.drawing(of: state).frame)
      #expect(drawn == anew, "after \(change)")
    }
    // One painter draws every state, the other only the final ones.
    var (always, seldom) = (Painter(), Painter())
    var state = try opened()
    for keys in ["", "2", "1", "+", "u", "C", "c", "m", "L", "v", "V", "K", "Vh", "n", "aza"] {
      try state.type(keys)
      expectSame(&always, state, keys)
      var slices = 0
      state.work {
        slices += 1
        return slices <= 2
      }
      expectSame(&always, state, "\(keys) and some of the work")
      state.completeWork()
      expectSame(&always, state, "\(keys) and all of the work")
      expectSame(&seldom, state, "\(keys), seen only now")
    }
    _ = state.handle(.resize(Size(width: 90, height: 24)))
    expectSame(&always, state, "a new size")
    for depth in [ColorDepth.trueColor, .indexed256, .none] {
      var state = try opened(depth)
      state.completeWork()
      expectSame(&always, state, "\(depth)")
    }
  }

  @Test(.slow) func inASCIIBothAreASCII() throws {
    for key in ["w", "a", "va"] {
      var state = try ExplorerState.paused(
        size: Size(width: 100, height: 30), depth: .none, isUTF8: false)
      try state.type(key)
      state.completeWork()
      #expect(state.text.unicodeScalars.allSatisfy { $0.isASCII })
    }
  }
}
