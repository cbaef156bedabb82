import Calculus
import Experiments
import Optimizers
import Testing

@Suite struct GradientCheckTests {
  private func check(_ text: String, _ x: Double, _ y: Double) throws -> GradientCheck {
    GradientCheck(
      of: FormulaObjective(try Formula(text).compiled()), at: Point(x, y))
  }

  @Test func theStepsAreTwoToADecade() {
    #expect(GradientCheck.steps.prefix(4) == [0.1, 0.03, 0.01, 0.003])
    #expect(GradientCheck.steps.suffix(3) == [1e-13, 3e-14, 1e-14])
    #expect(GradientCheck.steps.count == 27)
    #expect(Array(GradientCheck.steps.sorted().reversed()) == GradientCheck.steps)
  }

  @Test func polynomialsHaveTheirClosedForm() throws {
    // x³ at 2: forward 12 + 6h + h², central 12 + h².
    let rows = try check("x^3", 2, 0).rows
    for row in rows where row.h >= 1e-3 {
      let h = row.h
      #expect(abs(row.forwardError - (6 * h + h * h) / 12) < 1e-11)
      #expect(abs(row.centralError - h * h / 12) < 1e-11)
      #expect(abs(row.forward.x - (12 + 6 * h + h * h)) < 1e-10)
    }
  }

  @Test func centralDifferencesOfQuadraticsAreExact() throws {
    for row in try check("3x^2 + x*y - y^2", 0.7, -0.3).rows where row.h > 1e-6 {
      #expect(row.centralError < 1e-8)
    }
  }

  @Test func rosenbrocksCentralErrorsFormAU() throws {
    let check = try check("(1-x)^2 + 100(y-x^2)^2", -1.2, 1)
    #expect(check.verdict == .agrees)
    #expect(check.isRelative)
    let central = try #require(check.bestCentral)
    #expect(1e-6...1e-5 ~= central.h)
    #expect(central.centralError < 1e-10)
    let forward = try #require(check.bestForward)
    #expect(1e-9...1e-7 ~= forward.h)
    // The error rises to both sides of its minimum.
    let first = try #require(check.rows.first)
    let last = try #require(check.rows.last)
    #expect(first.centralError > 1e-3 && last.centralError > 1e-3)
  }

  @Test(arguments: [
    ("abs(x) + y^2", 0.0, 1.0), ("max(x, y)", 1, 1), ("relu(x) + y", 0, 3), ("|x - y|", 2, 2),
    ("min(|x|, |y|)", 0, 0), ("sqrt(x^2) + y", 0, 1), ("abs(x + y - 3)", 1, 2),
    ("100 + 0.01abs(y)", 5, 0),
  ])
  func kinksAreReported(text: String, x: Double, y: Double) throws {
    let verdict = try check(text, x, y).verdict
    #expect(verdict.name == "kink" || (text.hasPrefix("sqrt") && verdict == .undefined), "\(text)")
  }

  @Test func nothingHiddenByRoundingIsClaimed() throws {
    let plain = try check("abs(x) + y^2", 0, 1).verdict.sentence
    #expect(plain.contains("has a kink here") && plain.contains("there is no gradient"))
    let hidden = try check("abs(x) + 1e6", 0, 1).verdict
    #expect(hidden.name == "kink")
    #expect(hidden.sentence.hasPrefix("down to h = 1e-07 differences see a kink"))
    #expect(!hidden.sentence.contains("no gradient"))
    let far = try check("floor(x)", 1e5, 0).verdict
    #expect(far.name == "jump")
    #expect(far.sentence.hasPrefix("down to h = 1e-07 differences see a jump"))
    #expect(try check("floor(x)", 2, 0).verdict.sentence.hasPrefix("the loss jumps here"))
  }

  @Test func aKinkComesWithItsSlopes() throws {
    guard case .kink(let direction, let slopes, _) = try check("abs(x) + y^2", 0, 1).verdict else {
      Issue.record("no kink")
      return
    }
    #expect(direction == Point(1, 0))
    #expect(abs(slopes.before + 1) < 1e-6 && abs(slopes.after - 1) < 1e-6)
  }

