import Testing

@testable import Calculus

/// The text of a formula with numbers in place of its parameters.
struct FormulaSettingTests {
  @Test(arguments: [
    ("(1-x)^2 + b*(y-x^2)^2", "(1 - x)^2 + 100*(y - x^2)^2", 100), ("b*x", "-2*x", -2),
    ("x^b", "x^0.5", 0.5), ("b^2*x", "3^2*x", 3), ("b^2*x", "(-3)^2*x", -3),
    ("x - b", "x - (-3)", -3),
    ("2b*x", "2*3*x", 3), ("x + b", "x + 1e-7", 1e-7), ("bb + b + x", "bb + 4 + x", 4),
    ("x^2 + 2 b*y^2", "x^2 + 2*1.5*y^2", 1.5), ("2 b", "2*1.5", 1.5), ("x^b", "x^-2", -2),
    ("2^b^2", "2^(-1)^2", -1), ("x/b/b", "x/2/2", 2),
    ("u = b*x; u*b", "u = 5*x; u*5", 5), ("sum(i, 1, 2, b^i*x)", "sum(i, 1, 2, (-2)^i*x)", -2),
    ("x  +  y", "x  +  y", 3),
  ])
  func numbersReplaceParameters(_ text: String, _ wanted: String, _ value: Double) throws {
    let formula = try Formula(text, parameters: ["b", "bb"])
    #expect(formula.text(setting: ["b": value]) == wanted)
    let whole = formula.text(setting: ["b": value, "bb": 2])
    let point = Point(1.25, -0.5)
    #expect(
      try Formula(whole).compiled().value(at: point)
        == formula.compiled(parameters: ["b": value, "bb": 2]).value(at: point))
  }
}
