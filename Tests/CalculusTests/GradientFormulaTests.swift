import TestSupport
import Testing

@testable import Calculus

/// Gradients typed by hand: what is read, and where a fault is shown.
struct GradientFormulaTests {
  private func value(_ text: String, _ point: Point = Point(2, 3), parts: [Formula.Part] = [])
    throws
    -> Point
  {
    try GradientFormula(text, parts: parts).compiled().value(at: point)
  }

  @Test func twoFormulasAreSeparatedByAComma() throws {
    #expect(try value("2x, 4y") == Point(4, 12))
    #expect(try value("  max(x, y) ,hypot(3, 4)") == Point(3, 5))
    #expect(try value("0, -1") == Point(0, -1))
  }

  @Test func namedPartsBelongToBoth() throws {
    #expect(try value("u = x*y; 2u, -u") == Point(12, -6))
    #expect(try value("u = x; v = u + y; v, u") == Point(5, 2))
    #expect(try value("gx = 2x, gy = 4y") == Point(4, 12))
    let parts = [Formula.Part(name: "r", text: "x^2 + y^2")]
    #expect(try value("r, 2r", parts: parts) == Point(13, 26))
    #expect(try GradientFormula("r, 2r", parts: parts).text == "r = x^2 + y^2; r, 2r")
  }

  @Test func bracketsAroundThePairAreIgnored() throws {
    for text in ["(2x, 4y)", "[2x, 4y]", " { 2x, 4y } "] {
      #expect(try value(text) == Point(4, 12))
    }
    #expect(try value("(x - 1)*y, (y + 1)") == Point(3, 4))
  }

  @Test func parametersAndColumnsHaveTheirNames() throws {
    let scaled = try GradientFormula("k*x, y", parameters: ["k"])
    #expect(scaled.compiled(parameters: ["k": 10]).value(at: Point(1, 2)) == Point(10, 2))
    let row = try GradientFormula("(x*u - v)*u, 7", parameters: ["u", "v"])
    let mean = row.compiled(columns: ["u": [1, 2, 3], "v": [0, 0, 3]])
    let third = 5.0 / 3
    #expect(mean.value(at: Point(1, 0)) == Point(third, 7))
    #expect(mean.value(at: Point(1, 0), rows: [1]) == Point(4, 7))
  }

  @Test(arguments: [
    ("2x", "a gradient is two formulas, and this is one", 2..<2),
    ("2x; 4y", "a gradient is two formulas, and this is one", 6..<6),
    ("2x, 4y, 6", "a gradient is two formulas, and these are 3", 6..<7),
    (", 4y", "a value is missing before ','", 0..<1),
    ("2x,  ", "a value is missing after ','", 3..<3),
    ("2x, 4z", "unknown name 'z'", 5..<6),
    ("2q, 4y", "unknown name 'q'", 1..<2),
    ("[2q, 4y]", "unknown name 'q'", 2..<3),
    ("u = 2; u, 4y +", "a value is missing after '+'", 14..<14),
    ("  ", "the formula is empty", 0..<0),
  ])
  func faultsAreShownInTheWholeText(_ text: String, _ message: String, _ range: Range<Int>) {
    do throws(FormulaError) {
      _ = try GradientFormula(text)
      Issue.record("\(text) was read")
    } catch {
      #expect(error.message == message)
      #expect(error.range == range)
      #expect(error.text == text)
    }
  }

  // MARK: - The exact gradient as text

  @Test(arguments: [
    ("x^2 + 2y^2", "2*x, 4*y"),
    ("(1 - x)^2 + 100*(y - x^2)^2", "-2*(1 - x) - 400*(y - x^2)*x, 200*(y - x^2)"),
    ("x^4/4 - x^2/2 + y^3/3", "x^3 - x, y^2"),
    ("1 - exp(-(x^2 + y^2))", "2*exp(-(x^2 + y^2))*x, 2*exp(-(x^2 + y^2))*y"),
    ("x/3 + 7", "1/3, 0"),
    ("|x| + relu(y)", "sign(x), if(y > 0, 1, 0)"),
    ("u = y - x^2; u^2 + x", "u = y - x^2; -4*u*x + 1, 2*u"),
    ("sum(i, 1, 3, i*x^i)", "sum(i, 1, 3, i*i*x^(i - 1)), 0"),
    ("e^x*y", "y*e^x, e^x"),
  ])
  func theExactGradientReadsLikeOneWrittenByHand(_ formula: String, _ gradient: String) throws {
    #expect(try Formula(formula).gradientText == gradient)
  }

  @Test func parametersKeepTheirNames() throws {
    let formula = try Formula("(x^2 + kappa*y^2)/2", parameters: ["kappa"])
    #expect(formula.gradientText == "x, kappa*y")
  }

  @Test func aProductOverAnIndexHasNoText() throws {
    #expect(try Formula("prod(i, 1, 3, x + i)").gradientText == nil)
  }

  /// Of random formulas, wherever both are finite and the formula is not at a kink.
  @Test func theTextHasTheValuesOfTheDerivatives() throws {
    var generator = SplitMix(seed: 12)
    var compared = 0
    for _ in 0..<600 {
      let formula = try Formula(randomFormula(depth: 3, using: &generator).text)
      guard let text = formula.gradientText else { continue }
      let typed = try GradientFormula(text).compiled()
      let exact = formula.compiled()
      for _ in 0..<4 {
        let point = Point(
          .random(in: -2...2, using: &generator), .random(in: -2...2, using: &generator))
        let (one, other) = (typed.value(at: point), exact.gradient(at: point))
        guard one.isFinite, other.isFinite, other.norm < 1e8 else { continue }
        compared += 1
        #expect(
          (one - other).norm <= 1e-6 * (1 + other.norm), "\(formula.text): \(text) at \(point)")
      }
    }
    #expect(compared > 600)
  }
}
