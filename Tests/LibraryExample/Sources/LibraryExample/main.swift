import Calculus
import Optimizers

// Gradient descent x ← x − lr·∇f(x) on f = x² + 2y² from (5, 3) with lr 0.1, for 100 steps.
let loss = try Formula("x^2 + 2y^2").compiled()
let settings = try RunSettings(.gd, learningRate: 0.1)
var run = try Run(
  objective: FormulaObjective(loss), start: Point(5, 3), settings: settings)
run.advance(to: 100)

let last = run.trajectory[100]
print("after 100 steps: (\(last.point.x), \(last.point.y)), loss \(last.loss)")

// The same by hand, with the exact gradient.
var point = Point(5, 3)
for _ in 1...100 { point -= 0.1 * loss.gradient(at: point) }
precondition(point == last.point)
