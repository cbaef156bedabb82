import Calculus
import TestSupport
import Testing

@testable import Optimizers

@Suite struct CheckpointTests {
  @Test(.slow) func thereAreFewAndOneIsAlwaysNear() {
    var checkpoints = Checkpoints()
    #expect(checkpoints.last(upTo: 0) == nil)
    for _ in 0..<1000 {
      let row = checkpoints.nextRow
      checkpoints.add(SignSGD())
      #expect(checkpoints.last(upTo: row)?.row == row)
    }
    let last = checkpoints.nextRow - 1
    for row in stride(from: 0, through: last, by: 997) {
      let checkpoint = checkpoints.last(upTo: row)
      #expect(checkpoint.map { $0.row <= row && row - $0.row < checkpoints.stride } == true)
    }
    #expect(last / checkpoints.stride < Checkpoints.limit)
  }

  @Test(.slow, arguments: ["gd", "adam", "prodigy", "lbfgs", "rprop", "nelder_mead"])
  func everyPartOfALongRunIsInspectedExactly(name: String) throws {
    let objective = TestObjective.quadratic(2, 4, noise: 0.3)
    let steps = Checkpoints.firstStride * Checkpoints.limit + 700
    let run = try run(name, lr: 1e-4, on: objective, batch: nil, steps: steps)
    #expect(run.step == steps)
    for row in [0, 1, 255, 256, 257, 16_384, 32_767, 32_768, steps - 1, steps] {
      let inspection = Inspection(of: run, at: row)
      #expect(inspection.row == row)
      if row < steps { #expect(inspection.target == run.trajectory.point(row + 1)) }
    }
  }

  @Test func stepsOneByOneKeepTheSameCheckpoints() throws {
    let all = try run("adam", lr: 1e-3, steps: 600)
    var single = try run("adam", lr: 1e-3, steps: 0)
    while single.step < 600 { single.advance() }
    #expect(bits(single) == bits(all))
    #expect(Inspection(of: single, at: 431) == Inspection(of: all, at: 431))
  }
}
