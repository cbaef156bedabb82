import Calculus
import Canvas
import Comparison
import Landscape
import Optimizers
import Testing

@testable import Explorer

struct CommandLineTests {
  @Test func theDefaultScreenNeedsOnlyItsSurface() throws {
    #expect(try ExplorerState.paused().commandLine == "descent bowl --paused")
  }

  @Test func everyChangeIsIncluded() throws {
    var state = try ExplorerState.paused()
    try state.type("2+0dvXC4")
    let line = state.commandLine
    #expect(
      line
        == "descent bowl -o gd -o sgd:lr=0.126 -o momentum -o adam --seed 1 --paused --select 4"
        + " --view overlay --chart gradient-norm --ramp \(state.appearance.ramp.rawValue)")
    try state.type("z>b}")
    #expect(state.commandLine.contains("adam:lr=0.2/2@10"))
    let domain = state.viewport
    #expect(
      state.commandLine.contains(
        "--domain=\(domain.x.lowerBound):\(domain.x.upperBound),\(domain.y.lowerBound):"))
    #expect(state.commandLine.contains("--step 10"))
  }

  @Test func aFormulaIsQuotedForTheShell() throws {
    let state = try ExplorerState.paused {
      $0.surface = .typed(formula: try Formula("x^2 + |y|"))
      $0.optimizers = [OptimizerSpec(.adam, hyperparameters: ["beta1": 0.8], batch: .samples(4))]
      $0.noise = 0.25
    }
    #expect(
      state.commandLine
        == "descent -f 'x^2 + |y|' -o adam:batch=4,beta1=0.8 --noise 0.25 --paused")
    #expect("it's".shellQuoted == "'it'\\''s'")
  }

  @Test func theKeyYShowsAndCopiesIt() throws {
    var state = try ExplorerState.paused()
    #expect(state.handle(.key("y")) == .copy("descent bowl --paused"))
    #expect(state.text.contains("descent bowl --paused"))
    try state.type("<Esc>")
    #expect(state.panel == nil)
  }
}
