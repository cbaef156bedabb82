import Calculus
import Comparison
import Landscape
import Optimizers
import TestSupport
import Testing

@testable import Explorer

/// Every kind of line in the parameters pane, and the keys that turn it.
struct ParametersTests {
  @Test func thePaneOpensAndCloses() throws {
    var state = try ExplorerState.tuning()
    #expect(state.tool == .parameters)
    #expect(state.text.contains("kappa"))
    try state.type("<Esc>")
    #expect(state.tool == nil)
    try state.type("pp")
    #expect(state.tool == nil)
  }

  @Test func upAndDownChooseALineAndLeaveTheRatesAlone() throws {
    var state = try ExplorerState.tuning()
    let rates = state.rates
    #expect(state.currentDial.id == .parameter("kappa"))
    try state.type("<Down><Down>")
    #expect(state.currentDial.id == .learningRate)
    try state.type("<Up><Up><Up>")
    #expect(state.currentDial.id == .parameter("kappa"))
    for _ in 0..<40 { try state.type("<Down>") }
    #expect(state.currentDial.id == .startY)
    #expect(state.rates == rates)
  }

  @Test func otherKeysKeepTheirMeaning() throws {
    var state = try ExplorerState.tuning()
    try state.type(" ....... ,+")
    #expect(state.playback.position == 6)
    #expect(state.rates[0] == 0.0227)
    try state.type("<Tab>")
    #expect(state.selection == 0)
  }

