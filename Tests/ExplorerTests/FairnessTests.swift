import Comparison
import Optimizers
import Testing

@testable import Explorer

struct FairnessTests {
  @Test func ratesAreDefaultUntilTheyAreChanged() throws {
    var state = try ExplorerState.paused()
    #expect(state.rateFairness == "default rates")
    try state.type("+")
    #expect(state.rateFairness == "custom rates")
    try state.type("r<C-u>0<dot>01<Enter>")
    #expect(state.rateFairness == "same rate")
    let asked = try ExplorerState.paused {
      $0.optimizers = [
        OptimizerSpec(.gd, learningRate: 0.1), OptimizerSpec(.adam, learningRate: 0.2),
      ]
    }
    #expect(asked.rateFairness == "custom rates")
  }

  @Test func aLineSearchIsKnownToCostMore() throws {
    var state = try ExplorerState.paused(step: 10) {
      $0.optimizers = [OptimizerSpec(.gd), OptimizerSpec(.linesearch)]
    }
    #expect(state.costFairness == "same steps, unequal cost")
    state.race(["gd", "adam"])
    #expect(state.costFairness == "same steps")
  }
}
