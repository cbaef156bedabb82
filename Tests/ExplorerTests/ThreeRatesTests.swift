import Canvas
import Comparison
import Input
import TestSupport
import Testing

@testable import Explorer

/// Several rates of one optimizer in one race.
@Suite struct ThreeRatesTests {
  private func text(_ state: ExplorerState) -> String {
    var painter = Painter()
    return state.text(by: &painter)
  }

  @Test func theKeyRacesThreeRates() throws {
    var state = try ExplorerState.paused(step: 60)
    state.selection = 3
    _ = state.perform(.raceThreeRates)
    #expect(state.race.runs.map(\.settings.kind.name) == ["adam", "adam", "adam"])
    #expect(state.scene.settings.map(\.learningRate.initial) == [0.0667, 0.2, 0.6])
    #expect(state.notice == "Adam at 0.0667, 0.2 and 0.6")
    #expect(state.playback.position == 60 && state.race.runs.allSatisfy { $0.step >= 60 })
    #expect(
      state.commandLine.contains("-o adam:lr=0.0667 -o adam -o adam:lr=0.6"),
      "\(state.commandLine)")
    // Once more changes nothing, because the middle run is the one that is meant.
    let scene = state.scene
    _ = state.perform(.raceThreeRates)
    #expect(state.scene == scene)
    _ = state.perform(.undo)
    #expect(state.race.runs.count == 4)
    #expect(state.scene.settings.map(\.kind.name) == ["gd", "sgd", "momentum", "adam"])
    _ = state.perform(.redo)
    #expect(state.race.runs.count == 3)
  }

  /// Beside the sign at the end of a curve stands its rate, if its colour is like that of others.
  @Test func curvesOfOneOptimizerEndWithTheirRates() throws {
    func ends(_ specs: String...) throws -> [String] {
      let state = try ExplorerState.paused(step: 10) {
        $0.optimizers = try specs.map { try OptimizerSpec($0) }
      }
      var painter = Painter()
      let frame = painter.drawing(of: state).frame
      let chart = try #require(Layout(of: state).chart)
      let (plot, _) = Chart.plot(of: state, in: chart)
      return plot.rows.map { row in
        String(
          String.UnicodeScalarView(
            (plot.column..<chart.column + chart.width).map {
              frame[$0, row].glyph
            }))
      }
    }
    let rates = try ends("gd:lr=0.02", "gd:lr=0.2", "gd:lr=0.45")
    for end in ["● 0.02", "■ 0.2", "▲ 0.45"] {
      #expect(rates.contains { $0.contains(end) }, "\(end)")
    }
    let others = try ends("gd:lr=0.02", "adam")
    #expect(!others.contains { $0.contains("0.02") })
  }

  @Test func aRateOfZeroHasNoThird() throws {
    var state = try ExplorerState.paused { $0.optimizers = [try OptimizerSpec("gd:lr=0")] }
    _ = state.perform(.raceThreeRates)
    #expect(state.race.runs.count == 1 && state.notice?.contains("rate 0") == true)
  }

  @Test(.slow) func everyViewSaysTheRates() throws {
    let labels = ["GD 0.02", "GD 0.2", "GD 0.52"]
    var state = try ExplorerState.paused(step: 60) {
      $0.optimizers = try ["gd:lr=0.02", "gd:lr=0.2", "gd:lr=0.52"].map { try OptimizerSpec($0) }
    }
    let side = text(state)
    for label in labels { #expect(side.contains(label)) }
    #expect(side.contains("GD 0.52: the learning rate 0.52 is"))
    #expect(!side.contains("GD 0.02  lr"), "the rate is said once")
    state.appearance.view = .overlay
    for label in labels { #expect(text(state).contains(label)) }
    state.selection = 1
    state.sight.toggle(.inspector)
    #expect(text(state).contains("GD 0.2  step 60"))
    state.sight.toggle(.parameters)
    #expect(text(state).contains("■ GD 0.2"))
    #expect(state.selectionName == "GD 0.2")
  }

  /// One curve with a mark for each rate, and one finding.
  @Test func theSweepSaysOneSentence() throws {
    var state = try ExplorerState.paused(step: 60) {
      $0.optimizers = try ["gd:lr=0.02", "gd:lr=0.2", "gd:lr=0.52"].map { try OptimizerSpec($0) }
    }
    state.sight.toggle(.sweep)
    state.look()
    state.completeWork()
    #expect(state.sweep?.curves.count == 1)
    let pane = text(state)
    #expect(pane.split(separator: "\n").count { $0.contains("best 0.3") } == 1)
    #expect(!pane.contains("wins") && pane.contains("●■▲"))
    // Three runs with the best rate would all be the same run.
    let scene = state.scene
    _ = state.handle(.key(.enter))
    #expect(state.scene == scene && state.notice?.contains("several rates") == true)
    state.selection = 0
    _ = state.handle(.key(.enter))
    #expect(
      state.scene.settings[0].learningRate.initial == state.sweep?.curves[0].best?.learningRate)
  }

  @Test func themesShadeTheRuns() throws {
    let state = try ExplorerState.paused {
      $0.optimizers = try ["gd:lr=0.02", "gd:lr=0.2", "adam"].map { try OptimizerSpec($0) }
    }
    let theme = Theme(Theme.Key(state))
    let colors = (0..<3).compactMap { theme.run($0) as Color? }
    #expect(colors[0].luminance < colors[1].luminance)
    #expect(colors[2] == Palette.trail(2))
  }
}
