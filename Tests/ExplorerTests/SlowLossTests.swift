import Calculus
import Canvas
import Comparison
import Experiments
import Landscape
import Optimizers
import TestSupport
import Testing

@testable import Explorer

/// The explorer of a loss whose values take time.
struct SlowLossTests {
  private static let wells = "(x^2 - 1)^2 + y^2"

  /// The losses of the first run, as far as it has run.
  private func losses(_ state: ExplorerState) -> [Double] {
    let path = state.race.runs[0].trajectory
    return (0...path.lastStep).map { path[$0].loss }
  }

  @Test func theScreenIsThereBeforeAnyLossIsKnown() throws {
    let loss = try SlowLoss(Self.wells)
    var state = try ExplorerState.opening(on: loss)
    #expect(state.race.runs.isEmpty && state.isOpening)
    #expect(state.text.contains("before the race"))
    #expect(state.text.contains("no loss"))
    for _ in 0..<50 { _ = state.advance(seconds: 0.1) }
    #expect(state.playback.isPlaying && state.playback.position == 0)
    #expect(!state.hasWork)
    // The view can be changed, and the keys are explained.
    let before = state.viewport
    try state.type("z")
    #expect(state.viewport != before)
    try state.type("?")
    #expect(state.panel != nil)
    try state.type("<Esc>+")
    #expect(state.notice?.contains("no race yet") == true)
    try state.type("w")
    #expect(state.tool == nil)
    loss.answer()
    #expect(state.text.contains("losses are"))
  }

  @Test func theRaceBeginsWhenEnoughIsKnown() throws {
    let loss = try SlowLoss(Self.wells)
    var state = try ExplorerState.opening(on: loss, step: 7, focus: .init(selection: 1))
    let hasBegun = state.wait(for: loss) { !$0.isOpening }
    #expect(hasBegun && state.opening == nil)
    #expect(state.race.runs.count == 4 && state.selection == 1)
    // A high start, as on a typed formula, and rates that descend from it.
    #expect(abs(state.scene.start.x) == 1.4 && abs(state.scene.start.y) == 1.4)
    #expect(state.rates.allSatisfy { $0 > 0 && $0.isFinite })
    let isThere = state.wait(for: loss) { $0.playback.position >= 7 }
    #expect(isThere && state.playback.isPlaying)
    let path = state.race.runs[0].trajectory
    let formula = try Formula(Self.wells).compiled()
    #expect((0...7).allSatisfy { path[$0].loss == formula.value(at: path[$0].point) })
    // Undo does not lead back to before the race.
    try state.type("u")
    #expect(!state.isOpening && state.notice == "nothing to undo")
  }

  @Test func aLossWithoutAValueAtTheStartIsRefused() throws {
    let loss = try SlowLoss("log(x)")
    var state = try ExplorerState.opening(on: loss) { $0.start = Point(-1, 0) }
    let isRefused = state.wait(for: loss, rounds: 100) { $0.opening?.refusal != nil }
    #expect(isRefused && state.isOpening)
  }

  /// What is known better changes the scales, but neither rates nor paths.
  @Test func theRaceGoesOnWhenTheSurfaceIsMeasuredAgain() throws {
    let loss = try SlowLoss("(x^2 - 1)^2 + y^2 + 0.3cos(9x)")
    var state = try ExplorerState.opening(on: loss)
    let isRunning = state.wait(for: loss) { $0.playback.position >= 3 }
    #expect(isRunning)
    try state.type(" ")
    let (scales, rates) = (state.scene.scales, state.rates)
    let path = losses(state)
    loss.detail = 32
    _ = state.wait(for: loss, rounds: 20) { _ in false }
    #expect(state.scene.scales != scales)
    #expect(state.rates == rates && losses(state).starts(with: path))
    #expect(state.playback.position >= 3)
  }

