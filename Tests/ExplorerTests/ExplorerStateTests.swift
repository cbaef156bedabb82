import Calculus
import Canvas
import Comparison
import Input
import Landscape
import Optimizers
import Testing

@testable import Explorer

struct ExplorerStateTests {
  @Test func spacePlaysAndPauses() throws {
    var state = try ExplorerState.paused()
    try state.type("..")
    #expect(state.playback.position == 0)
    try state.type(" ..")
    #expect(state.playback.position == 2)
    try state.type(" ..")
    #expect(state.playback.position == 2)
  }

  @Test func stepsGoBackAndForwardExactly() throws {
    var state = try ExplorerState.paused()
    try state.type("<more><Right><Right>")
    #expect(state.playback.position == 12)
    let there = state.present(of: 1)
    try state.type("<less><Left><Home>")
    #expect(state.playback.position == 0)
    try state.type("<End>")
    #expect(state.playback.position == 12)
    #expect(state.present(of: 1) == there)
    try state.type("^<dot>,,,")
    #expect(state.playback.position == 0)
  }

  /// Also where the race was run further, and knows how it ends.
  @Test func theVerdictIsThatOfTheStepOnTheScreen() throws {
    var state = try ExplorerState.paused(step: 300) { $0.optimizers = [OptimizerSpec(.gd)] }
    #expect(state.verdict(of: 0).name == "global-minimum")
    try state.type("<Home>")
    #expect(state.race.step == 300 && state.verdict(of: 0).label == "at the start")
    #expect(state.text.contains("at the start"))
    try state.type("<more>")
    #expect(state.verdict(of: 0).name == "descending")
    try state.type("<End>")
    #expect(state.verdict(of: 0).name == "global-minimum")
  }

  @Test func aRateChangesForAllOrForTheSelected() throws {
    var state = try ExplorerState.paused()
    try state.type("+")
    #expect(state.rates == [0.126, 0.126, 0.0251, 0.251])
    try state.type("1}")
    #expect(state.rates == [1.26, 0.126, 0.0251, 0.251])
    try state.type("<Tab><Down>0<PgDn>")
    #expect(state.rates == [0.126, 0.01, 0.00251, 0.0251])
  }

  @Test func aRateReplaysFromTheStartInTheSameFrame() throws {
    var state = try ExplorerState.paused(step: 10) { $0.optimizers = [OptimizerSpec(.gd)] }
    let before = state.present(of: 0)
    try state.type("}")
    #expect(state.playback.position == 10)
    #expect(state.present(of: 0) != before)
    // x shrinks by 1 − 2·lr at every step: lr 0.1 became 1.
    #expect(state.present(of: 0).point.x == 5)
    #expect(state.ghosts[0]?.points[10] == before.point)
  }

  @Test func aBranchKeepsThePathSoFar() throws {
    var state = try ExplorerState.paused(step: 10) { $0.optimizers = [OptimizerSpec(.gd)] }
    let before = state.present(of: 0)
    try state.type("b-<more>")
    let path = state.race.runs[0].trajectory
    #expect(path[10].point == before.point)
    #expect(path[10].learningRate == 0.1)
    #expect(path[11].learningRate == 0.0794)
    #expect(state.race.runs[0].settings.learningRate.changes.map(\.step) == [10])
  }

  @Test func aTypedRateIsExact() throws {
    var state = try ExplorerState.paused()
    try state.type("4r<C-u>0<dot>03<Enter>")
    #expect(state.rates == [0.1, 0.1, 0.02, 0.03])
    try state.type("r<C-u>-1<Enter>")
    guard case .prompt(let prompt)? = state.panel else {
      Issue.record("the prompt closed on a rate that cannot be")
      return
    }
    #expect(prompt.fault != nil)
    try state.type("<Esc>")
    #expect(state.panel == nil)
    #expect(state.rates[3] == 0.03)
  }

  @Test func pastedTextIsNeverReadAsKeys() throws {
    var state = try ExplorerState.paused()
    #expect(state.handle(.paste("q\u{3}+n")) == nil)
    #expect(state.rates == [0.1, 0.1, 0.02, 0.2])
    #expect(state.scene.surface.id == "bowl")
    try state.type("f<C-u>")
    _ = state.handle(.paste("x^2 + y^2 - q"))
    guard case .prompt(let prompt)? = state.panel else {
      Issue.record("no prompt")
      return
    }
    #expect(prompt.text == "x^2 + y^2 - q")
    #expect(prompt.fault?.range == 12..<13)
  }

