import RealModule
import Testing

@testable import Calculus

/// Where a careless implementation gives a wrong number, or NaN instead of a number.

private func expansion(_ text: String, _ x: Double, _ y: Double) throws -> Expansion {
  try Formula(text).compiled().expansion(at: Point(x, y))
}

/// ∂f/∂x and ∂²f/∂x² of functions of x alone.
@Test(
  arguments: [
    ("x^0", 0.0, 0.0, 0.0), ("x^1", 0, 1, 0), ("x^2", 0, 0, 2), ("x^3", 0, 0, 0), ("x^4", 0, 0, 0),
    ("x^2", -3, -6, 2), ("x^3", -2, 12, -12), ("x^41", -1, 41, -1640), ("x^-2", -2, 0.25, 0.375),
    ("x^2.5", 0, 0, 0), ("abs(x)", 0, 0, 0), ("|x|", -2, -1, 0), ("relu(x)", 0, 0, 0),
    ("relu(x)", 2, 1, 0), ("sign(x)", 0, 0, 0), ("floor(x)", 1, 0, 0), ("ceil(x)", 1.5, 0, 0),
    ("abs(x)^3", -2, -12, 12), ("x*abs(x)", 0, 0, 0), ("max(x,0)", 0, 0.5, 0),
    ("min(x,2x,3x)", 0, 2, 0), ("max(x^2,2x^2)", 0, 0, 3), ("max(x,x,3)", 3, 2.0 / 3, 0),
    ("0^x", 2, 0, 0), ("1^x", 2, 0, 0), ("tanh(x)", 1e4, 0, 0), ("sigmoid(x)", -1e4, 0, 0),
    ("softplus(x)", 1e4, 1, 0), ("1/(1+exp(-x))", 1e4, 0, 0), ("1/(1+exp(-x))", -1e4, 0, 0),
    ("1/(e^-x+1)", -1e4, 0, 0), ("exp(x)/(1+exp(x))", 1e4, 0, 0), ("3/(exp(2x)+1)", 1e4, 0, 0),
    ("log(1+exp(x))", 1e4, 1, 0), ("log(exp(-x)+1)", 1e4, 0, 0), ("exp(-x^2)", 1e3, 0, 0),
    ("exp(-exp(x))", 1e4, 0, 0), ("tanh(1e4x)", 3, 0, 0), ("1/cosh(x)", 1e4, 0, 0),
    ("log(cosh(x))", 1e4, 1, 0), ("1/exp(x)", 1e4, 0, 0), ("x/exp(x)", 1e4, 0, 0),
    ("(exp(x)-exp(-x))/(exp(x)+exp(-x))", 1e4, 0, 0), ("exp(-x)/(1+exp(-x))^2", -1e4, 0, 0),
    ("sqrt(1+exp(x))/exp(x)", 1e4, 0, 0), ("atan(exp(x))", 1e4, 0, 0), ("tanh(exp(x))", 1e4, 0, 0),
  ] as [(String, Double, Double, Double)])
func derivativeAtTrap(text: String, x: Double, first: Double, second: Double) throws {
  let result = try expansion(text, x, 7)
  #expect(result.loss.isFinite)
  #expect(result.gradient == Point(first, 0))
  #expect(result.hessian == Hessian(xx: second, xy: 0, yy: 0))
}

/// Functions of x alone, not differentiable at the point: never a finite gradient.
@Test(
  arguments: [
    ("sqrt(x)", 0.0), ("sqrt(x)", -1), ("x^0.5", 0), ("x^(1/3)", 0), ("x^(1/3)", -8),
    ("cbrt(x)", 0),
    ("sqrt(x^2)", 0), ("hypot(x,0)", 0), ("log(x)", 0), ("log(x)", -1), ("ln(x)", -2),
    ("log2(x)", -1),
    ("log10(x)", -1), ("log1p(x)", -1), ("log1p(x)", -2), ("log(1+x)", -3), ("asin(x)", 1),
    ("asin(x)", -1), ("acos(x)", 1), ("acos(x)", 2), ("1/x", 0), ("x^-2", 0), ("x^x", -1.5),
    ("x^-1.5", -2),
    ("exp(log(x))", 0), ("floor(log(x))", -1), ("relu(log(x))", -1), ("sign(log(x))", -1),
    ("abs(log(x))", -1), ("max(log(x),0)", -1), ("min(0,log(x))", -1), ("(-2)^x", 0.5),
    ("0*log(x)", 0),
  ] as [(String, Double)])
