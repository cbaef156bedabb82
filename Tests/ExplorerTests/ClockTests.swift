import Canvas
import Comparison
import Landscape
import Optimizers
import TestSupport
import Testing

@testable import Explorer

/// A race by the rows that its runs have seen: the clock, and everything that follows it.
struct ClockTests {
  private func onData(
    _ specs: String..., position: Int = 0, size: Size = Size(width: 120, height: 40),
    depth: ColorDepth = .trueColor
  ) throws -> ExplorerState {
    try ExplorerState.paused(size: size, step: position, depth: depth) {
      $0 = Setup(surface: try readings(), optimizers: try specs.map { try OptimizerSpec($0) })
    }
  }

  private func steps(_ state: ExplorerState) -> [Int] {
    state.race.runs.indices.map(state.step)
  }

  @Test func dataOpensByRows() throws {
    let state = try onData(position: 200)
    #expect(state.clock == .rows)
    #expect(state.scene.settings.map(\.kind.name) == ["gd", "minibatch", "sgd"])
    // Seven batches in a pass: six of 32, and the 8 rows that are left.
    #expect(steps(state) == [1, 7, 200])
    #expect(steps(try onData(position: 199)) == [0, 6, 199])
    #expect(state.text.contains("rows 200") && state.text.contains("same rows"))
    #expect(state.costFairness == "same rows")
    #expect(try ExplorerState.paused().clock == .steps)
  }

  @Test func theKeySwitchesTheClockAndBack() throws {
    var state = try onData(position: 450)
    try state.type("x")
    #expect(state.clock == .steps && state.playback.position == 450)
    #expect(state.notice == "axis: steps")
    #expect(state.text.contains("step 450"))
    #expect(state.costFairness == "same steps, unequal cost")
    #expect(state.commandLine.contains("--axis steps --step 450"))
    try state.type("x")
    #expect(state.clock == .rows && state.playback.position == 450)
    #expect(!state.commandLine.contains("--axis"))
    // The step of the selected run stays.
    try state.type("1xx")
    #expect(state.playback.position == 400 && steps(state)[0] == 2)
    var formula = try ExplorerState.paused()
    try formula.type("x")
    #expect(formula.clock == .steps)
    #expect(formula.notice == "axis: steps; all runs pay the same for a step")
  }

  @Test func evaluationsAreOfferedWhereTheyDiffer() throws {
    var state = try ExplorerState.paused(step: 12) {
      $0.optimizers = [try OptimizerSpec("gd"), try OptimizerSpec("newton:lr=0.3")]
    }
    try state.type("x")
    #expect(state.clock == .evaluations && state.text.contains("evaluations 12"))
    // A gradient, a Hessian and a loss in each step.
    #expect(steps(state) == [12, 4])
    try state.type("x")
    #expect(state.clock == .steps && state.playback.position == 12)
  }

  @Test func aStepIsOneOfTheRunThatIsNextOrOfTheSelectedOne() throws {
    var state = try onData(position: 10)
    try state.type("<Right><Right><Left>")
    #expect(state.playback.position == 11 && steps(state) == [0, 0, 11])
    try state.type("<more>")
    #expect(state.playback.position == 21)
    try state.type("1<Right>")
    #expect(state.playback.position == 200)
    try state.type("<Right>2<Left>")
    #expect(state.playback.position == 392)
    try state.type("0<Home>")
    #expect(state.playback.position == 0 && steps(state) == [0, 0, 0])
    try state.type("<End>")
    #expect(state.playback.position == 400 && steps(state) == [2, 14, 400])
  }

  @Test func theAxisIsLogarithmicWithHonestTicks() throws {
    let session = try Session(onData(position: 450))
    let timeline = try session.timeline()
    #expect(timeline.axis.isLogarithmic && timeline.span == 10_000)
    for position in [0, 1, 10, 100, 1000, 10_000] {
      let column = timeline.column(of: position)
      #expect(timeline.column(of: timeline.position(at: column)) == column)
    }
    let lines = session.state.text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = Array(lines[timeline.row])
    for (tick, label) in [(10, "10"), (100, "100"), (10_000, "10k")] {
      let column = timeline.column(of: tick)
      let digits = label.indices.count
      #expect((column - digits...column + digits).contains { line[$0] == "1" }, "\(label)")
    }
    #expect(String(line).contains(" rows "))
    #expect(line[timeline.column(of: 450)] == "┃")
  }

