import Calculus
import Canvas
import Optimizers
import Testing

@testable import Explorer

struct HistoryTests {
  @Test func undoAndRedoAreInverse() throws {
    var state = try ExplorerState.paused(step: 10)
    let before = state.present(of: 0)
    try state.type("+")
    let after = state.present(of: 0)
    #expect(after != before)
    try state.type("u")
    #expect(state.rates == [0.1, 0.1, 0.02, 0.2])
    #expect(state.present(of: 0) == before)
    #expect(state.playback.position == 10)
    try state.type("<C-r>")
    #expect(state.rates[0] == 0.126)
    #expect(state.present(of: 0) == after)
  }

  @Test func undoKnowsStartsSeedsOptimizersAndSurfaces() throws {
    var state = try ExplorerState.paused()
    try state.type("l")
    let moved = state.scene.start
    try state.type("d")
    state.race(["adam"])
    try state.type("n")
    #expect(state.scene.surface.name != "Bowl")
    try state.type("u")
    #expect(state.scene.surface.name == "Bowl")
    #expect(state.race.runs.count == 1)
    try state.type("u")
    #expect(state.race.runs.count == 4)
    #expect(state.scene.seed == 1)
    try state.type("u")
    #expect(state.scene.seed == 0)
    #expect(state.scene.start == moved)
    try state.type("u")
    #expect(state.scene.start == Point(5, 3))
  }

  @Test func aNewChangeForgetsUndoneOnes() throws {
    var state = try ExplorerState.paused()
    try state.type("+u}<C-r>")
    #expect(state.notice == "nothing to redo")
    #expect(state.rates[0] == 1)
    try state.type("uu")
    #expect(state.notice == "nothing to undo")
  }

  @Test func twoHundredChangesCanBeUndone() throws {
    let state = try ExplorerState.paused()
    // Each moment is known by its selection.
    func moment(_ number: Int) -> Moment {
      Moment(scene: state.scene, selection: number, viewport: state.viewport)
    }
    var history = History()
    for number in 0...200 { history.record(moment(number), turning: nil) }
    var undone: [Int?] = []
    while let moment = history.undo(from: moment(201)) { undone.append(moment.selection) }
    #expect(undone == Array((1...200).reversed()))
  }

  @Test func anInvalidChangeIsNotRecorded() throws {
    var state = try ExplorerState.paused {
      $0.surface = .typed(formula: try Formula("log(x) + y^2"))
      $0.start = Point(1, 1)
    }
    state.moveStart(to: Point(-1, 1))
    #expect(state.scene.start == Point(1, 1))
    try state.type("u")
    #expect(state.notice == "nothing to undo")
  }
}