  @Test(arguments: [
    ("abs(x) + y^2", 0.001, 1.0), ("x^4 + y^4", 0, 0), ("x^2 + y^2", 0, 0), ("x^3 - 3x*y^2", 0, 0),
    ("1e8*x^2 + y", 1e-3, 0), ("1e12 + x^2", 1, 1), ("sin(1e4x)*y", 0.3, 2),
    ("exp(-(x-pi)^2-(y-pi)^2)*cos(x)*cos(y)", 0.1, 0.2), ("x", 0, 0), ("5", 0, 0),
    ("abs(x)^1.5 + y", 0, 0), ("1e6x", 0.1, 1), ("log(x) + y", 1e-6, 0), ("relu(x)^2", 0, 1),
    ("1e-9x^2", 1, 0), ("hypot(x, y)", 1e-3, 0), ("x*y + 1e5", 3, 4),
    // Faster and nearer than a first look.
    ("sin(1e7x)", 1, 0), ("hypot(x, y)", 1e-9, 0), ("abs(x) + y", -1e-9, 0),
    ("tanh(1e8x) + y", 0, 1),
  ])
  func smoothPointsAgree(text: String, x: Double, y: Double) throws {
    #expect(try check(text, x, y).verdict == .agrees, "\(text)")
  }

  @Test(arguments: [
    ("floor(x) + y^2", 1.0, 0.5), ("sign(y)", 0, 0), ("ceil(x + y)", 1, 1),
    ("1e-4floor(x) + 100x", 3, 0),
  ])
  func jumpsAreReported(text: String, x: Double, y: Double) throws {
    #expect(try check(text, x, y).verdict.name == "jump")
  }

  @Test(arguments: [
    ("sqrt(x)", 0.0, 1.0), ("log(x)", -1, 0), ("1/x", 0, 0), ("cbrt(x)", 0, 0),
    ("hypot(x, y)/0", 1, 1),
  ])
  func undefinedPointsAreReported(text: String, x: Double, y: Double) throws {
    let check = try check(text, x, y)
    #expect(check.verdict == .undefined)
    #expect(!check.verdict.sentence.isEmpty)
  }

  @Test func atAStationaryPointTheErrorsAreAbsolute() throws {
    let check = try check("x^2 + y^2", 0, 0)
    #expect(!check.isRelative)
    // The forward difference of x² at 0 is h.
    for row in check.rows {
      #expect(abs(row.forwardError / (row.h * 2.0.squareRoot()) - 1) < 1e-12)
      #expect(row.centralError == 0)
    }
  }

  /// Near a minimum everything is large relative to the gradient.
  @Test func nearAMinimumTheErrorsAreAbsolute() throws {
    let objective = FormulaObjective(try Formula("x^2 + 2y^2").compiled())
    func check(_ point: Point) -> GradientCheck {
      GradientCheck(of: objective, at: point, start: Point(4, 3))
    }
    let near = check(Point(1e-9, 1e-9))
    #expect(!near.isRelative && near.verdict == .agrees)
    // The forward difference is off by h and 2h.
    for row in near.rows where row.h >= 1e-6 {
      #expect(abs(row.forwardError / (row.h * 5.0.squareRoot()) - 1) < 1e-3)
    }
    // The start's gradient is (8, 12), of length 14.4.
    #expect(!check(Point(0.0071, 0)).isRelative && check(Point(0.0073, 0)).isRelative)
    #expect(check(Point(4, 3)).isRelative)
    #expect(GradientCheck(of: objective, at: Point(1e-9, 0)).isRelative)
    #expect(GradientCheck(of: objective, at: Point(1e-9, 0), start: .zero).isRelative)
  }

  /// Every built-in function of the language has the derivative that differences see.
  @Test(arguments: [
    "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "exp", "log", "ln",
    "log2", "log10", "log1p", "expm1", "sqrt", "cbrt", "abs", "sigmoid", "softplus", "relu",
  ])
  func theLanguagesFunctionsAgree(name: String) throws {
    #expect(try check("\(name)(x*y + 0.1)", 0.6, 0.7).verdict == .agrees)
  }
}
