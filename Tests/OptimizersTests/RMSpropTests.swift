import Calculus
import Optimizers
import Testing

@Suite struct RMSpropTests {
  /// No correction for the start from zero: g/√(0.01·g²) is 10, whatever g is.
  @Test func theFirstStepIsTenLearningRatesByDefault() throws {
    let path = try run("rmsprop", lr: 0.01, steps: 1).trajectory
    #expect(abs(path[1].point.x - 4.9) < 1e-7 && abs(path[1].point.y - 2.9) < 1e-7)
  }

  @Test func epsIsOutsideTheRoot() throws {
    let path = try run("rmsprop", ["alpha": 0, "eps": 2], lr: 1.0, steps: 1).trajectory
    #expect(path[1].point == Point(5 - 10.0 / 12, 3 - 12.0 / 14))
  }

  @Test func momentumOfTheScaledGradientAddsUp() throws {
    let values = ["alpha": 0.0, "eps": 0, "momentum": 0.5]
    let path = try run("rmsprop", values, lr: 0.25, steps: 2).trajectory
    #expect(path[2].point == Point(5 - 0.25 - 0.375, 3 - 0.25 - 0.375))
  }
}
