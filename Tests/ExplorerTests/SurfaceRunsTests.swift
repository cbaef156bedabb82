import Calculus
import Canvas
import Comparison
import Landscape
import Optimizers
import TestSupport
import Testing

@testable import Explorer

/// Recorded runs belong to a surface, and come and go with it.
struct SurfaceRunsTests {
  private static func recording(_ name: String, steps: Int = 10, origin: Int = 0)
    -> Optimizers.Recording
  {
    var recording = Optimizers.Recording(name: name, hasLosses: true, origin: origin)
    for step in 0...steps {
      let x = 1 - 0.5 * Double(step) / Double(steps)
      recording.append(step: step, Point(x, 1), loss: 3 + x)
    }
    return recording
  }

  /// A surface with a recorded run among those of a catalog.
  private static func slice() throws -> Surface {
    var slice = try wells()
    slice.id = "slice"
    slice.name = "Slice"
    slice.runs = ["slice.csv"]
    return slice
  }

  private func state(_ change: (inout Setup) throws -> Void = { _ in }) throws -> ExplorerState {
    let surfaces = ["bowl": try bowl(), "slice": try Self.slice(), "wells": try wells()]
    var setup = Setup(surface: try bowl())
    try change(&setup)
    var state = try ExplorerState(
      scene: Scene(setup), playback: Playback(position: 0, isPlaying: false),
      appearance: Appearance(), size: Size(width: 120, height: 40),
      catalog: Catalog(
        names: ["bowl", "slice", "wells"],
        recordings: { $0.runs.isEmpty ? [] : [Self.recording("SGD"), Self.recording("Adam")] }
      ) { surfaces[$0] })
    state.look()
    return state
  }

  /// Runs are counted from the first optimizer to the last recorded one.
  @Test func keysForOptimizersLeaveRecordedRunsAlone() throws {
    var state = try state { setup in
      setup.optimizers = [try OptimizerSpec("sgd:lr=0.05"), try OptimizerSpec("adam")]
      setup.recordings = [Self.recording("SGD"), Self.recording("SGD")]
    }
    #expect(state.race.runs.count == 4)
    // Seeds of another start are dropped, and those of recorded runs were never there.
    try state.type("D")
    state.work { true }
    #expect(state.findings.seeds.count == 1)
    state.moveStart(to: Point(0.5, 0.5))
    var slices = 3
    state.work {
      slices -= 1
      return slices > 0
    }
    #expect(state.findings.seeds.map(\.key.start) == [Point(0.5, 0.5)])
    try state.type("*")
    #expect(state.scene.settings.map(\.kind.name) == ["sgd", "sgd", "sgd"])
    #expect(state.race.runs.count == 5)
  }

  private func names(_ state: ExplorerState) -> [String] { state.scene.labels.map(\.text) }
  private static let usual = ["GD", "SGD", "Momentum", "Adam"]

  @Test func nextAndPreviousBringTheRunsOfTheSurface() throws {
    var state = try state()
    #expect(names(state) == Self.usual)
    try state.type("n")
    #expect(state.scene.surface.id == "slice" && names(state) == ["SGD", "Adam"])
    #expect(state.race.runs.allSatisfy(\.isRecorded) && state.scene.start == Point(1, 1))
    #expect(state.commandLine == "descent slice --paused")
    try state.type("n")
    #expect(state.scene.surface.id == "wells" && names(state) == Self.usual)
    #expect(!state.scene.setup.hasRecordings && state.commandLine == "descent wells --paused")
    try state.type("N")
    #expect(names(state) == ["SGD", "Adam"])
    try state.type("u")
    #expect(state.scene.surface.id == "wells" && names(state) == Self.usual)
    try state.type("u")
    #expect(names(state) == ["SGD", "Adam"])
  }

  @Test func theListBringsThemToo() throws {
    var state = try state()
    try state.type("sslice<Enter>")
    #expect(names(state) == ["SGD", "Adam"])
    try state.type("sbowl<Enter>")
    #expect(names(state) == Self.usual)
  }

  @Test func chosenOptimizersRaceBesideThem() throws {
    var state = try state { $0.optimizers = [OptimizerSpec(.adam)] }
    try state.type("n")
    #expect(names(state) == ["Adam", "SGD", "Adam recorded"])
    #expect(state.commandLine == "descent slice -o adam --paused")
    try state.type("N")
    #expect(names(state) == ["Adam"])
  }

