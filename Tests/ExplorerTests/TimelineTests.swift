import Canvas
import Comparison
import TestSupport
import Testing

@testable import Explorer

struct TimelineTests {
  /// The number at the end of the steps is complete wherever the mark of the current step is.
  @Test(.slow) func theMarkNeverCoversTheNumbers() throws {
    for width in [64, 80, 120] {
      var state = try ExplorerState.paused(size: Size(width: width, height: 24)) {
        $0.optimizers = [try OptimizerSpec("gd")]
      }
      var painter = Painter()
      for step in stride(from: 0, through: 100, by: 4) {
        if step > 0 { try state.type("<Right><Right><Right><Right>") }
        #expect(state.playback.position == step)
        let timeline = try Session(state).timeline()
        let text = state.text(by: &painter)
        let line = text.split(separator: "\n", omittingEmptySubsequences: false)[timeline.row]
        #expect(line.contains(" step ") && line.contains(" \(timeline.span) "))
        #expect(line.filter { $0 == "┃" }.count == 1)
      }
    }
  }

  /// The step of a changed rate has a mark, which covers neither the numbers nor the curves.
  @Test(.slow) func branchesAreMarkedBesideTheNumbers() throws {
    for step in [1, 30, 49, 50] {
      var state = try ExplorerState.paused(size: Size(width: 120, height: 40), step: step) {
        $0.optimizers = [try OptimizerSpec("gd")]
      }
      try state.type("b-<Home>")
      let timeline = try Session(state).timeline()
      let lines = state.text.split(separator: "\n", omittingEmptySubsequences: false)
      let line = lines[timeline.row]
      #expect(line.contains(" step ") && line.contains(" \(timeline.span) "), "\(line)")
      #expect(line.contains("┴"))
      let rows = timeline.area.rows.dropFirst().dropLast()
      #expect(rows.contains { lines[$0].contains("╎") })
    }
  }
}