  @Test func aParameterOfTheSurfaceChangesTheMapAndKeepsTheRest() throws {
    var state = try ExplorerState.tuning(step: 30)
    try state.type("z<Tab><Tab>")
    let (viewport, rates) = (state.viewport, state.rates)
    #expect(
      try state.readings(.parameter("kappa"), pressing: "<Right>", times: 3) == [
        "126", "158", "200",
      ])
    #expect(state.scene.function.value(at: Point(0, 1)) == 100)
    #expect(state.viewport == viewport && state.rates == rates)
    #expect(state.selection == 1 && state.playback.position == 30 && state.race.step == 30)
    #expect(state.race.runs.map(\.settings.kind.name) == ["gd", "sgd", "momentum", "adam"])
    try state.type("<PgUp>")
    #expect(try state.reading(.parameter("kappa")) == "2000")
    try state.type("<PgUp><PgUp>")
    #expect(try state.reading(.parameter("kappa")) == "10000")
    #expect(
      try state.readings(.parameter("angle"), pressing: "<Left>", times: 2) == ["44", "42"])
  }

  @Test func consequencesOfTheParametersAreShown() throws {
    var state = try ExplorerState.tuning()
    #expect(state.text.contains("curvature 1 … 100 (condition 100)"))
    try state.type("<Right>")
    #expect(state.text.contains("curvature 1 … 126 (condition 126)"))
  }

  @Test func eachRateMovesFromItsOwnValue() throws {
    var state = try ExplorerState.tuning(step: 10)
    try state.choose(.learningRate)
    #expect(try state.reading(.learningRate) == "mixed")
    try state.type("<Right>")
    #expect(state.rates == [0.0227, 0.0126, 0.00378, 0.126])
    try state.type("<PgDn><PgUp><Left>")
    #expect(state.rates == [0.018, 0.01, 0.003, 0.1].map { $0.rounded(toDigits: 3) })
    #expect(state.ghosts.allSatisfy { $0 != nil })
  }

  @Test func averagesMoveOnTheLogarithmOfTheForgottenShare() throws {
    var state = try ExplorerState.tuning()
    try state.type("<Tab><Tab><Tab><Tab>")
    #expect(state.selection == 3)
    let up = try state.readings(.hyperparameter("beta1"), pressing: "<Right>", times: 6)
    #expect(up == ["0.95", "0.98", "0.99", "0.995", "0.999", "0.9995"])
    let beta2 = try state.readings(.hyperparameter("beta2"), pressing: "<Left>", times: 4)
    #expect(beta2 == ["0.995", "0.99", "0.98", "0.95"])
    #expect(state.race.runs[3].settings["beta2"] == 0.95)
    #expect(state.race.runs[2].settings["beta2"] == nil)
  }

  @Test func smallNumbersMoveByTenthsOfADecade() throws {
    var state = try ExplorerState.tuning()
    try state.type("<BTab>")
    let eps = try state.readings(.hyperparameter("eps"), pressing: "<Right>", times: 2)
    #expect(eps == ["1.26e-8", "1.58e-8"])
    let decay = try state.readings(.hyperparameter("weight_decay"), pressing: "<Right>", times: 2)
    #expect(decay == ["1e-6", "1.26e-6"])
    #expect(
      try state.readings(.hyperparameter("weight_decay"), pressing: "<Left>", times: 2) == [
        "1e-6", "0",
      ])
  }

  @Test func aSwitchTurnsInBothDirections() throws {
    var state = try ExplorerState.tuning()
    try state.type("<BTab>")
    let amsgrad = Dial.ID.hyperparameter("amsgrad")
    #expect(try state.readings(amsgrad, pressing: "<Right>", times: 2) == ["true", "false"])
    #expect(try state.readings(amsgrad, pressing: "<Left>", times: 1) == ["true"])
    #expect(try state.readings(amsgrad, pressing: "<Enter>", times: 1) == ["false"])
  }

  @Test func invalidCombinationsAreReported() throws {
    var state = try ExplorerState.tuning { $0.optimizers = [OptimizerSpec(.gd)] }
    try state.choose(.hyperparameter("nesterov"))
    try state.type("<Right>")
    #expect(state.notice?.contains("nesterov = true needs momentum > 0") == true)
    #expect(state.race.runs[0].settings["nesterov"] == 0)
  }

  @Test func aBatchGoesFromOneSampleToAll() throws {
    var state = try ExplorerState.tuning()
    try state.type("<Tab>")
    #expect(try state.reading(.batch) == "full")
    #expect(try state.readings(.batch, pressing: "<Left>", times: 2) == ["512", "256"])
    #expect(state.race.runs[0].settings.batch == .samples(256))
    try state.type("<PgDn><PgDn><PgDn><Left>")
    #expect(try state.reading(.batch) == "1")
  }

  @Test func aLimitOfTheGradientCanBeTurnedOnAndOff() throws {
    var state = try ExplorerState.tuning()
    let limit = Dial.ID.hyperparameter("max_norm")
    try state.choose(limit)
    try state.type("<Right>")
    #expect(try state.reading(limit) == "off")
    #expect(try state.readings(limit, pressing: "<Left>", times: 2) == ["79.4", "63.1"])
    #expect(try state.readings(limit, pressing: "<BS>", times: 1) == ["off"])
    #expect(state.race.runs.allSatisfy { $0.settings["max_norm"] == nil })
  }

  @Test func withoutASelectionADialTurnsAllRunsThatHaveIt() throws {
    var state = try ExplorerState.tuning()
    #expect(try state.reading(.batch) == "mixed")
    #expect(try state.readings(.batch, pressing: "<Left>", times: 1) == ["512"])
    #expect(state.race.runs.allSatisfy { $0.settings.batch == .samples(512) })
    let beta = Dial.ID.hyperparameter("beta1")
    #expect(try state.dial(beta).runs == [3])
    #expect(try state.readings(beta, pressing: "<Left>", times: 1) == ["0.8"])
    #expect(state.race.runs[3].settings["beta1"] == 0.8)
  }

  @Test func theCursorFollowsTheSelection() throws {
    var state = try ExplorerState.tuning()
    try state.choose(.hyperparameter("beta1"))
    try state.type("<Tab>")
    #expect(state.selection == 0 && state.currentDial.id == .learningRate)
    try state.type("<BTab><BTab>")
    #expect(state.selection == 3 && state.currentDial.id == .hyperparameter("beta1"))
  }

  @Test func noiseSeedAndStartAreShared() throws {
    var state = try ExplorerState.tuning(step: 20)
    let sgd = state.present(of: 1).point
    #expect(try state.readings(.noise, pressing: "<Right>", times: 1) == ["5.01"])
    #expect(state.scene.noise == 5.01 && state.present(of: 1).point != sgd)
    #expect(try state.readings(.seed, pressing: "<Right>", times: 2) == ["1", "2"])
    #expect(state.race.runs.allSatisfy { $0.settings.seed == 2 })
    #expect(try state.readings(.seed, pressing: "<PgDn>", times: 1) == ["0"])
    #expect(try state.readings(.startX, pressing: "<Right>", times: 2) == ["-3.8", "-3.6"])
    #expect(try state.readings(.startY, pressing: "<Left>", times: 1) == ["1.8"])
    #expect(state.race.runs[0].trajectory.point(0) == Point(-3.6, 1.8))
    try state.type("<Del>")
    #expect(state.scene.start == Point(-3.6, 2))
  }

  @Test func theTargetOfTheRaceCanBeSet() throws {
    var state = try ExplorerState.paused(step: 18)
    try state.type("p")
    #expect(try state.reading(.target) == "0.01")
    #expect(try state.readings(.target, pressing: "<Right>", times: 10).last == "0.1")
    #expect(state.scene.target.loss == 0.1 && state.board.target.loss == 0.1)
    #expect(state.commandLine.contains("--target=0.1"))
    try state.type("<Enter><C-u>-3<Enter>")
    #expect(state.scene.target.loss == -3)
    try state.type("u")
    #expect(state.notice == "undone: the target 0.1")
    try state.choose(.target)
    try state.type("<Del>")
    #expect(state.scene.setup.target == nil && state.scene.target.loss == 0.01)
    // Above an offset there is no slider.
    let other = try ExplorerState.paused {
      $0.surface = Surface.typed(formula: try Formula("(x - 1)^2 + y^2 + 7"))
    }
    #expect(other.dials.first { $0.id == .target }?.scale == .typed)
  }

  @Test func aDataSetHasNoArtificialNoise() throws {
    let state = try ExplorerState.tuning { $0.surface = try cars() }
    #expect(!state.dials.contains { $0.id == .noise })
    guard case .stops(let stops) = try state.dial(.batch).scale else {
      Issue.record("a batch has no stops")
      return
    }
    #expect(stops == [1, 2, .infinity])
  }

  @Test(.slow) func aScheduleHasItsOwnSettings() throws {
    var state = try ExplorerState.tuning(step: 40)
    try state.turn(.schedule, pressing: "<Left>", to: "cyclic")
    let mode = Dial.ID.scheduleSetting("mode")
    #expect(try state.readings(mode, pressing: "<Right>", times: 1) == ["triangular2"])
    try state.turn(.schedule, pressing: "<Right>", to: "step")
    let size = Dial.ID.scheduleSetting("step_size")
    #expect(try state.readings(size, pressing: "<Left>", times: 2) == ["40", "30"])
    #expect(state.race.runs.allSatisfy { $0.settings.schedule.kind == .step })
    #expect(state.race.runs[0].settings.learningRate(forStep: 31) == 0.018 * 0.1)
    try state.turn(.schedule, pressing: "<Right>", to: "multistep")
    try state.choose(.scheduleSetting("milestones"))
    try state.type("<Right>")
    #expect(state.notice == "press Enter to type milestones")
    try state.type("<Enter><C-u>10/20<Enter>")
    #expect(try state.reading(.scheduleSetting("milestones")) == "10/20")
    try state.choose(.schedule)
    try state.type("<BS>")
    #expect(state.race.runs[0].settings.schedule == .constant)
  }

  @Test func aChangeReplaysAndLeavesTheOldPathAsAGhost() throws {
    var state = try ExplorerState.tuning(step: 25)
    try state.type("<BTab>")
    let before = state.race.runs[3].trajectory
    try state.choose(.hyperparameter("beta1"))
    try state.type("<Left><Left>")
    #expect(state.playback.position == 25 && state.present(of: 3).point != before.point(25))
    // The path from before the first turn, because undo restores that one.
    #expect(state.ghosts[3]?.points[25] == before.point(25))
    #expect(state.ghosts[0] == nil)
  }

  @Test func onlyRatesBranch() throws {
    var state = try ExplorerState.tuning(step: 25)
    try state.type("b<BTab>")
    try state.choose(.hyperparameter("beta1"))
    try state.type("<Left>")
    #expect(state.notice == "beta1 acts from the start; only learning rates branch")
    try state.choose(.learningRate)
    try state.type("<Left>")
    #expect(state.notice == nil)
    #expect(state.race.runs[3].settings.learningRate.changes.map(\.step) == [25])
  }

  @Test func undoTreatsTurnsOfOneDialAsOneChange() throws {
    var state = try ExplorerState.tuning()
    try state.type("<Right><Right><Right><Right>")
    try state.choose(.noise)
    try state.type("<Right><Right>u")
    #expect(state.scene.noise == 4)
    #expect(state.scene.parameters["kappa"] == 251)
    try state.type("u")
    #expect(try state.reading(.parameter("kappa")) == "100")
    try state.type("u")
    #expect(state.notice == "nothing to undo")
    _ = state.perform(.redo)
    _ = state.perform(.redo)
    #expect(try state.reading(.noise) == "6.31")
    #expect(try state.reading(.parameter("kappa")) == "251")
  }

  @Test func aDialThatIsLeftAndTurnedAgainIsAnotherChange() throws {
    var state = try ExplorerState.tuning()
    try state.type("<Right>")
    let first = try state.reading(.parameter("kappa"))
    try state.type("<Down><Up><Right>u")
    #expect(try state.reading(.parameter("kappa")) == first)
  }

  @Test func anotherSurfaceKeepsTheSettingsAndSettlesTheRates() throws {
    var state = try ExplorerState.tuning { setup in
      setup.optimizers = [try OptimizerSpec("gd"), try OptimizerSpec("adam:lr=0.3")]
    }
    try state.type("+<BTab>")
    try state.choose(.hyperparameter("beta1"))
    try state.type("<Left><Tab>")
    try state.choose(.batch)
    try state.type("<Left>")
    try state.choose(.noise)
    try state.type("<Right>")
    try state.choose(.schedule)
    try state.type("<Right>")
    try state.choose(.seed)
    try state.type("<Right>n")
    #expect(state.scene.surface.id == "bowl")
    #expect(state.race.runs[1].settings["beta1"] == 0.8)
    #expect(state.race.runs.allSatisfy { $0.settings.batch == .samples(512) })
    #expect(state.scene.noise == 5.01 && state.scene.seed == 1)
    #expect(state.race.runs[0].settings.schedule.kind == .step)
    // The surface's own rate for gd; the stated one for adam.
    #expect(state.rates == [0.1, 0.3])
    #expect(state.tool == .parameters)
  }

  @Test func keptOptimizersKeepTheirRatesAndSettingsOnThisSurfaceOnly() throws {
    var state = try ExplorerState.tuning()
    try state.type("+<BTab>")
    try state.choose(.hyperparameter("beta1"))
    try state.type("<Left>ogd <BS><BS>nest <Enter>")
    #expect(state.race.runs.map(\.settings.kind.name) == ["nesterov", "sgd", "momentum", "adam"])
    #expect(state.rates[3] == 0.126 && state.race.runs[3].settings["beta1"] == 0.8)
    try state.type("n")
    #expect(state.rates[3] == 0.2 && state.race.runs[3].settings["beta1"] == 0.8)
  }

  @Test(.slow, arguments: OptimizerKind.all)
  func everyDialOfEveryOptimizerTurnsBothWays(_ kind: OptimizerKind) throws {
    var state = try ExplorerState.tuning { $0.optimizers = [OptimizerSpec(kind)] }
    for dial in state.dials where dial.section == .optimizers {
      try state.choose(dial.id)
      for key in ["<Right>", "<PgUp>", "<Right>", "<Left>", "<PgDn>", "<PgDn>", "<Left>"] {
        try state.type(key)
        // Nesterov's momentum cannot be combined with the others, nor caution used without
        // momentum; everything else must work.
        let isAboutMomentum = ["nesterov", "cautious"].contains {
          state.notice?.contains($0) == true
        }
        #expect(state.notice == nil || isAboutMomentum, "\(dial.label)")
      }
      try state.type("<BS><BS>")
      #expect(state.notice == "\(dial.label) is already at its default")
      #expect(try state.dial(dial.id).reading == dial.reading)
      guard !dial.scale.isChoice, let value = dial.reading.value else { continue }
      #expect(state.read(dial.text(of: value), for: dial.id).value == value)
    }
  }

  @Test(.slow, arguments: ScheduleKind.all)
  func everyDialOfEveryScheduleTurnsBothWays(_ kind: ScheduleKind) throws {
    var state = try ExplorerState.tuning { $0.schedule = ScheduleSpec(kind) }
    for setting in kind.settings where setting.kind != .integerList {
      try state.choose(.scheduleSetting(setting.name))
      for key in ["<Right>", "<PgUp>", "<Left>", "<PgDn>", "<PgDn>", "<Left>"] {
        try state.type(key)
        #expect(state.notice == nil, "\(setting.name)")
      }
      try state.type("<BS>")
      #expect(try state.dial(.scheduleSetting(setting.name)).isStandard)
    }
  }
}

/// A mean over three rows.
private func cars() throws -> Surface {
  let yaml = """
    name: Cars
    data: {file: cars.csv, columns: {u: speed, v: dist}}
    sample: (x*u + y - v)^2
    domain: {x: [-5, 5], y: [-5, 5]}
    start: [1, 1]
    """
  return try Surface(yaml: Array(yaml.utf8), file: "cars.yaml") { _, _ throws(UnreadableData) in
    Array("speed,dist\n1,2\n2,4\n3,5\n".utf8)
  }
}