  @Test func givenRunsStayWithTheirSurface() throws {
    var state = try state {
      $0.recordings = [Self.recording("mine")]
      $0.runFiles = ["mine.csv"]
    }
    let before = state.scene.setup
    try state.type("n")
    #expect(names(state) == ["SGD", "Adam"] && state.scene.setup.runFiles.isEmpty)
    try state.type("N")
    #expect(names(state) == ["mine"] && state.scene.setup == before)
    #expect(state.commandLine == "descent bowl --runs mine.csv --paused")
  }

  @Test func theFileThatWasOpenedIsInTheList() throws {
    var state = try state {
      $0.surface = try Self.slice()
      $0.file = "nets/slice.yaml"
      $0.recordings = [Self.recording("mine")]
    }
    try state.type("s")
    guard case .picker(let picker)? = state.panel else {
      Issue.record("no list")
      return
    }
    #expect(picker.items.map(\.name) == ["slice.yaml", "bowl", "slice", "wells"])
    #expect(picker.current?.name == "slice.yaml")
    try state.type("<Esc>")
    // The built-in one of that name is another surface.
    for expected in [Self.usual, ["SGD", "Adam"], Self.usual, ["mine"]] {
      try state.type("n")
      #expect(names(state) == expected)
    }
    #expect(state.surfaceFile == "nets/slice.yaml")
    #expect(state.commandLine == "descent nets/slice.yaml --paused")
  }

  @Test func aTypedFormulaIsFoundAgain() throws {
    var state = try state { $0.surface = .typed(formula: try Formula("x^2 + 3y^2")) }
    try state.type("nN")
    #expect(state.scene.surface.name == "x^2 + 3y^2")
    try state.type("N")
    #expect(state.scene.surface.id == "wells")
  }

  @Test func whatIsFollowedElsewhereIsReadOn() throws {
    var state = try state {
      $0.recordings = [Self.recording("mine", steps: 5)]
      $0.runFiles = ["mine.csv"]
      $0.followsRuns = true
    }
    try state.type("n")
    #expect(!state.text.contains("following"))
    state.follow(.init(recordings: [Self.recording("mine", steps: 8)], fault: "line 9: bad"))
    #expect(names(state) == ["SGD", "Adam"])
    #expect(!state.text.contains("line 9"))
    // Back by undo or by its name: with what was read since.
    var undone = state
    try undone.type("u")
    #expect(undone.race.runs[0].recording?.lastStep == 8)
    try state.type("N")
    #expect(state.race.runs[0].recording?.lastStep == 8 && state.playback.position == 8)
    #expect(state.text.contains("line 9: bad"))
    state.follow(.init(recordings: [Self.recording("mine", steps: 9)]))
    #expect(state.playback.position == 9 && !state.text.contains("line 9"))
  }

  @Test func aSavedFileMayNameOtherRuns() throws {
    var state = try state {
      $0.surface = try Self.slice()
      $0.file = "slice.yaml"
      $0.recordings = [Self.recording("a")]
      $0.optimizers = [OptimizerSpec(.gd)]
    }
    try state.type("<Right><Right><Right><Tab>+")
    let optimizers = state.scene.setup.optimizers
    var saved = try Self.slice()
    saved.runs = ["a.csv", "b.csv"]
    state.reload(
      .success(saved), recordings: [Self.recording("a", origin: 1), Self.recording("b")])
    #expect(names(state) == ["GD", "a", "b"])
    #expect(state.scene.setup.optimizers == optimizers && state.playback.position == 3)
    #expect(state.notice == "slice.yaml reloaded")
    try state.type("nN")
    #expect(names(state) == ["GD", "a", "b"])
    saved.runs = []
    state.reload(.success(saved), recordings: [])
    #expect(names(state) == ["GD"])
    try state.type("u")
    #expect(names(state) == ["GD", "a", "b"] && state.notice == "undone: the recorded runs")
  }

  /// A run's own loss and that of the surface are side by side in every layout.
  @Test(arguments: [(80, 24), (120, 40), (200, 60)], [Appearance.View.side, .overlay])
  func bothLossesAreShown(size: (width: Int, height: Int), view: Appearance.View) throws {
    var state = try state {
      $0.surface = try Self.slice()
      $0.recordings = [Self.recording("mine")]
    }
    state.sight.size = Size(width: size.width, height: size.height)
    state.appearance.view = view
    try state.type("<Right>")
    // At (0.95, 1): (0.95² − 1)² + 1.
    #expect(state.text.contains("surface"))
    #expect(state.text.contains("3.95") && state.text.contains("1.01"))
  }
}
