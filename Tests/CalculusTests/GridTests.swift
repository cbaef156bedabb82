import TestSupport
import Testing

@testable import Calculus

@Test(
  .slow,
  arguments: [
    "x*y + sin(x)*cos(y)", "x^2", "cos(y)", "3.5", "x", "y", "max(x, y, x*y, 0)", "x + exp(y)",
    "max(x,0)*max(y,1,2)", "1/(1+exp(-1000*x*y))", "exp(700*x)/(exp(700*y)+exp(700*x))",
    "exp(700*x)/exp(700*y)", "if(x > y, x*y, mod(x, 0.7))", "if(x > 0, log(x), sqrt(y))*x",
    "(0 < x < 1 or y < 0)*clip(x*y, -0.5, 0.5)", "if(log(x) > 0 and y > 1, exp2(x*y), erf(x) + y)",
    "sum(i, 1, 4, sin(i*x)*cos(i*y)/i)", "u = x*y; prod(i, 1, 3, asinh(u) + i*acosh(2 + u^2))",
  ])
func gridEqualsPointwise(text: String) throws {
  let function = try Formula(text).compiled()
  for (columns, rows) in [(1, 1), (7, 3), (128, 2), (129, 2), (300, 130)] {
    let xs = (0..<columns).map { -2 + 0.0173 * Double($0) }
    let ys = (0..<rows).map { 1.5 - 0.031 * Double($0) }
    let values = function.values(xs: xs, ys: ys)
    let expected = ys.flatMap { y in xs.map { x in function.value(at: Point(x, y)) } }
    #expect(values.count == expected.count)
    let areSame = zip(values, expected).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN }
    #expect(areSame)
  }
}

@Test func emptyGridsAreEmpty() throws {
  let function = try Formula("x+y").compiled()
  #expect(function.values(xs: [], ys: [1]).isEmpty)
  #expect(function.values(xs: [1], ys: []).isEmpty)
}

@Test func subexpressionsOfOneVariableAreSeparateParts() throws {
  let program = try Formula("sin(x)^2*y + exp(y)*x").compiled().program
  #expect(program.partX.count == 2)
  #expect(program.partY.count == 1)
  #expect(program.partMixed.count == 3)
}
