import Calculus
import Optimizers

/// x ← x − lr·∇f(x) on f = x² + 2y² from (5, 3) with lr 0.1, for 100 steps.
func gradientDescent() throws {
  let loss = try Formula("x^2 + 2y^2").compiled()
  var run = try Run(
    objective: FormulaObjective(loss), start: Point(5, 3),
    settings: RunSettings(.gd, learningRate: 0.1))
  run.advance(to: 100)

  // The same by hand, with the exact gradient.
  var point = Point(5, 3)
  for _ in 1...100 { point -= 0.1 * loss.gradient(at: point) }
  precondition(run.trajectory[100].point == point)
}
