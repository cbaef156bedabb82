import Calculus

func fromTextToDerivatives() throws {
  // Rosenbrock's valley, with its steepness as a parameter.
  let valley = try Formula("(1 - x)^2 + b*(y - x^2)^2", parameters: ["b"])
  let loss = valley.compiled(parameters: ["b": 100])

  precondition(loss.value(at: Point(0, 1)) == 101)
  precondition(loss.gradient(at: Point(0, 1)) == Point(-2, 200))

  // Everything up to the second derivatives, in one pass.
  let bottom = loss.expansion(at: Point(1, 1))
  precondition(bottom.loss == 0 && bottom.gradient == Point(0, 0))
  precondition(bottom.hessian == Hessian(xx: 802, xy: -400, yy: 200))

  // The floor of the valley curves 2,500 times as strongly across as along.
  let curvatures = bottom.hessian.eigenvalues
  precondition(abs(curvatures.largest / curvatures.least - 2508) < 1)

  // A text that is not a formula says what is wrong with it, and where.
  do throws(FormulaError) {
    _ = try Formula("(1 - x)^2 + 100(y - z^2)^2")
    preconditionFailure("z has no meaning")
  } catch {
    precondition(error.range == 20..<21)
    print(error)
  }
}
