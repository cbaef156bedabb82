import Calculus
import Optimizers
import TestSupport
import Testing

/// For any surface and rate, a run ends properly.
@Suite struct SanityTests {
  static let surfaces = [
    "x^2 - y^2", "x^3 - 3*x*y^2", "x^2/2 + y^4/4 - y^2/2", "0*x", "1 - exp(-x^2 - y^2)",
    "log(x) + y^2", "sqrt(x) + y^2", "1/x + y", "x^0.5*y", "abs(x) + abs(y)", "floor(x) + y^2",
    "1e300*x^2 + y^2", "1e-300*(x^2 + y^2)", "exp(exp(x)) + y^2", "-x^4 - exp(y)", "max(x, y)",
    "y", "1e-100*x",
  ]

  @Test(.slow, arguments: OptimizerKind.all)
  func nothingThatIsNotFiniteEntersATrajectory(kind: OptimizerKind) throws {
    for text in Self.surfaces {
      let objective = try formula(text)
      for lr in [.leastNonzeroMagnitude, 1, 1e300] {
        for start in [Point(0.5, 0.25), Point(1, 0)] {
          let run = try run(
            kind.name, lr: LearningRatePlan(lr), on: objective, from: start, steps: 40)
          let isSane = run.trajectory.allSatisfy {
            $0.point.isFinite && $0.loss.isFinite && $0.gradientNorm.isFinite
          }
          #expect(isSane && (run.step == 40 || run.end != nil), "\(kind) on \(text) with \(lr)")
        }
      }
    }
  }
}
