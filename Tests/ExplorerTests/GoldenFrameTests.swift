import Canvas
import Explorer
import TestSupport
import Testing

/// Screens compared with the readable text of screens that were inspected. `DESCENT_RECORD=1 swift
/// test --filter '^ExplorerTests'` records them again, and fails, so that they are never recorded
/// by accident: look at the difference before committing it.
struct GoldenFrameTests {
  struct Screen: CustomTestStringConvertible, Sendable {
    var name: String
    var size = Size(width: 80, height: 24)
    var depth = ColorDepth.trueColor
    var glyphs = GlyphSet.quadrant
    var isUTF8 = true
    var step = 40
    var keys = ""
    var testDescription: String { name }
  }

  static let screens = [
    Screen(name: "side-120x40", size: Size(width: 120, height: 40)),
    Screen(name: "side-100x30-eight", size: Size(width: 100, height: 30), depth: .eight),
    Screen(
      name: "side-60x16-256", size: Size(width: 60, height: 16), depth: .indexed256, keys: "v"),
    Screen(name: "overlay-80x24-256", depth: .indexed256),
    Screen(name: "overlay-80x24-none", depth: .none),
    Screen(name: "overlay-80x24-sextant-none", depth: .none, glyphs: .sextant),
    Screen(
      name: "overlay-120x40-none", size: Size(width: 120, height: 40), depth: .none, keys: "v"),
    Screen(name: "overlay-40x12-256", size: Size(width: 40, height: 12), depth: .indexed256),
    Screen(name: "ascii-40x12", size: Size(width: 40, height: 12), depth: .none, isUTF8: false),
    Screen(name: "ascii-80x24", depth: .none, isUTF8: false),
    Screen(name: "too-small", size: Size(width: 39, height: 12), depth: .none),
    Screen(name: "diverged-80x24", depth: .none, keys: "1}}"),
    Screen(name: "branched-80x24", depth: .indexed256, keys: "b}<more>"),
    Screen(name: "lines-80x24", depth: .none, keys: "ccC"),
    Screen(name: "help-80x24", depth: .none, keys: "?"),
    Screen(name: "help-120x40", size: Size(width: 120, height: 40), depth: .none, keys: "?"),
    Screen(name: "surfaces-80x24", depth: .none, keys: "s"),
    Screen(name: "optimizers-80x24", depth: .none, keys: "o<Down> "),
    Screen(name: "formula-fault-80x24", depth: .none, keys: "f<C-u>2x + foo(y)"),
    Screen(
      name: "rate-fault-40x12", size: Size(width: 40, height: 12), depth: .none,
      keys: "r<C-u>-1<Enter>"),
  ]

  @Test(arguments: screens)
  func looksAsRecorded(_ screen: Screen) throws {
    var state = try ExplorerState.paused(
      size: screen.size, step: screen.step, depth: screen.depth, glyphs: screen.glyphs,
      isUTF8: screen.isUTF8)
    try state.type(screen.keys)
    var painter = Painter()
    try expectGolden(painter.drawing(of: state).frame, screen.name)
  }

  @Test(.slow) func cachesOfAPainterAreInvisible() throws {
    var kept = Painter()
    var state = try ExplorerState.paused()
    for keys in ["", "<more>", "z", "n", "v", "c", "g", "C", "m", "2+", "?", "<Esc>L", "o<Esc>h"] {
      try state.type(keys)
      var fresh = Painter()
      #expect(kept.drawing(of: state).frame == fresh.drawing(of: state).frame, "after \(keys)")
    }
  }

  @Test(
    .slow,
    arguments: [(40, 12), (41, 13), (64, 18), (79, 23), (100, 30), (400, 120), (1, 1), (0, 0)])
  func anySizeIsDrawn(_ width: Int, _ height: Int) throws {
    // The largest frames cost the most and differ least.
    for glyphs in width < 200 ? GlyphSet.allCases : [.sextant] {
      var state = try ExplorerState.paused(size: Size(width: 80, height: 24), glyphs: glyphs)
      _ = state.handle(.resize(Size(width: width, height: height)))
      var painter = Painter()
      for keys in ["", "v", "?", "<Esc>s", "<Esc>o", "<Esc>f", "<Esc>r"] {
        try state.type(keys)
        let frame = painter.drawing(of: state).frame
        #expect(frame.size == Size(width: width, height: height))
      }
    }
  }

  @Test func asciiScreensAreASCII() throws {
    for keys in ["", "?", "<Esc>s", "<Esc>o", "<Esc>f", "<Esc>n", "1}}}"] {
      var state = try ExplorerState.paused(depth: .none, isUTF8: false)
      try state.type(keys)
      #expect(state.text.unicodeScalars.allSatisfy { $0.isASCII })
    }
  }
}
