import Calculus
import Comparison
import Landscape
import Optimizers
import Testing

@testable import Explorer

/// A race that is changed late comes back to its step in the background.
struct ReturnTests {
  private let late = 20_000

  /// Some slices of background work.
  private func work(_ state: inout ExplorerState, slices: Int) {
    var left = slices
    state.work {
      left -= 1
      return left >= 0
    }
  }

  /// That the runs are those of a race that was never interrupted, in every bit.
  private func expectFreshRuns(_ state: ExplorerState, step: Int) throws {
    var fresh = try Scene(state.scene.setup).race
    fresh.advance(to: step)
    #expect(state.playback.position == step && state.playback.goal == nil && !state.hasWork)
    #expect(state.race.runs.map(\.settings) == fresh.runs.map(\.settings))
    for (run, other) in zip(state.race.runs, fresh.runs) {
      #expect(run.step == other.step && run.end == other.end)
      let isSame = run.trajectory.elementsEqual(other.trajectory)
      #expect(isSame)
    }
  }

  @Test func aLateRateIsShownAtOnceAndTheRaceComesBack() throws {
    var state = try ExplorerState.paused(step: late)
    let before = state.race.runs[0].trajectory
    try state.type("1r<C-u>0<dot>125<Enter>")
    #expect(state.rates[0] == 0.125)
    #expect(state.playback.goal == late && state.playback.position < late / 4 && state.hasWork)
    #expect(state.text.contains("→ 20000, catching up") && state.text.contains("0.125"))
    // The path that was replaced is the ghost, however far the new one has come.
    #expect(state.ghosts[0]?.lastStep == before.lastStep)
    let position = state.playback.position
    work(&state, slices: 2)
    #expect(state.playback.position > position && state.playback.position < late)
    state.completeWork()
    try expectFreshRuns(state, step: late)
    #expect(!state.text.contains("catching up") && state.text.contains("step 20000"))
  }

  @Test func furtherChangesBeginTheWayAnew() throws {
    var state = try ExplorerState.paused(step: late)
    let before = state.race.runs[1].trajectory
    try state.type("2+")
    let first = state.playback.position
    work(&state, slices: 3)
    try state.type("+")
    #expect(state.playback.position == first && state.playback.goal == late)
    work(&state, slices: 1)
    try state.type("-+{")
    // A path that was never shown as far is no ghost.
    #expect(state.ghosts[1]?.points.last == before.point(late))
    state.completeWork()
    try expectFreshRuns(state, step: late)
  }

  @Test func undoOnTheWayComesBackToTheSameRace() throws {
    var state = try ExplorerState.paused(step: late)
    let before = state.race
    try state.type("+")
    work(&state, slices: 1)
    try state.type("u")
    #expect(state.playback.goal == late)
    state.completeWork()
    try expectFreshRuns(state, step: late)
    for (run, former) in zip(state.race.runs, before.runs) {
      let isSame = run.trajectory.elementsEqual(former.trajectory)
      #expect(isSame)
    }
  }

  @Test func keysOnTheWayChangeWhereItLeads() throws {
    var state = try ExplorerState.paused(step: late)
    try state.type("+<Right><Right><Left><more>")
    #expect(state.playback.goal == late + 11)
    try state.type("<End>")
    #expect(state.playback.goal == late + 11)
    #expect(state.commandLine.contains("--step \(late + 11)"))
    state.completeWork()
    try expectFreshRuns(state, step: late + 11)
    try state.type("-<Home>")
    #expect(state.playback.position == 0 && state.playback.goal == nil && !state.hasWork)
  }

  @Test func playingGoesOnFromTheStep() throws {
    var state = try ExplorerState.paused(step: late)
    try state.type(" +....")
    #expect(state.playback.goal == late && state.playback.isPlaying)
    state.completeWork()
    #expect(state.playback.position == late)
    try state.type("....")
    #expect(state.playback.position == late + 4)
  }

  @Test func aBranchOnTheWayIsMadeAtTheStepOfTheFirstOne() throws {
    var state = try ExplorerState.paused(step: late)
    try state.type("1b+")
    work(&state, slices: 1)
    try state.type("+")
    let plan = state.scene.settings[0].learningRate
    #expect(plan.changes.map(\.step) == [late])
    state.completeWork()
    try expectFreshRuns(state, step: late)
    #expect(state.ghosts[0]?.lastStep == late + 200)
  }

  @Test func anotherClockIsReadFromTheWholeRace() throws {
    var state = try ExplorerState.paused(step: late) {
      $0.optimizers = [OptimizerSpec(.gd), OptimizerSpec(.lbfgs)]
    }
    try state.type("1+")
    #expect(state.playback.goal == late)
    try state.type("x")
    #expect(state.playback.goal == nil && state.clock == .evaluations)
    #expect(state.race.runs[0].step >= late)
  }

  @Test func aRaceThatEndsOnTheWayIsThere() throws {
    var state = try ExplorerState.paused(step: late) { $0.optimizers = [OptimizerSpec(.gd)] }
    try state.type("r<C-u>3<Enter>")
    #expect(state.race.hasEnded && state.playback.goal == nil && !state.hasWork)
    #expect(state.playback.position == late)
  }

  @Test func theFileOfTheRunsGoesToTheStep() throws {
    var state = try ExplorerState.paused(step: late)
    try state.type("+ecsv<Enter>")
    #expect(state.playback.goal == late)
    try state.type("<Enter>")
    try expectFreshRuns(state, step: late)
  }

  @Test func ghostsOfLongRacesAreSmall() throws {
    let state = try ExplorerState.paused(step: 300_000) { $0.optimizers = [OptimizerSpec(.sgd)] }
    let path = state.race.runs[0].trajectory
    let ghost = Ghost(of: path)
    #expect(ghost.lastStep == 300_000 && ghost.points.count < 8200)
    #expect(ghost.points.first == path.point(0) && ghost.points.last == path.point(300_000))
    // Every one of the last thousands.
    let isWhole = ghost.points.suffix(3000).elementsEqual((297_001...300_000).map(path.point))
    #expect(isWhole)
  }

  @Test(arguments: [(1, 1_000_000), (8, 1_000_000), (9, 888_888), (12, 666_666)])
  func allPathsTogetherAreBounded(runs: Int, steps: Int) throws {
    let kinds = OptimizerKind.all.prefix(runs)
    let state = try ExplorerState.paused { $0.optimizers = kinds.map { OptimizerSpec($0) } }
    #expect(state.contest.stepLimit == steps && state.contest.storageLimit == steps)
    #expect(state.contest.stepLimit * runs <= Contest.rowLimit)
  }
}