func undefinedDerivativeIsNotFinite(text: String, x: Double) throws {
  let result = try expansion(text, x, 3)
  #expect(!result.gradient.x.isFinite)
  #expect(!result.hessian.xx.isFinite)
  #expect(result.gradient.y == 0 && result.hessian.yy == 0 && result.hessian.xy == 0)
}

@Test(arguments: ["sqrt(x^2+y^2)", "hypot(x,y)", "atan2(y,x)", "(x^2+y^2)^0.5", "1/(x^2+y^2)"])
func gradientAtTheOriginIsUndefined(text: String) throws {
  let result = try expansion(text, 0, 0)
  #expect(!result.gradient.x.isFinite && !result.gradient.y.isFinite)
  #expect(!result.hessian.xx.isFinite && !result.hessian.yy.isFinite)
}

@Test func variablePowerOfNegativeBase() throws {
  let power = try expansion("x^y", -2, 3)
  #expect(power.loss == -8)
  #expect(power.gradient.x == 12 && power.gradient.y.isNaN)
  #expect(power.hessian.xx == -12 && power.hessian.xy.isNaN && power.hessian.yy.isNaN)
  // The undefined part does not affect derivatives that do not depend on it.
  let sum = try expansion("x^y + x*y", -2, 3)
  #expect(sum.gradient.x == 15 && sum.gradient.y.isNaN)
}

@Test func variablePowerOfZero() throws {
  let square = try expansion("x^y", 0, 2)
  #expect(square.loss == 0 && square.gradient == Point(0, 0))
  #expect(square.hessian == Hessian(xx: 2, xy: 0, yy: 0))
  #expect(try expansion("x^y", 0, 1).gradient.x == 1)
  #expect(try !expansion("x^y", 0, 0).gradient.y.isFinite)
}

@Test func independentDerivativeIsExactlyZero() throws {
  // ∂/∂y of the first factor is 0, not ∞·0.
  let product = try expansion("log(x)*y", 0, 2)
  #expect(product.gradient.y == -.infinity && !product.gradient.x.isFinite)
  let sum = try expansion("sqrt(x) + y^2", 0, 3)
  #expect(sum.gradient.y == 6 && sum.hessian.yy == 2 && sum.hessian.xy == 0)
  let scaled = try expansion("sqrt(y)*x", 2, 0)
  #expect(scaled.gradient.x == 0 && scaled.hessian.xx == 0)
}

@Test func tiesShareEqually() throws {
  #expect(try expansion("max(x,y)", 1, 1).gradient == Point(0.5, 0.5))
  #expect(try expansion("max(x,y,0)", 0, 0).gradient == Point(1.0 / 3, 1.0 / 3))
  #expect(try expansion("min(x^2,y^2)", 1, -1).hessian == Hessian(xx: 1, xy: 0, yy: 1))
  #expect(try expansion("max(x,y)", 2, 1).gradient == Point(1, 0))
}

@Test func notANumberIsNeverDroppedFromAnExtreme() throws {
  for text in ["max(log(x),y)", "max(y,log(x))", "min(y,0,log(x))"] {
    let result = try expansion(text, -1, 2)
    #expect(result.loss.isNaN && result.gradient.x.isNaN && result.gradient.y.isNaN)
  }
}

@Test func saturatedSlopesKeepTheirDigits() throws {
  // 1 − tanh² and 1 − σ would be 0.
  let tanh = try expansion("tanh(x)", 30, 0)
  let expected = 4 * Double.exp(-60)
  #expect(abs(tanh.gradient.x / expected - 1) < 1e-14)
  #expect(abs(tanh.hessian.xx / (-2 * expected) - 1) < 1e-14)
  let sigmoid = try expansion("1/(1+exp(-x))", 50, 0)
  #expect(abs(sigmoid.gradient.x / Double.exp(-50) - 1) < 1e-14)
  #expect(try expansion("log(1+exp(x))", -50, 0).loss == .exp(-50))
  #expect(try expansion("log(1+exp(x))", 1000, 0).loss == 1000)
  #expect(try expansion("1/(1+exp(x))", 1000, 0).loss == 0)
}
