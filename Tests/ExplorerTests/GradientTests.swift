import Calculus
import Comparison
import Landscape
import Optimizers
import Testing

@testable import Explorer

/// A gradient typed in the explorer, and the switches of the gradient check and of data.
struct GradientTests {
  private func prompt(_ state: ExplorerState) throws -> Prompt {
    guard case .prompt(let prompt)? = state.panel else { throw Missing() }
    return prompt
  }

  private struct Missing: Error {}

  @Test func thePromptBeginsWithTheExactGradient() throws {
    var state = try ExplorerState.paused()
    try state.type("G")
    #expect(try prompt(state).text == "2*x, 4*y")
    try state.type("2x, -4y<Enter>G")
    #expect(try prompt(state).text == "2x, -4y")
  }

  @Test func theRaceRunsWithTheTypedGradientUntilItIsTakenAway() throws {
    var state = try ExplorerState.paused(step: 10)
    let right = state.race.runs[0].trajectory[10].loss
    try state.type("G2x, -4y<Enter>")
    #expect(state.panel == nil && state.playback.position == 10)
    #expect(state.race.runs[0].trajectory[10].loss > right)
    #expect(state.notice == "your gradient: x right, y the sign")
    #expect(state.text.contains("· your gradient"))
    #expect(state.ghosts.allSatisfy { $0 != nil })
    #expect(state.commandLine.contains("'--gradient=2x, -4y'"))
    try state.type("u")
    #expect(state.race.runs[0].trajectory[10].loss == right)
    #expect(state.notice == "undone: the exact gradient")
    try state.type("<C-r>")
    #expect(state.scene.setup.givenGradient.text == "2x, -4y")
    try state.type("G<C-u><Enter>")
    #expect(state.scene.setup.gradient == nil && !state.text.contains("your gradient"))
  }

  @Test func faultsStayInThePrompt() throws {
    var state = try ExplorerState.paused()
    try state.type("G2x, 4z")
    let fault = try #require(try prompt(state).fault)
    #expect(fault.message.hasPrefix("unknown name 'z'") && fault.range == 5..<6)
    try state.type("<Enter>")
    #expect(state.panel != nil && state.scene.setup.gradient == nil)
  }

  @Test func theCheckNamesTheMistake() throws {
    var state = try ExplorerState.paused()
    try state.type("G2x, -4y<Enter>t")
    let text = state.text
    #expect(text.contains("yours 10, exact 10: right"))
    #expect(text.contains("yours -12, exact 12: the sign"))
    #expect(text.contains("right at 64 (x) and 0 (y) of 64 places"))
  }

  @Test func theInspectorShowsBothGradients() throws {
    var state = try ExplorerState.paused()
    try state.type("G2x, -4y<Enter>i")
    #expect(state.text.contains("∇f = exact gradient") && state.text.contains("g = your gradient"))
  }

  @Test func differencesAreASourceOfGradients() throws {
    var state = try ExplorerState.paused()
    try state.type("Gforward:h=0.1<Enter>")
    #expect(state.text.contains("· forward differences"))
    #expect(
      state.race.runs[0].objective.substituteGradient(at: Point(1, 1)).map { $0.x > 2.05 } == true)
  }

  @Test func enterSwitchesThePrecisionOfTheCheck() throws {
    var state = try ExplorerState.paused()
    try state.type("t")
    #expect(state.text.contains(" Enter: single "))
    try state.type("<Enter>")
    #expect(state.text.contains(" Enter: double "))
    #expect(state.text.contains("single-precision check"))
    #expect(state.commandLine.contains("--panel check --precision single"))
  }

  @Test func dataHasASwitchThatStandardizes() throws {
    let surface = try line()
    var state = try ExplorerState.paused { $0 = Setup(surface: surface) }
    try state.type("p")
    try state.choose(.standardize)
    #expect(try state.reading(.standardize) == "false")
    try state.type("<Right>")
    #expect(try state.reading(.standardize) == "true")
    #expect(state.text.contains("curvature 1 … 1"))
    #expect(state.commandLine.contains("--standardize"))
    try state.type("u")
    #expect(state.notice == "undone: standardize false")
    #expect(state.scene.surface == surface)
    try state.type("<Right><Del>")
    #expect(try state.reading(.standardize) == "false")
    #expect(state.scene.surface == surface)
  }

  @Test func aReloadedFileKeepsTheSwitch() throws {
    let surface = try line()
    var state = try ExplorerState.paused {
      $0 = Setup(surface: surface.standardized(true))
      $0.file = "line.yaml"
    }
    let minimum = state.scene.surface.minima
    state.reload(.success(surface))
    #expect(state.scene.surface.isStandardized && state.scene.surface.minima == minimum)
    state.reload(.success(try line("Line 2")))
    #expect(state.scene.surface.name == "Line 2" && state.scene.surface.isStandardized)
  }

  @Test func newtonSaysThatItsHessianIsExact() throws {
    var state = try ExplorerState.paused {
      $0.optimizers = [try OptimizerSpec("newton")]
      $0.gradient = try GradientSpec("2x + 1, 4y", on: $0.surface)
    }
    try state.type("i")
    #expect(state.text.contains("the Hessian is exact"))
  }

  private func line(_ name: String = "Line") throws -> Surface {
    let yaml = """
      name: \(name)
      data: {file: a.csv, columns: {u: a, v: b}}
      sample: (x*u + y - v)^2/2
      domain: {x: [-2, 2], y: [-2, 4]}
      start: [1, 2]
      """
    return try Surface(yaml: Array(yaml.utf8), file: "line.yaml") { _, _ throws(UnreadableData) in
      Array("a,b\n0,1\n1,1\n3,2\n4,4\n".utf8)
    }
  }
}
