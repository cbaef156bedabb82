import TestSupport
import Testing

@testable import Calculus

/// Laws that hold for every formula.

@Test func textAndTreeOfRandomFormulasAgree() throws {
  var generator = SplitMix(seed: 1)
  for _ in 0..<500 {
    let (text, tree) = randomFormula(depth: 5, using: &generator)
    #expect(try Formula(text).tree.symbolicExpression == tree)
  }
}

/// Value, gradient, Hessian and grid are four ways to run one program.
@Test(.slow) func allMachinesAgreeBitForBit() throws {
  var generator = SplitMix(seed: 2)
  for _ in 0..<300 {
    let text = randomFormula(depth: 5, using: &generator).text
    let function = try Formula(text).compiled()
    let xs = (0..<3).map { _ in Double.random(in: -3...3, using: &generator) } + [0, 900]
    let ys = [Double.random(in: -3...3, using: &generator), 0, -700]
    let grid = function.values(xs: xs, ys: ys)
    for (row, y) in ys.enumerated() {
      for (column, x) in xs.enumerated() {
        let point = Point(x, y)
        let value = function.value(at: point)
        let dual = function.evaluate(at: point)
        let jet = function.expansion(at: point)
        let values = [dual.loss, jet.loss, grid[row * xs.count + column]]
        #expect(values.allSatisfy { same($0, value) }, "\(text) at \(point)")
        #expect(same(dual.gradient.x, jet.gradient.x), "\(text) at \(point)")
        #expect(same(dual.gradient.y, jet.gradient.y), "\(text) at \(point)")
      }
    }
  }
}

/// Central differences converge to the exact derivatives, wherever these are of ordinary size.
@Test func differencesApproachExactDerivatives() throws {
  var generator = SplitMix(seed: 3)
  var compared = 0
  for _ in 0..<600 {
    let text = randomFormula(depth: 4, using: &generator).text
    let function = try Formula(text).compiled()
    let point = Point(
      Double.random(in: 0.3...1.7, using: &generator),
      Double.random(in: 0.3...1.7, using: &generator))
    let exact = function.expansion(at: point)
    let h = 1e-5
    let ahead = function.expansion(at: point + Point(h, 0))
    let behind = function.expansion(at: point - Point(h, 0))
    // A kink or a pole nearby causes a jump of the second derivatives.
    let isSmooth = abs(ahead.hessian.xx - behind.hessian.xx) < 1e-2
    guard isSmooth, exact.gradient.isFinite, exact.hessian.isFinite, abs(exact.hessian.xx) < 100,
      abs(exact.loss) < 100
    else { continue }
    compared += 1
    #expect(
      abs((ahead.loss - behind.loss) / (2 * h) - exact.gradient.x) < 1e-6, "\(text) \(point)")
    #expect(
      abs((ahead.gradient.x - behind.gradient.x) / (2 * h) - exact.hessian.xx) < 1e-5,
      "\(text) \(point)")
    #expect(
      abs((ahead.gradient.y - behind.gradient.y) / (2 * h) - exact.hessian.xy) < 1e-3,
      "\(text) \(point)")
  }
  #expect(compared > 200)
}

@Test(
  arguments: [
    ("(x+y)*(x+y)", 2), ("x*y+y*x", 2), ("sin(x)^2+sin(x)*cos(y)", 5), ("x^2+x^4", 3),
    ("2*pi*3+e", 0), ("log(1+exp(x))", 1), ("y/(1+exp(-x))", 2), ("exp(x)-1", 1), ("--x", 0),
    ("x>0 and not not y>0", 3), ("if(1<2, x^2, sin(x))", 1),
    ("|x|^2", 1), ("cos(|x|)", 1), ("u = x*y; v = u + 1; u*v", 3), ("sum(i, 1, 3, 1)", 0),
    ("x^32", 5), ("x^-32", 6), ("x^33", 1),
  ] as [(String, Int)])
func sharedAndConstantPartsAreComputedOnce(text: String, count: Int) throws {
  #expect(try Formula(text).compiled().program.operations.count == count)
}

/// NaN equals NaN here, and 0 equals −0.
private func same(_ first: Double, _ second: Double) -> Bool {
  first == second || (first.isNaN && second.isNaN)
}