  @Test func anInvalidFormulaIsExplainedInASentence() throws {
    var state = try ExplorerState.paused()
    let formula = state.scene.surface.lossText
    try state.type("f<C-u>log(-1-x^2)<Enter>")
    guard case .prompt(let prompt)? = state.panel else {
      Issue.record("the prompt is closed")
      return
    }
    #expect(prompt.text == "log(-1-x^2)")
    #expect(
      prompt.fault?.message == "the loss has no finite value on the map, x -5 to 5, y -5 to 5")
    #expect(state.scene.surface.lossText == formula)
  }

  @Test func faultsComeWithAdvice() throws {
    var state = try ExplorerState.paused()
    try state.type("f<C-u>1/2x")
    #expect(state.text.contains("can be read in two ways; write '1/2*x' or '1/(2*x)'"))
  }

  @Test func aFormulaIsEditedWithTheValuesOfItsParameters() throws {
    var state = try ExplorerState.paused {
      $0.surface = Surface(
        id: "", name: "Valley", loss: .formula(try Formula("a*x^2 + y^2", parameters: ["a"])),
        domain: .standard, start: Point(1, 1),
        parameters: [SurfaceParameter(name: "a", value: 3, range: 1...9, scale: .linear)])
      $0.parameters = ["a": 4.5]
    }
    try state.type("f<Right>+1<Enter>")
    #expect(state.scene.surface.lossText == "4.5*x^2 + y^2+1")
  }

  @Test func wordsAndLinesCanBeDeletedInEveryInput() throws {
    var state = try ExplorerState.paused()
    try state.type("f<C-u>x^2 + y^2  <C-w>")
    guard case .prompt(let prompt)? = state.panel else {
      Issue.record("no prompt")
      return
    }
    #expect(prompt.text == "x^2 + ")
    try state.type("<Esc>ssad dle<C-w>")
    guard case .picker(let picker)? = state.panel else {
      Issue.record("no list")
      return
    }
    #expect(picker.filter == "sad ")
    try state.type("<C-u>")
    guard case .picker(let all)? = state.panel else {
      Issue.record("no list")
      return
    }
    #expect(all.filter == "" && all.matches == all.items)
  }

  @Test func numbersMayHaveBlanksAroundThem() throws {
    var state = try ExplorerState.paused()
    try state.type("r<C-u> 0<dot>125 <Enter>")
    #expect(state.scene.settings.allSatisfy { $0.learningRate.initial == 0.125 })
  }

  @Test func aTypedStartMayBeOutsideTheMap() throws {
    var state = try ExplorerState.paused()
    for point in [Point(7, 7), Point(8, 8), Point(100, -100), Point(1, 1)] {
      try state.type("@<C-u>\(Int(point.x)), \(Int(point.y))<Enter>")
      #expect(state.scene.start == point)
    }
  }

  @Test func aTypedFormulaIsShownAndRunsAtOnce() throws {
    var state = try ExplorerState.paused()
    try state.type("f<C-u>x^4 + y^2<Enter>")
    #expect(state.scene.surface.lossText == "x^4 + y^2")
    #expect(state.playback.position == 0)
    try state.type("<Right>")
    for index in state.race.runs.indices {
      let path = state.race.runs[index].trajectory
      #expect(path[0].point != path[1].point)
    }
  }

  @Test func surfacesFollowEachOther() throws {
    var state = try ExplorerState.paused(step: 5)
    try state.type("n")
    #expect(state.scene.surface.id == "wells")
    #expect(state.viewport == state.scene.domain)
    #expect(state.playback.position == 0)
    try state.type("n")
    #expect(state.scene.surface.id == "bowl")
    try state.type("NN")
    #expect(state.scene.surface.id == "bowl")
    try state.type("swel<Enter>")
    #expect(state.scene.surface.id == "wells")
    try state.type("s<Esc>")
    #expect(state.scene.surface.id == "wells")
  }

  @Test func optimizersCanBeChosen() throws {
    var state = try ExplorerState.paused(step: 3)
    // The list opens with the running ones marked: gd is removed, and nesterov takes its place.
    try state.type("4+ogd ")
    try state.type("<BS><BS>nest <Enter>")
    #expect(state.race.runs.map(\.settings.kind.name) == ["nesterov", "sgd", "momentum", "adam"])
    #expect(state.rates[3] == 0.251)
    #expect(state.playback.position == 3)
  }

  @Test func theStartMovesByKeys() throws {
    var state = try ExplorerState.paused(step: 5)
    let start = state.scene.start
    try state.type("hk")
    #expect(state.scene.start.x < start.x && state.scene.start.y > start.y)
    #expect(state.race.runs[0].trajectory.point(0) == state.scene.start)
    #expect(state.playback.position == 5)
  }

  @Test func anUndefinedStartIsRefused() throws {
    var state = try ExplorerState.paused { setup in
      setup.surface = Surface(
        id: "", name: "log", loss: .formula(try Formula("log(x) + y^2")),
        domain: Domain(x: -1...1, y: -1...1), start: Point(0.5, 0.5))
    }
    state.moveStart(to: Point(-0.5, 0))
    #expect(state.scene.start == Point(0.5, 0.5))
    #expect(state.notice != nil)
  }

  @Test func zoomAndPanChangeOnlyThePicture() throws {
    var state = try ExplorerState.paused(step: 5)
    let before = state.race.runs.map { $0.trajectory.map(\.point) }
    try state.type("z")
    #expect(state.viewport.width < state.scene.domain.width)
    try state.type("Z")
    #expect(abs(state.viewport.width - state.scene.domain.width) < 1e-9)
    try state.type("L")
    #expect(state.viewport.x.lowerBound > state.scene.domain.x.lowerBound)
    try state.type("K")
    #expect(state.viewport.y.lowerBound > state.scene.domain.y.lowerBound)
    #expect(state.race.runs.map { $0.trajectory.map(\.point) } == before)
  }

  @Test func aNewSeedChangesOnlyStochasticRuns() throws {
    var state = try ExplorerState.paused(step: 20)
    let before = state.race.runs.map { $0.trajectory.map(\.point) }
    try state.type("d")
    let changed = zip(before, state.race.runs).map { $0 != $1.trajectory.map(\.point) }
    #expect(changed == [false, true, false, false])
  }

  @Test func escapeClosesAndNeverQuits() throws {
    var state = try ExplorerState.paused()
    for open in ["?", "s", "o", "r", "f", ""] {
      try state.type(open)
      #expect(state.handle(.key(.escape)) == nil)
      #expect(state.panel == nil)
    }
    #expect(state.handle(.key(.character("q"))) == .quit)
    #expect(state.handle(.key(.control("c"))) == .interrupt)
    #expect(state.handle(.key(.control("z"))) == .suspend)
  }

  @Test func anUnknownKeySaysSo() throws {
    var state = try ExplorerState.paused()
    try state.type("%")
    #expect(state.notice?.contains("'%'") == true)
    try state.type("<Tab>")
    #expect(state.notice == nil)
  }

  @Test func playingStopsAtTheLimitAndWhenAllRunsHaveEnded() throws {
    var state = try ExplorerState(
      scene: Scene(Setup(surface: try bowl())), playback: Playback(limit: Budget(3, of: .steps)),
      appearance: Appearance(), size: Size(width: 80, height: 24),
      catalog: Catalog(names: []) { _ in nil })
    try state.type(".....")
    #expect(state.playback.position == 3 && !state.playback.isPlaying)

    var ending = try ExplorerState.paused { setup in
      setup.optimizers = [try OptimizerSpec("gd:lr=1e200")]
    }
    try ending.type(" ........")
    #expect(!ending.playback.isPlaying)
    #expect(ending.verdict(of: 0).name == "diverged")
  }

  @Test func lookChangesDoNotTouchTheRace() throws {
    var state = try ExplorerState.paused(step: 7)
    let rates = state.rates
    let before = state.appearance
    try state.type("vcgCm[]")
    #expect(state.appearance != before)
    #expect(state.playback.position == 7 && state.rates == rates)
    // Pressing a key as often as there are choices leads back.
    for (key, count) in [("c", 3), ("g", 6), ("C", 6), ("m", 6)] {
      let look = state.appearance
      for _ in 0..<count { try state.type(key) }
      #expect(state.appearance.contours == look.contours, "\(key)")
      #expect(state.appearance.glyphs == look.glyphs && state.appearance.ramp == look.ramp)
    }
  }

  @Test func theTerminalsAnswersCountUnlessTheUserHasChosen() throws {
    var state = try ExplorerState.paused(depth: .indexed256)
    _ = state.handle(.display(depth: .trueColor, glyphs: .sextant))
    #expect(state.appearance.depth == .trueColor && state.appearance.glyphs == .sextant)
    try state.type("g")
    let chosen = state.appearance.glyphs
    _ = state.handle(.display(depth: .indexed256, glyphs: .quadrant))
    #expect(state.appearance.depth == .indexed256 && state.appearance.glyphs == chosen)
    // Glyphs that cannot be shown are ignored.
    var console = try ExplorerState.paused(depth: .eight, isUTF8: false)
    _ = console.handle(.display(depth: .eight, glyphs: .octant))
    #expect(console.appearance.glyphs == .ascii)
    try console.type("g")
    #expect(console.appearance.glyphs == .ascii)
  }
}
