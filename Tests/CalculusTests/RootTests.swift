import Testing

@testable import Calculus

/// Where a root or an absolute value vanishes, exactly the derivatives that exist are finite.
@Suite struct RootTests {
  private func expansion(_ text: String, _ x: Double = 0, _ y: Double = 0) throws -> Expansion {
    try Formula(text).compiled().expansion(at: Point(x, y))
  }

  /// Even functions of a root are smooth: with r² = x² + y² the Hessian of g(r²) is 2g′(0).
  @Test(
    arguments: [
      ("cos(sqrt(x^2+y^2))", -1.0), ("cos(12*sqrt(x^2+y^2))", -144), ("cosh(hypot(x,y))", 1),
      ("-(1+cos(12sqrt(x^2+y^2)))/(0.5(x^2+y^2)+2)", 72.5), ("u = sqrt(x^2+y^2); u*sin(u)", 2),
      ("sin(sqrt(x^2+y^2))^2", 2), ("hypot(x,y)^2", 2), ("sqrt(x^2+y^2)^4", 0),
      ("0.5+(sin(sqrt(x^2+y^2))^2-0.5)/(1+0.001(x^2+y^2))^2", 2.002), ("(x^2+y^2)^1.5", 0),
      ("exp(-sqrt(x^2+y^2)^2)", -2), ("log(cosh(sqrt(x^2+y^2)))", 1),
      ("cos(sqrt(x^2+y^2+x^3))", -1), ("max(cos(sqrt(x^2+y^2)), 0)", -1),
      ("if(x < 1, cos(hypot(x, y)), x)", -1), ("cos(|x|)*cos(|y|)", -1), ("|x|^2 + |y|^2", 2),
      ("|x|*|x| + |y|**2", 2), ("cosh(2|x|)/4 + cosh(-3|y|/3)", 1), ("(|x|^2+|y|^2)^2", 0),
    ] as [(String, Double)])
  func evenFunctionsHaveDerivatives(text: String, second: Double) throws {
    let result = try expansion(text)
    #expect(result.loss.isFinite)
    #expect(result.gradient == Point())
    #expect(abs(result.hessian.xx - second) <= 1e-12 * abs(second))
    #expect(abs(result.hessian.yy - second) <= 1e-12 * abs(second))
    #expect(result.hessian.xy == 0)
    #expect(try Formula(text).compiled().gradient(at: Point()) == result.gradient)
  }

  @Test func rootsMayVanishAnywhere() throws {
    let result = try expansion("3x + cos(hypot(x-1, 2(y+2)))", 1, -2)
    #expect(result.gradient == Point(3, 0))
    #expect(result.hessian == Hessian(xx: -1, xy: 0, yy: -4))
    let turned = try expansion("cos(sqrt(x^2 + x*y + y^2))")
    #expect(turned.hessian == Hessian(xx: -1, xy: -0.5, yy: -1))
    let two = try expansion("cos(sqrt(x^2+y^2)) + cos(sqrt(x^2+3y^2))")
    #expect(two.hessian == Hessian(xx: -2, xy: 0, yy: -4))
    let line = try expansion("cos(sqrt(x^2)) + y", 0, 5)
    #expect(line.gradient == Point(0, 1) && line.hessian.xx == -1)
  }

  @Test(arguments: [
    "sqrt(x^2+y^2)", "exp(-sqrt(x^2+y^2))", "sin(hypot(x,y))", "cos(sqrt(x^2+y^2)) + hypot(x,y)",
    "sqrt(x^2+y^2)*(1+x)", "cos(sqrt(x^2+y^2)+1)", "(x^2+y^2)^0.5", "(x^2+y^2)^0.49",
    "(x^2+y^2)^0.3",
    "-20*exp(-0.2*sqrt(0.5*(x^2+y^2)))", "sqrt(x^2-y^2)", "cos(sqrt(x+y))",
  ])
  func cuspsHaveNoDerivatives(text: String) throws {
    let result = try expansion(text)
    #expect(!result.gradient.isFinite && !result.hessian.isFinite)
  }

  /// Functions with a slope of 0 but without a second derivative.
  @Test(arguments: ["x*sqrt(x^2+y^2)", "sqrt(x^2+y^2)^1.5", "(x^2+y^2)^0.75"])
  func someHaveOnlyASlope(text: String) throws {
    let result = try expansion(text)
    #expect(result.gradient == Point())
    #expect(!result.hessian.isFinite)
  }
}
