import Calculus
import Experiments
import Optimizers
import Testing

/// A gradient written by hand against the exact one: the frequent mistakes have names.
struct GradientComparisonTests {
  private func compare(
    _ text: String, with loss: String = "(1 - x)^2 + 100*(y - x^2)^2",
    at point: Point = Point(-1.2, 1),
    start: Point = Point(-1.2, 1)
  ) throws -> GradientComparison {
    let formula = try Formula(loss)
    let objective = SubstitutedObjective(
      FormulaObjective(formula.compiled()), gradient: .typed(try GradientFormula(text).compiled()))
    func summands(_ texts: [String]) throws -> [GradientComparison.Summand] {
      try texts.map { text in
        let function = try Formula(text).compiled()
        return GradientComparison.Summand(text) { function.value(at: $0) }
      }
    }
    let terms = formula.gradientTerms
    return try GradientComparison(
      of: objective, at: point, start: start, domain: (Point(-2, -1), Point(2, 3)),
      summands: (summands(terms.x), summands(terms.y)))
  }

  private static let right = "-2*(1 - x) - 400*(y - x^2)*x, 200*(y - x^2)"

  @Test func theRightOneAgreesEverywhere() throws {
    let comparison = try compare(Self.right)
    #expect(comparison.agrees && comparison.places == 64)
    #expect(comparison.x.agreeing == 64 && comparison.x.error < 1e-15)
    #expect(try compare("400*x^3 - 400*x*y + 2*x - 2, 200*y - 200*x^2").agrees)
  }

  @Test(arguments: [
    ("2*(1 - x) + 400*(y - x^2)*x, 200*(y - x^2)", "the sign", "right"),
    ("-2*(1 - x) - 400*(y - x^2)*x, 400*(y - x^2)", "right", "twice the exact one"),
    ("-2*(1 - x) - 400*(y - x^2)*x, 100*(y - x^2)", "right", "half the exact one"),
    ("-2*(1 - x) - 400*(y - x^2)*x, -300*(y - x^2)", "right", "-1.5 times the exact one"),
    ("200*(y - x^2), -2*(1 - x) - 400*(y - x^2)*x", "x and y swapped", "x and y swapped"),
    (
      "3 - 2*(1 - x) - 400*(y - x^2)*x, 200*(y - x^2) - 0.5", "off by a constant, +3",
      "off by a constant, -0.5"
    ),
    ("-2*(1 - x) + 400*(y - x^2)*x, 200*(y - x^2)", "the sign of -400*(y - x^2)*x", "right"),
    ("-400*(y - x^2)*x, 0", "-2*(1 - x) is missing", "0 everywhere"),
    (
      "-2*(1 - x) + 200*(y - x^2), 200*(y - x^2)", "the factor -2*x is missing in -400*(y - x^2)*x",
      "right"
    ),
    (
      "-2*(1 - x) - 400*(y - x^2)*x + 5*x*y, 200*(y - x^2) - y^2", "5*x*y too much",
      "y^2 too little"
    ),
    ("-2*(1 - x) - 400*(y - x^2)*x, 200*|y - x^2|", "right", "right at 30 of 64 places"),
    ("-2*(1 - x) - 400*(y - x^2)*|x|, 200*(y - x^2)", "right only where x > 0", "right"),
    (
      "-2*(1 - x) - 401*(y - x^2)*x, 199.99*(y - x^2)", "right to 2 digits: a rounded constant",
      "right to 4 digits: a rounded constant"
    ),
    (
      "sqrt(x), 200*(y - x)", "undefined at places where the exact one is not",
      "none of the frequent faults"
    ),
  ])
  func mistakesAreNamed(_ text: String, _ x: String, _ y: String) throws {
    let comparison = try compare(text)
    #expect(comparison.x.fault.words == x)
    #expect(comparison.y.fault.words == y)
    #expect(!comparison.agrees)
  }

  @Test func aForgottenInnerDerivativeIsNamed() throws {
    let comparison = try compare("cos(x^2), -sin(3y)", with: "sin(x^2) + cos(3y)")
    #expect(comparison.x.fault.words == "the factor 2*x is missing")
    #expect(comparison.y.fault.words == "a third of the exact one")
  }

  @Test func theSumOverTheRowsIsNotTheirMean() throws {
    let columns = ["u": [1.0, 2, 4]]
    let data = try #require(
      DataObjective(try Formula("(x*u + y)^2", parameters: ["u"]).compiled(columns: columns)))
    let typed = try GradientFormula("6*(x*u + y)*u, 2*(x*u + y)", parameters: ["u"])
    let comparison = GradientComparison(
      of: SubstitutedObjective(data, gradient: .typed(typed.compiled(columns: columns))),
      at: Point(1, 1), start: Point(1, 1), domain: (Point(-1, -1), Point(1, 1)))
    #expect(comparison.x.fault == .sum(rows: 3))
    #expect(comparison.y.fault == .none)
  }

  @Test func aSliceOfWorkKnowsTheRowsBehindAnotherGradient() throws {
    let columns = ["u": [Double](repeating: 1, count: 8000)]
    let data = try #require(
      DataObjective(try Formula("(x*u + y)^2", parameters: ["u"]).compiled(columns: columns)))
    let other = SubstitutedObjective(
      data, gradient: .differences(FiniteDifferences(.central, h: 1e-3)))
    #expect(data.dataRowCount == 8000 && data.stepsInSlice == 9)
    #expect(other.dataRowCount == 8000 && other.stepsInSlice == 9)
    #expect(try FormulaObjective(Formula("x").compiled()).stepsInSlice == 10_000)
  }

  @Test func errorsAreRelativeToTheLargerOneOrAbsoluteNearAMinimum() throws {
    let comparison = try compare("2*(1 - x) + 400*(y - x^2)*x, 200*(y - x^2)")
    #expect(comparison.isRelative)
    #expect(comparison.x.given == 215.6 || (comparison.x.given - 215.6).magnitude < 1e-12)
    #expect((comparison.x.error - 2).magnitude < 1e-12)
    let near = try compare("2*(1 - x) + 400*(y - x^2)*x, 200*(y - x^2)", at: Point(1, 1))
    #expect(!near.isRelative && near.x.error == 0)
  }

  @Test func differencesAreRightToSomeDigits() throws {
    let loss = FormulaObjective(try Formula("exp(x)*y^2").compiled())
    let objective = SubstitutedObjective(
      loss, gradient: .differences(FiniteDifferences(.forward, h: 1e-3)))
    let comparison = GradientComparison(
      of: objective, at: Point(1, 1), start: Point(1, 1), domain: (Point(1, 1), Point(2, 2)))
    guard case .rounded(let digits) = comparison.x.fault else {
      Issue.record("\(comparison.x.fault)")
      return
    }
    #expect(digits == 3)
  }

  // MARK: - Single precision

  @Test func inSinglePrecisionTheBestStepsAreLarger() throws {
    let function = try Formula("(1 - x)^2 + 100*(y - x^2)^2").compiled()
    let check = GradientCheck(
      of: FormulaObjective(function), at: Point(-1.2, 1), single: { function.singleValue(at: $0) })
    #expect(check.isSingle && check.verdict == .agrees)
    let (forward, central) = (try #require(check.bestForward), try #require(check.bestCentral))
    #expect((1e-4...1e-3).contains(forward.h) && (1e-3...1e-2).contains(central.h))
    #expect(forward.forwardError > 1e-4 && central.centralError > 1e-6)
    // Below the spacing of the numbers nothing is left.
    #expect(check.rows.last?.centralError == 1)
  }
}
