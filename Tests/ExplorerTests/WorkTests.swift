import Calculus
import Canvas
import Comparison
import Experiments
import Landscape
import Optimizers
import TestSupport
import Testing

@testable import Explorer

/// Background work for the sweep and the basins.
struct WorkTests {
  private func opened(_ keys: String, size: Size = Size(width: 64, height: 18)) throws
    -> ExplorerState
  {
    // With dots there is one start per cell, so that the tests are fast.
    var state = try ExplorerState.paused(size: size, glyphs: .braille) {
      $0.surface = try wells()
    }
    try state.type(keys)
    return state
  }

  /// So large that the basins take more than a few slices.
  private static let large = Size(width: 120, height: 40)

  /// The panes of the sweep and the basins with complete results, made once.
  private static let sweep = Result { try WorkTests().completed("w") }
  private static let basins = Result { try WorkTests().completed("a1") }

  private func completed(_ keys: String) throws -> ExplorerState {
    var state = try opened(keys)
    state.completeWork()
    return state
  }

  private func cells(_ map: BasinMap?) -> [BasinCell?] {
    guard let map else { return [] }
    return (0..<map.height).flatMap { row in (0..<map.width).map { map[$0, row] } }
  }

  @Test func nothingIsComputedWhileItsPaneIsClosed() throws {
    var state = try opened("")
    for key in ["", "p", "i", "t"] {
      try state.type(key)
      let waits = state.hasWork
      #expect(!waits)
      state.completeWork()
      let findings = state.findings
      #expect(findings.sweep == nil && findings.basins.isEmpty)
    }
    try state.type("w")
    let waits = state.hasWork
    #expect(waits)
  }

  /// What is drawn of the basins follows what is known of them.
  @Test func theAtlasGrowsWithTheResults() throws {
    var state = try opened("a1", size: Self.large)
    let cells = try #require(state.sight.shown.mapCells)
    func atlas() -> BasinAtlas? { BasinAtlas(state, cells: cells) }
    var keys: [BasinAtlas.Key] = []
    for _ in 0..<2 {
      var slices = 0
      state.work {
        slices += 1
        return slices <= 2
      }
      let atlas = try #require(atlas())
      #expect(BasinAtlas.Key(state, cells: cells) == atlas.key)
      keys.append(atlas.key)
    }
    #expect(keys[0] != keys[1])
    let completed = keys.map { $0.parts.reduce(0) { $0 + $1.completed } }
    #expect(completed[0] < completed[1])
  }

  @Test func closingStopsTheWorkAndOpeningContinuesIt() throws {
    var state = try opened("a", size: Self.large)
    var slices = 0
    state.work {
      slices += 1
      return slices <= 2
    }
    let known = try #require(state.basins(of: 0)).completed
    #expect(known > 0 && known < state.basins(of: 0)?.total ?? 0)
    try state.type("a")
    var waits = state.hasWork
    #expect(!waits)
    state.completeWork()
    try state.type("a")
    let stillKnown = state.basins(of: 0)?.completed
    #expect(stillKnown == known)
    state.completeWork()
    try state.type("aa")
    waits = state.hasWork
    #expect(!waits, "what is known is kept")
  }

  @Test(.slow) func theSweepIsThatOfTheExperiment() throws {
    var state = try opened("w")
    while state.hasWork {
      var isFirst = true
      state.work {
        defer { isFirst = false }
        return isFirst
      }
    }
    let sweep = try #require(state.sweep)
    let scene = state.scene
    var alone = try LearningRateSweep(
      objective: scene.objective, start: scene.start, settings: scene.settings,
      rates: sweep.rates, steps: 200, scales: scene.scales)
    alone.complete()
    #expect(sweep.steps == 200)
    #expect(sweep.curves.map(\.points) == alone.curves.map(\.points))
  }

  @Test func theBasinsAreThoseOfTheExperiment() throws {
    var state = try opened("a3")
    state.completeWork()
    let map = try #require(state.basins(of: 2))
    let scene = state.scene
    var alone = BasinMap(
      objective: scene.objective, settings: scene.settings[2], domain: state.viewport,
      width: map.width, height: map.height, limit: map.limit, scales: scene.scales,
      minima: scene.surface.minima)
    alone.complete()
    #expect(cells(map) == cells(alone) && map.minima == alone.minima)
    let isOtherKnown = state.basins(of: 0) != nil
    #expect(!isOtherKnown, "on one map only the selected run's are wanted")
  }

  @Test(arguments: [
    ("+", false), ("d", true), ("h", true), ("n", true), ("z", false), ("X", false), ("v", false),
    ("3", false),
  ])
  func theSweepRestartsWhenItsInputsChange(_ keys: String, _ isStale: Bool) throws {
    var state = try Self.sweep.get()
    try state.type(keys)
    let (waits, isKnown) = (state.hasWork, state.sweep != nil)
    #expect(waits == isStale && isKnown == !isStale)
  }

  @Test(
    .slow,
    arguments: [
      ("+", true), ("d", false), ("h", false), ("n", true), ("z", true), ("L", true), ("X", false),
      ("2", true), ("1", false), ("2d", true), ("u", false),
    ])
  func theBasinsRestartWhenTheirInputsChange(_ keys: String, _ isStale: Bool) throws {
    var state = try Self.basins.get()
    try state.type(keys)
    let (waits, isKnown) = (state.hasWork, state.basins(of: state.basinRuns[0]) != nil)
    #expect(waits == isStale && isKnown == !isStale)
    state.completeWork()
    // Results that belong to no current run are dropped.
    let kept = state.findings.basins.count
    #expect(kept <= 2)
  }

