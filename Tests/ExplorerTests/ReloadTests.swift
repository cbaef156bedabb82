import Calculus
import Canvas
import Comparison
import Landscape
import Optimizers
import TestSupport
import Testing

@testable import Explorer

/// A surface file that is saved while the explorer shows it.
struct ReloadTests {
  private func opened(
    size: Size = Size(width: 120, height: 40), change: (inout Setup) throws -> Void = { _ in }
  ) throws -> ExplorerState {
    try ExplorerState.paused(size: size, step: 20) { setup in
      setup.surface = try valley()
      setup.file = "valley.yaml"
      try change(&setup)
    }
  }

  private func saved(_ change: (inout Surface) throws -> Void) throws -> Result<
    Surface, SurfaceFault
  > {
    var surface = try valley()
    try change(&surface)
    return .success(surface)
  }

  @Test func aSavedFileShowsAtOnceAndKeepsTheRace() throws {
    var state = try opened()
    try state.type("z<Tab><Tab>")
    let (viewport, before) = (state.viewport, state.present(of: 1).point)
    state.reload(
      try saved {
        $0.name = "Steeper"
        $0.loss = .formula(try Formula("(x^2 + 2*kappa*y^2)/2", parameters: ["kappa"]))
      })
    #expect(state.text.contains("Steeper"))
    #expect(state.playback.position == 20 && state.race.step == 20)
    #expect(state.viewport == viewport && state.selection == 1)
    #expect(state.present(of: 1).point != before)
    #expect(state.surfaceFile == "valley.yaml")
  }

  @Test func anotherDomainIsShownCompletely() throws {
    var state = try opened()
    try state.type("z")
    let wide = Domain(x: -9...9, y: -9...9)
    state.reload(try saved { $0.domain = wide })
    #expect(state.viewport == wide)
  }

  @Test func changedValuesStayIfTheyAreStillValid() throws {
    var state = try opened()
    try state.type("<Tab>+")
    try state.type("p")
    try state.choose(.parameter("kappa"))
    try state.type("<Right>")
    try state.choose(.startX)
    try state.type("<Right>")
    state.reload(
      try saved {
        $0.learningRates = ["gd": 0.5, "sgd": 0.25, "momentum": 0.003, "adam": 0.1]
      })
    // The changed rate stays; the other one comes from the file.
    #expect(state.rates == [0.0227, 0.25, 0.003, 0.1])
    #expect(state.scene.parameters == ["kappa": 126])
    #expect(state.scene.start == Point(-3.8, 2))
    state.reload(
      try saved {
        $0.parameters = [
          SurfaceParameter(name: "kappa", value: 2, range: 1...10, scale: .log),
          SurfaceParameter(name: "angle", value: 45, range: 0...90, scale: .linear),
        ]
      })
    #expect(state.scene.parameters == [:])
    #expect(state.text.contains("condition 2"))
  }

  @Test func aStartWithoutALossIsReplacedByTheFilesStart() throws {
    var state = try opened()
    state.moveStart(to: Point(4, 1))
    state.reload(
      try saved {
        $0.loss = .formula(try Formula("sqrt(-x) + y^2", parameters: ["kappa", "angle"]))
      })
    #expect(state.scene.start == Point(-4, 2) && state.dialogue.fault == nil)
    state.reload(try saved { $0.loss = .formula(try Formula("sqrt(x) + y^2")) })
    #expect(state.dialogue.fault == "valley.yaml: the loss is undefined at the start (-4, 2)")
    #expect(state.scene.surface.lossText == "sqrt(-x) + y^2")
  }

  @Test(.slow, arguments: [(120, 40), (80, 24), (40, 12)])
  func aFaultIsShownUntilItIsRepaired(_ width: Int, _ height: Int) throws {
    var state = try opened(size: Size(width: width, height: height))
    let before = state.scene.surface
    let fault = SurfaceFault("valley.yaml, line 2, column 3: unknown key 'nmae'")
    state.reload(.failure(fault))
    for keys in ["", "<Right>", "<Tab>", "z"] {
      try state.type(keys)
      #expect(state.text.contains(fault.message.prefix(38)), "after \(keys)")
    }
    #expect(state.scene.surface == before && state.race.step == 21)
    state.reload(.success(before))
    #expect(!state.text.contains("unknown key"))
  }

  @Test func aFaultReplacesTheNoticeOfReloading() throws {
    var state = try opened()
    state.reload(try saved { $0.loss = .formula(try Formula("x^2 + 3y^2")) })
    #expect(state.notice == "valley.yaml reloaded")
    state.reload(.failure(SurfaceFault("broken")))
    #expect(state.notice == nil)
  }

  @Test func anotherSurfaceIsNotAffected() throws {
    var state = try opened()
    state.reload(.failure(SurfaceFault("broken")))
    try state.type("n")
    #expect(state.surfaceFile == nil && !state.text.contains("broken"))
    try state.type("u")
    #expect(state.surfaceFile == "valley.yaml" && state.text.contains("broken"))
  }

  @Test func undoRestoresTheFormerVersion() throws {
    var state = try opened()
    state.reload(try saved { $0.name = "Other" })
    try state.type("u")
    #expect(state.scene.surface.name == "Valley")
  }
}