  @Test func theStartIsMarkedBesideTheNameOfTheAxis() throws {
    let session = try Session(onData(position: 0))
    let timeline = try session.timeline()
    let line = Array(
      session.state.text.split(separator: "\n", omittingEmptySubsequences: false)[
        timeline.row])
    #expect(String(line).contains("─ rows ─") && line[timeline.column(of: 0)] == "┃")
  }

  @Test func aClickOnTheAxisShowsThatMoment() throws {
    var session = try Session(onData(position: 5000))
    let timeline = try session.timeline()
    let column = timeline.column(of: 100)
    session.click(column, timeline.row)
    #expect(session.state.playback.position == timeline.position(at: column))
    #expect((80...120).contains(session.state.playback.position))
    #expect(session.state.contest.furthest == 5000)
  }

  @Test func playingShowsAsMuchOfEachDecade() throws {
    var state = try onData()
    try state.type(" ")
    var times: [Int: Int] = [:]
    for frame in 1...600 where state.playback.position < 10_000 {
      _ = state.advance(seconds: 1.0 / 30)
      for mark in [10, 100, 1000, 10_000] where state.playback.position >= mark {
        times[mark] = times[mark] ?? frame
      }
    }
    let (ten, hundred, thousand, last) = try (
      #require(times[10]), #require(times[100]), #require(times[1000]), #require(times[10_000])
    )
    #expect(abs((thousand - hundred) - (last - thousand)) <= 3)
    #expect(ten < 60 && last < 450)
    try state.type("]")
    #expect(state.text.contains("×3/s") || state.text.contains("10000/s"))
  }

  @Test func aLimitInStepsLastsUntilAllRunsHaveMadeThem() throws {
    var state = try ExplorerState(
      scene: Scene(Setup(surface: readings())),
      playback: Playback(isPlaying: false, limit: Budget(3, of: .steps)),
      appearance: Appearance(), size: Size(width: 80, height: 24),
      catalog: Catalog(names: []) { _ in nil })
    state.showLast()
    #expect(state.playback.position == 600 && steps(state) == [3, 21, 600])
    try state.type("<more>")
    #expect(state.playback.position == 600)
    var rows = state
    rows.playback.limit = Budget(50, of: .rows)
    try rows.type("<Home>")
    rows.showLast()
    #expect(steps(rows) == [0, 1, 50])
    try rows.type("x")
    #expect(rows.clock == .steps)
    rows.showLast()
    #expect(rows.playback.position == 50)
  }

  @Test func changesAndBranchesAreMadeAtTheStepOfEachRun() throws {
    var state = try onData(position: 450)
    try state.type("b-")
    #expect(state.playback.position == 450)
    #expect(
      state.scene.settings.map { $0.learningRate.changes.map(\.step) } == [[2], [15], [450]])
    #expect(steps(state) == [2, 15, 450])
    try state.type("u")
    #expect(state.playback.position == 450 && state.clock == .rows)
    #expect(state.scene.settings.allSatisfy { $0.learningRate.changes.isEmpty })
  }

  @Test func theBoardRanksByRows() throws {
    let state = try onData(position: 2000)
    let board = state.board
    #expect(board.clock == .rows)
    let rows = board.entries.compactMap { entry -> Int? in
      if case .under(_, .rows(let count)?) = entry.standing { count } else { nil }
    }
    #expect(!rows.isEmpty && rows == rows.sorted())
    #expect(state.text.contains(" rows, step "))
  }

  @Test func theSweepPaysTheSameForEachRun() throws {
    var state = try onData()
    #expect(state.sweepSteps == 2000)
    try state.type("w[[[")
    #expect(state.sweepSteps == 200)
    state.completeWork()
    let sweep = try #require(state.sweep)
    #expect(sweep.budget == Budget(200, of: .rows))
    #expect(sweep.curves.map { $0.points[0]?.steps } == [1, 7, 200])
    #expect(state.text.contains("200 rows"))
    try state.type("x")
    #expect(state.sweepSteps == 200 && state.sweep == nil)
  }

  static let sizes = [
    Size(width: 60, height: 20), Size(width: 80, height: 24), Size(width: 120, height: 40),
  ]

  @Test(arguments: sizes) func looksAsRecorded(_ size: Size) throws {
    let state = try onData(position: 450, size: size, depth: .indexed256)
    var painter = Painter()
    try expectGolden(
      painter.drawing(of: state).frame, "data-\(size.width)x\(size.height)")
  }
}
