import Calculus
import Canvas
import Comparison
import Landscape
import Optimizers
import Testing

@testable import Explorer

/// A change succeeds completely or not at all, and undo reverts all of it.
struct ChangeTests {
  /// Everything that a change may affect, for comparison.
  private struct Facts: Equatable {
    var scene: Scene
    var settings: [RunSettings]
    var paths: [[Point]]
    var ghosts: [[Point]?]
    var raceStep: Int
    var selection: Int?
    var viewport: Domain
    var playback: Playback

    init(_ state: ExplorerState) {
      scene = state.scene
      settings = state.race.runs.map(\.settings)
      paths = state.race.runs.map { $0.trajectory.map(\.point) }
      ghosts = state.ghosts.map { $0?.points }
      raceStep = state.race.step
      selection = state.selection
      viewport = state.viewport
      playback = state.playback
    }
  }

  private func halfPlane() throws -> ExplorerState {
    var state = try ExplorerState.paused(step: 8) {
      $0.surface = .typed(formula: try Formula("log(x) + y^2"))
      $0.start = Point(1, 1)
    }
    // A ghost, a selection and a zoomed map could be lost.
    try state.type("+z<Tab>")
    return state
  }

  @Test(arguments: [
    "a start without a loss", "a negative noise", "a rate below zero", "a schedule that cannot be",
    "a surface without a loss", "an unknown hyperparameter", "a file without a loss",
  ])
  func aRefusedChangeChangesNothing(_ what: String) throws {
    var state = try halfPlane()
    let (before, history) = (Facts(state), state.contest.history)
    switch what {
    case "a start without a loss": state.moveStart(to: Point(-1, 1))
    case "a negative noise": state.set(.noise, to: .number(-1))
    case "a rate below zero": state.changeLearningRates { _ in -1 }
    case "a schedule that cannot be":
      state.change { $0.schedule = ScheduleSpec(.step, values: ["gamma": .number(-1)]) }
    case "a surface without a loss": state.show(.typed(formula: try Formula("log(-1 - x^2)")))
    case "an unknown hyperparameter":
      state.change(leaving: .of([0])) { $0.optimizers[0].hyperparameters["beta9"] = 1 }
    default:
      state.reload(.success(.typed(formula: try Formula("log(-1 - x^2)"))))
      #expect(state.dialogue.fault != nil)
    }
    #expect(Facts(state) == before)
    #expect(state.contest.history == history)
    #expect(state.notice != nil || what == "a file without a loss")
  }

  @Test(arguments: [
    "+", "2-", "b+", "d", "l", "n", "p<Right>", "oadam <Enter>", "fx^2+y^2<Enter>",
    "p<Down><Down><Right>", "r0<dot>2<Enter>", "@1,1<Enter>",
  ])
  func undoRevertsAnyChange(_ keys: String) throws {
    var state = try ExplorerState.paused(step: 5) { $0.surface = try valley() }
    try state.type("z")
    let before = Facts(state)
    try state.type(keys)
    let after = Facts(state)
    #expect(after.scene != before.scene, "\(keys) changes something")
    #expect(after.raceStep >= after.playback.position)
    #expect(after.ghosts.count == after.settings.count)
    #expect(after.settings == state.scene.settings)
    if state.tool != nil { try state.type("p") }
    try state.type("u")
    var undone = Facts(state)
    #expect(state.notice?.hasPrefix("undone: ") == true)
    // Undo does not restore the step, the ghosts, or the run selected by a click.
    #expect(undone.scene == before.scene && undone.settings == before.settings)
    #expect(undone.viewport == before.viewport)
    for (path, former) in zip(undone.paths, before.paths) {
      #expect(path == Array(former.prefix(path.count)))
    }
    try state.type("<C-r>")
    undone = Facts(state)
    #expect(state.notice?.hasPrefix("redone: ") == true)
    #expect(undone.scene == after.scene && undone.viewport == after.viewport)
  }

  @Test func anIdenticalSetupIsNoChange() throws {
    var state = try ExplorerState.paused(step: 5)
    state.change(leaving: .of([0, 1])) { $0.optimizers[0].tune(to: 0.1) }
    #expect(state.ghosts.allSatisfy { $0 == nil })
    try state.type("u")
    #expect(state.notice == "nothing to undo")
  }

  @Test func aChangeOfOneRunKeepsTheGhostsOfTheOthers() throws {
    var state = try ExplorerState.paused(step: 5)
    try state.type("1+2+")
    #expect(state.ghosts.map { $0 != nil } == [true, true, false, false])
    // Other random numbers are compared with the former ones and nothing else.
    try state.type("d")
    #expect(state.ghosts.map { $0 != nil } == [false, true, false, false])
  }

  @Test func anotherSurfaceIsSeenWholeWithNothingSelected() throws {
    var state = try ExplorerState.paused(step: 5)
    try state.type("2zn")
    #expect(state.scene.surface.name == "Wells" && state.playback.position == 0)
    #expect(state.selection == nil && state.viewport == state.scene.domain)
    try state.type("u")
    #expect(state.selection == 1 && state.viewport != state.scene.domain)
  }

  @Test func aSelectionOutsideTheRaceIsIgnored() throws {
    var state = try ExplorerState.paused()
    state.selection = 3
    state.race(["adam"])
    #expect(state.selection == nil && state.ghosts.count == 1)
    state.selection = 1
    #expect(state.selection == nil)
  }
}
