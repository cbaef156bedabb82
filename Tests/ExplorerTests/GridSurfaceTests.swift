import Canvas
import Landscape
import Testing

@testable import Explorer

/// The explorer on a grid of losses.
struct GridSurfaceTests {
  private func state(_ size: Size, hole: Bool = false) throws -> ExplorerState {
    let losses = (0..<9).map { row in
      (0..<9).map { column in
        hole && column == 7 && row == 1
          ? "nan" : "\((column - 4) * (column - 4) + (row - 4) * (row - 4) + 1)"
      }.joined(separator: " ")
    }.joined(separator: "\n")
    let surface = try Surface(losses: Array(losses.utf8), file: "runs/net.csv")
    return try .paused(size: size) { $0.surface = surface }
  }

  @Test(arguments: [(80, 24), (120, 40), (200, 60)])
  func theWordsSayThatItIsASlice(width: Int, height: Int) throws {
    let text = try state(Size(width: width, height: height)).text
    let words = text.split { $0.isWhitespace || $0 == "│" }.joined(separator: " ")
    #expect(words.contains("A slice through a larger space: a"))
    #expect(width == 80 || text.contains("a slice of 9×9"))
  }

  @Test func holesAreHatched() throws {
    let size = Size(width: 120, height: 40)
    #expect(try state(size, hole: true).text.contains("undefined"))
    #expect(try !state(size).text.contains("undefined"))
  }

  /// There is no formula to edit, nor one of the gradient.
  @Test func thePromptsBeginEmpty() throws {
    let state = try state(Size(width: 120, height: 40))
    #expect(state.formulaPrompt.text == "")
    #expect(state.gradientPrompt.text == "")
  }

  @Test func gradientDescentIsThatOnTheFormula() throws {
    var state = try state(Size(width: 120, height: 40))
    let run = state.race.runs[0]
    let rate = run.settings.learningRate.initial
    try state.type("<Right><Right><Right>")
    let path = state.race.runs[0].trajectory
    try #require(path.count > 3)
    let factor = 1 - 2 * rate
    for coordinate in 0..<2 {
      let expected = 4 + (path.point(0)[coordinate] - 4) * factor * factor * factor
      #expect(abs(path.point(3)[coordinate] - expected) < 1e-9)
    }
  }
}
