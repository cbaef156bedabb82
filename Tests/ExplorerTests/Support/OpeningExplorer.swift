import Calculus
import Canvas
import Comparison
import Landscape
import TestSupport

@testable import Explorer

extension ExplorerState {
  /// An explorer of a loss of which nothing is known yet.
  static func opening(
    on loss: SlowLoss, step: Int = 0, focus: Focus = Focus(), tool: Tool? = nil,
    change: (inout Setup) throws -> Void = { _ in }
  ) throws -> ExplorerState {
    var setup = Setup(
      surface: Surface(
        id: "slow", name: "Slow",
        loss: .given(GivenLoss(text: "slow", arguments: [], function: loss)),
        domain: Domain(x: -2...2, y: -2...2), start: Point(0, 0)))
    try change(&setup)
    var state = try ExplorerState(
      scene: Scene(openingOn: setup), playback: Playback(position: step),
      appearance: Appearance(glyphs: .braille, depth: .trueColor, glyphSets: GlyphSet.allCases),
      size: Size(width: 120, height: 40), catalog: Catalog(names: []) { _ in nil }, focus: focus)
    state.look()
    return state
  }

  /// Lets a loss answer and time pass until something is true, for at most some rounds; whether it is.
  mutating func wait(
    for loss: SlowLoss, rounds: Int = 2000, until isDone: (ExplorerState) -> Bool
  ) -> Bool {
    for _ in 0..<rounds {
      if isDone(self) { return true }
      _ = advance(seconds: 1.0 / 30)
      var isFirst = true
      work {
        defer { isFirst = false }
        return isFirst
      }
      loss.answer()
      look()
    }
    return isDone(self)
  }
}