  @Test(.slow) func aNewSeedKeepsTheBasinsOfExactGradients() throws {
    var state = try opened("a", size: Size(width: 100, height: 30))
    state.completeWork()
    try state.type("d")
    let known = (0..<4).map { state.basins(of: $0) != nil }
    #expect(known == [true, false, true, true])
  }

  @Test func sideBySideAllMapsFillInTogether() throws {
    var state = try opened("a", size: Size(width: 100, height: 30))
    #expect(state.basinRuns == [0, 1, 2, 3])
    var slices = 0
    state.work {
      slices += 1
      return slices <= 8
    }
    let known = state.basinRuns.map { state.basins(of: $0)?.completed ?? 0 }
    #expect(known.allSatisfy { $0 > 0 })
  }

  /// The content of the screen has no influence: neither the step, nor the span of the chart.
  @Test(.slow) func theSweepStaysWhenTheRaceContinues() throws {
    var state = try ExplorerState.paused(step: 190) {
      $0.surface = Surface(
        id: "rosenbrock", name: "Rosenbrock",
        loss: .formula(try Formula("(1 - x)^2 + 100*(y - x^2)^2")),
        domain: Domain(x: -2...2, y: -1...3), start: Point(-1.2, 1), minima: [Point(1, 1)],
        learningRates: ["gd": 0.001, "momentum": 0.0005, "adam": 0.05], noise: 0.5)
    }
    try state.type("w")
    state.completeWork()
    let curves = try #require(state.sweep).curves.map(\.points)
    try state.type("<more><more>")
    #expect(state.playback.position == 210)
    let (waits, stillThere) = (state.hasWork, state.sweep?.curves.map(\.points))
    #expect(!waits && stillThere == curves)
    #expect(state.text.contains("200 steps"))
  }

  @Test func theSweepHasTheRequestedLength() throws {
    #expect(try ExplorerState.paused().sweepSteps == 200)
    var state = try ExplorerState.paused { $0.steps = 70 }
    #expect(state.sweepSteps == 70)
    try state.type("]")
    #expect(state.sweepSteps == 70, "without its pane the keys change the speed")
    try state.type("w]")
    #expect(state.sweepSteps == 100 && state.playback.speed == 60)
    #expect(state.notice == "the sweep runs 100 steps")
    #expect(state.commandLine.contains("--sweep-steps 100"))
    try state.type("[[[")
    #expect(state.sweepSteps == 10)
    try state.type("[")
    #expect(state.sweepSteps == 10)
  }

  @Test(.slow) func minimaOfAllMapsHaveOneNumbering() throws {
    var state = try ExplorerState.paused(size: Size(width: 100, height: 30), glyphs: .braille) {
      $0.surface = .typed(formula: try Formula("(x^2 - 4)^2 + (y^2 - 4)^2"), domain: .standard)
    }
    try state.type("a")
    state.completeWork()
    let cells = try #require(state.sight.shown.mapCells)
    let atlas = try #require(BasinAtlas(state, cells: cells))
    #expect(atlas.charts.count == 4 && atlas.minima.count == 4)
    for chart in atlas.charts {
      for (index, minimum) in chart.map.minima.enumerated() {
        let region = chart.region(of: .minimum(index))
        guard case .minimum(let number) = region else { continue }
        #expect((atlas.minima[number] - minimum).norm < 0.01)
      }
    }
  }

  /// There are more minima than colours: the lowest ones have their own, the others share one.
  @Test(.slow) func theLowestOfManyMinimaComeFirst() throws {
    var state = try ExplorerState.paused(size: Size(width: 80, height: 40), glyphs: .braille) {
      $0.surface = .typed(
        formula: try Formula("x^2 + y^2 + 20*sin(3x)^2 + 20*sin(3y)^2"), domain: .standard)
      $0.optimizers = [try OptimizerSpec("gd")]
    }
    try state.type("a")
    state.completeWork()
    let cells = try #require(state.sight.shown.mapCells)
    let atlas = try #require(BasinAtlas(state, cells: cells))
    let losses = atlas.minima.map { state.scene.function.value(at: $0) }
    #expect(losses.count > 2 * Palette.regionCount && losses[0] < 1e-6)
    for (lower, higher) in zip(losses, losses.dropFirst()) { #expect(lower <= higher + 0.01) }
    for chart in atlas.charts {
      for (index, minimum) in chart.map.minima.enumerated() {
        guard case .minimum(let number) = chart.region(of: .minimum(index)) else { continue }
        #expect((atlas.minima[number] - minimum).norm < 0.02)
      }
    }
    #expect(state.text.contains("\(losses.count - Palette.regionCount) other minima"))
    // They are in the order of their losses, which are shown.
    #expect(state.text.contains("loss 0") && state.text.contains("loss \(losses[1].readable())"))
    let colors = (Palette.regionCount..<losses.count).map {
      BasinRegion.minimum($0).color(shade: 0, depth: .trueColor, on: .dark)
    }
    #expect(Set(colors).count == 1)
  }
}
