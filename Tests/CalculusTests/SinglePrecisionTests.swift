import Calculus
import Testing

/// Formulas in numbers of 24 bits.
struct SinglePrecisionTests {
  @Test func everyResultIsRounded() throws {
    let sum = try Formula("x + y").compiled()
    #expect(sum.singleValue(at: [1, 1e-8]) == 1)
    #expect(sum.value(at: Point(1, 1e-8)) > 1)
    let formula = try Formula("x^2*sin(y) + exp(x)/3 - |y|").compiled()
    let (x, y): (Float, Float) = (1.25, -0.7)
    let exact = formula.value(at: Point(Double(x), Double(y)))
    #expect((Double(formula.singleValue(at: [x, y])) - exact).magnitude < 1e-6)
    #expect(Double(formula.singleValue(at: [x, y])) != exact)
  }

  @Test func theRangeIsThatOfFloat() throws {
    let formula = try Formula("x^30").compiled()
    #expect(formula.singleValue(at: [100, 0]) == .infinity)
    #expect(formula.value(at: Point(100, 0)).isFinite)
  }

  @Test func meansAreRoundedAsWell() throws {
    let sample = try Formula("(x*u + y - v)^2", parameters: ["u", "v"])
    let loss = sample.compiled(columns: ["u": [0, 1, 2], "v": [1, 3, 4]])
    #expect(loss.singleValue(at: [2, 1]) == Float(1) / 3)
  }
}
