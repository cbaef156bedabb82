import Calculus
import Canvas
import Comparison
import Landscape
import Testing

@testable import Explorer

/// Signs and paths on the relief, in front of and behind a ridge along the x axis.
struct ReliefSignTests {
  private func state() throws -> ExplorerState {
    try .paused(step: 2) {
      $0.surface = Surface(
        id: "ridge", name: "Ridge", loss: .formula(try Formula("4exp(-8y^2)")),
        domain: Domain(x: -2...2, y: -2...2), start: Point(1, -1),
        minima: [Point(0, 0.6), Point(0, -0.6)])
      $0.optimizers = [OptimizerSpec(.gd)]
    }
  }

  private func relief(_ state: ExplorerState) throws -> ReliefPicture {
    let key = MapPicture.Key(
      loss: state.scene.surface.loss, parameters: [:], domain: state.viewport,
      cells: Size(width: 80, height: 30), glyphs: .quadrant, contours: .bandsAndLines,
      ramp: .magma, levels: .linear, depth: .trueColor, background: .dark)
    let function = state.scene.function
    return ReliefPicture(
      map: MapPicture(key: key, function: function), camera: Camera(azimuth: 0, elevation: 20),
      function: function)
  }

  @Test func hiddenMinimaAreFaint() throws {
    let state = try state()
    let theme = Theme(depth: .trueColor, runs: 1)
    let signs = MapSign.all(
      of: state, runs: [], basins: nil, on: try relief(state),
      in: Rectangle(column: 0, row: 0, width: 80, height: 30), theme: theme)
    let minima = signs.filter { $0.glyph == "×" }
    #expect(minima.count == 2)
    #expect(minima.contains { $0.style == theme.sign() })
    #expect(minima.contains { $0.style == theme.hiddenSign() })
  }

  @Test func stepsFromOutsideToOutsideAreNotDrawn() throws {
    let state = try ExplorerState.paused(step: 2) {
      $0.optimizers = [OptimizerSpec(.gd, learningRate: 1)]
    }
    let trajectory = state.race.runs[0].trajectory
    let picture = try relief(state)
    func pixels(upTo step: Int) -> [Int] {
      var raster = picture.raster
      let look = TrailLook(run: 0, depth: .trueColor)
      raster.paint(
        RunPath(trajectory, upTo: step, look: look), on: picture, within: state.viewport)
      return raster.pixels.indices.filter { raster.pixels[$0].layer == .trail }
    }
    #expect(!state.viewport.contains(trajectory.point(1)))
    #expect(!state.viewport.contains(trajectory.point(2)))
    #expect(state.viewport.part(from: trajectory.point(1), to: trajectory.point(2)) != nil)
    #expect(!pixels(upTo: 1).isEmpty && pixels(upTo: 2) == pixels(upTo: 1))
  }
}
