import Calculus
import Experiments
import Optimizers
import Testing

/// How wrong a gradient may be before the check says so.
@Suite struct GradientToleranceTests {
  /// A loss with a gradient of one's own.
  private struct Claimed: Objective {
    let formula: CompiledFormula
    let gradient: @Sendable (Evaluation) -> Point

    func evaluate(at point: Point) -> Evaluation {
      let own = formula.evaluate(at: point)
      return Evaluation(loss: own.loss, gradient: gradient(own))
    }
  }

  private func verdict(
    _ text: String, at point: Point, _ gradient: @escaping @Sendable (Evaluation) -> Point
  ) throws -> GradientVerdict {
    let formula = try Formula(text).compiled()
    return GradientCheck(of: Claimed(formula: formula, gradient: gradient), at: point).verdict
  }

  /// Beyond the rounding that differences are allowed, some hundred-thousandths here, a wrong gradient is
  /// seen.
  @Test func aSmallShareIsSeen() throws {
    let formula = "x^2/2 + x*y + y"
    for (share, verdict) in [
      (0, GradientVerdict.agrees), (3e-7, .agrees), (3e-4, .disagrees), (-3e-4, .disagrees),
      (1e-3, .disagrees),
    ] {
      #expect(
        try self.verdict(formula, at: Point(1, 2)) { (1 + share) * $0.gradient } == verdict,
        "\(share)")
    }
  }

  /// Differences over a wide h see the slope of the whole, and miss that of a ripple.
  @Test func onlyCloseDifferencesCount() throws {
    let ripples = "x + 1e-4*sin(1e4x)"
    #expect(try verdict(ripples, at: Point(0, 0)) { $0.gradient } == .agrees)
    #expect(try verdict(ripples, at: Point(0, 0)) { _ in Point(1, 0) } == .disagrees)
  }
}
