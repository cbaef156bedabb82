import Calculus
import Optimizers
import Testing

@Suite struct AdamTests {
  @Test func theFirstStepIsTheLearningRateAlongEachAxis() throws {
    for (a, b) in [(2.0, 4.0), (1e6, 1e-3), (1e-2, 1e5)] {
      let path = try run("adam", lr: 0.05, on: TestObjective.quadratic(a, b), steps: 1).trajectory
      #expect(abs(path[1].point.x - 4.95) < 1e-6)
      #expect(abs(path[1].point.y - 2.95) < 1e-6)
    }
  }

  @Test func aZeroGradientMakesNoStep() throws {
    let path = try run("adam", lr: 0.05, from: Point(0, 3), steps: 10).trajectory
    #expect(path.allSatisfy { $0.point.x == 0 })
  }

  @Test func betasOfZeroAreSteepestSignDescent() throws {
    let values = ["beta1": 0.0, "beta2": 0, "eps": 0]
    let path = try run("adam", values, lr: 0.5, steps: 3).trajectory
    #expect(path[3].point == Point(3.5, 1.5))
  }
}