  /// A program that was mended computes other losses: nothing of the former ones stays.
  @Test func afterAnotherStartTheRaceIsThatOfTheNewLosses() throws {
    let loss = try SlowLoss(Self.wells)
    var state = try ExplorerState.opening(on: loss)
    let isRunning = state.wait(for: loss) { $0.playback.position >= 5 }
    #expect(isRunning)
    try state.type("w")
    let isSwept = state.wait(for: loss) { ($0.sweep?.completed ?? 0) > 0 }
    #expect(isSwept)
    loss.fault = "it ended"
    loss.next = try Formula("x^2 + 3y^2 + 1").compiled()
    let former = losses(state)
    #expect(state.text.contains("it ended; R starts it again"))
    try state.type("R.")
    #expect(
      losses(state) == former, "the old race stays until the new one is known")
    let isAnew = state.wait(for: loss) { $0.race.runs[0].trajectory[0].loss != former[0] }
    #expect(isAnew)
    let isThere = state.wait(for: loss) { $0.playback.position >= 3 }
    #expect(isThere)
    let path = state.race.runs[0].trajectory
    #expect(
      (0...3).allSatisfy { step in
        let point = path[step].point
        return path[step].loss == point.x * point.x + 3 * point.y * point.y + 1
      })
    #expect(state.scene.settings.map(\.learningRate).count == 4)
  }

  /// The results are those of the formula, however the answers come.
  @Test func sweepsAndBasinsFillInAsAnswersCome() throws {
    let loss = try SlowLoss(Self.wells)
    var state = try ExplorerState.opening(on: loss) {
      $0.optimizers = [try OptimizerSpec("gd:lr=0.05")]
    }
    let isReady = state.wait(for: loss) { !$0.isOpening }
    #expect(isReady)
    try state.type(" w")
    #expect(state.notice?.hasPrefix("at most ") == true)
    #expect(state.text.contains("0 of "))
    let isSwept = state.wait(for: loss, rounds: 20_000) { $0.sweep?.isComplete == true }
    #expect(isSwept)
    let sweep = try #require(state.sweep)
    let formula = try Formula(Self.wells).compiled()
    var own = try LearningRateSweep(
      objective: formula.objective(), start: state.scene.start, settings: state.scene.settings,
      rates: sweep.rates, steps: sweep.steps, scales: state.scene.scales)
    own.complete()
    #expect(own.curves[0].points == sweep.curves[0].points)

    try state.type("wa")
    let hasSome = state.wait(for: loss, rounds: 20_000) { ($0.basins(of: 0)?.completed ?? 0) >= 64 }
    #expect(hasSome)
    let map = try #require(state.basins(of: 0))
    #expect(map.limit == 200)
    var whole = BasinMap(
      objective: formula.objective(), settings: state.scene.settings[0],
      domain: state.domain(on: try #require(state.sight.shown.mapCells)), width: map.width,
      height: map.height, limit: map.limit, scales: state.scene.scales)
    whole.complete()
    for row in 0..<map.height {
      for column in 0..<map.width where map[column, row] != nil {
        #expect(map[column, row]?.steps == whole[column, row]?.steps)
      }
    }
    #expect(state.text.contains("losses"))
    // It is left at once.
    try state.type("a")
    let hasWork = state.hasWork
    #expect(!hasWork)
  }

  /// A start whose loss is asked for; until the answer comes, the race is the one of before.
  private func waiting(on loss: SlowLoss) throws -> ExplorerState {
    var state = try ExplorerState.opening(on: loss)
    let isRunning = state.wait(for: loss) { $0.playback.position >= 3 }
    #expect(isRunning)
    try state.type(" ")
    state.moveStart(to: Point(1.5, -0.75))
    #expect(state.awaited != nil && state.scene.start != Point(1.5, -0.75))
    #expect(state.notice == "start (1.5, -0.75)")
    return state
  }

  @Test func whatWaitsIsChangedFurther() throws {
    let loss = try SlowLoss(Self.wells)
    var state = try waiting(on: loss)
    state.set(.startX, to: .number(1.25))
    #expect(state.notice == "start (1.25, -0.75)")
    try state.type("*")
    #expect(state.race.runs.count == 4)
    let isThere = state.wait(for: loss) { $0.race.runs.count == 3 }
    #expect(isThere && state.scene.start == Point(1.25, -0.75))
  }

  @Test func runsAreNotChangedWhileOthersWait() throws {
    let loss = try SlowLoss(Self.wells)
    var state = try waiting(on: loss)
    state.race(["adam"])
    let rates = state.rates
    for keys in ["+", "*", "2+"] {
      try state.type(keys)
      #expect(state.notice == "other optimizers wait for their losses")
    }
    state.set(.batch, to: .number(2))
    #expect(state.rates == rates && state.awaited?.setup.optimizers.map(\.kind.name) == ["adam"])
    let isThere = state.wait(for: loss) { $0.race.runs.count == 1 }
    #expect(isThere && state.scene.start == Point(1.5, -0.75))
    try state.type("+")
    #expect(state.notice != "other optimizers wait for their losses")
  }

  /// On a spline through few losses each swing looks like a minimum.
  @Test func onlySoundCriticalPointsAreMarked() throws {
    let loss = try SlowLoss("(1-x)^2 + 100(y-x^2)^2")
    let domain = Domain(x: -2...2, y: -1...3)
    for detail in [0, 8, 16] {
      loss.detail = detail
      #expect(loss.landmarks(in: domain).isEmpty, "\(detail)")
    }
    for detail in [32, 64] {
      loss.detail = detail
      let found = loss.landmarks(in: domain)
      #expect(found.map(\.kind) == [.minimum], "\(detail)")
      #expect(found.allSatisfy { ($0.point - Point(1, 1)).norm < 0.3 }, "\(found)")
    }
    let wells = try SlowLoss(Self.wells)
    wells.detail = 16
    let kinds = wells.landmarks(in: Domain(x: -2...2, y: -2...2)).map(\.kind)
    #expect(kinds.sorted { "\($0)" < "\($1)" } == [.minimum, .minimum, .saddle])
    var state = try ExplorerState.opening(on: wells)
    let isReady = state.wait(for: wells) { !$0.isOpening }
    #expect(isReady)
    #expect(state.text.contains("about a minimum"))
  }
}
