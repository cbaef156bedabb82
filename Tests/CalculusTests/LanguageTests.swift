import Testing

@testable import Calculus

private func value(_ text: String, _ x: Double = 0, _ y: Double = 0) throws -> Double {
  try Formula(text).compiled().value(at: Point(x, y))
}

private func reason(_ text: String) -> FormulaError.Reason? {
  do {
    _ = try Formula(text)
    return nil
  } catch {
    return error.reason
  }
}

@Suite struct ConditionTests {
  @Test(
    arguments: [
      ("x < 1", 0.0), ("x < 1", 1), ("x <= 1", 1), ("x > 1", 1), ("x >= 1", 1), ("x == 1", 1),
      ("x != 1", 1), ("not x > 1", 2), ("0 < x < 1", 0.5), ("0 < x < 1", 2), ("0 < x <= 2 < 3", 2),
      ("x > 0 and x < 1", 0.5), ("x < 0 or x > 1", 2), ("x < 0 or x > 1", 0.5),
      ("not x < 0 and x < 1", 0.5), ("not (x < 0 and x < 1)", 0.5),
      ("x > 0 or x < 1 and x > 5", 0.5),
    ] as [(String, Double)])
  func conditionsAreOneOrZero(text: String, x: Double) throws {
    let truth: Bool =
      switch text {
      case "x < 1": x < 1
      case "x <= 1": x <= 1
      case "x > 1": x > 1
      case "x >= 1": x >= 1
      case "x == 1": x == 1
      case "x != 1": x != 1
      case "not x > 1": !(x > 1)
      case "0 < x < 1": 0 < x && x < 1
      case "0 < x <= 2 < 3": 0 < x && x <= 2
      case "x > 0 and x < 1": x > 0 && x < 1
      case "x < 0 or x > 1": x < 0 || x > 1
      case "not x < 0 and x < 1": !(x < 0) && x < 1
      case "not (x < 0 and x < 1)": !(x < 0 && x < 1)
      default: x > 0 || (x < 1 && x > 5)
      }
    let result = try Formula(text).compiled().expansion(at: Point(x, 3))
    #expect(result.loss == (truth ? 1 : 0))
    #expect(result.gradient == Point() && result.hessian == Hessian(xx: 0, xy: 0, yy: 0))
  }

  @Test func theBranchNotTakenHasNoInfluence() throws {
    let result = try Formula("if(x > 0, log(x), y^2)").compiled().expansion(at: Point(-1, 3))
    #expect(result.loss == 9 && result.gradient == Point(0, 6))
    #expect(result.hessian == Hessian(xx: 0, xy: 0, yy: 2))
    // At the edge the condition decides.
    #expect(try Formula("if(x > 0, 5x, 2x)").compiled().gradient(at: Point()).x == 2)
    // The condition has no derivative, though its operand has an infinite one.
    let edge = try Formula("if(sqrt(x) < 1, y, x)").compiled().evaluate(at: Point(0, 4))
    #expect(edge.gradient == Point(0, 1))
  }

  @Test func unknownConditionsAreUndefined() throws {
    #expect(try value("log(x) > 0", -1).isNaN)
    let result = try Formula("if(log(x) > 0, 1, y)").compiled().expansion(at: Point(-1, 2))
    #expect(result.loss.isNaN && result.gradient.x.isNaN && result.gradient.y.isNaN)
    // Unless the other condition decides.
    #expect(try value("x > 0 and log(x) > 0", -1) == 0)
    #expect(try value("log(x) > 0 and x > 0", -1) == 0)
    #expect(try value("x < 0 or log(x) > 0", -1) == 1)
    #expect(try value("x < 0 and log(x) > 0", -1).isNaN)
    // Neither of two infinities is larger, but in wider numbers one of them is.
    #expect(try value("if(exp(x) > exp(x - 1), 1, 2)", 1000) == 1)
  }

  @Test(arguments: [
    ("if(x, 1, 2)", "x"), ("x and y > 0", "x"), ("x > 0 or y + 1", "y + 1"), ("not x", "x"),
    ("if((x), 1, 2)", "(x)"), ("u = x; if(u, 1, 2)", "u"), ("if(max(x, y), 1, 2)", "max(x, y)"),
  ])
  func aValueIsNotACondition(text: String, part: String) {
    #expect(reason(text) == .notACondition(part))
  }

  @Test func namedConditionsAreConditions() throws {
    #expect(try value("in = x^2 + y^2 < 1; if(in, 1, 2)", 0.5) == 1)
    #expect(try value("(x > 0)*x^2", -3) == 0)
  }
}

@Suite struct SeriesTests {
  @Test(
    arguments: [
      ("sum(i, 1, 5, x^i)", 2.0, 62.0), ("prod(i, 1, 4, x + i)", 1, 120), ("sum(i, 1, 0, x)", 1, 0),
      ("prod(i, 1, 0, x)", 1, 1), ("sum(i, -2, 2, i*x)", 3, 0), ("sum(i, 3, 3, i*x)", 2, 6),
      ("sum(i, 1, 3, sum(j, 1, i, i*j*x))", 1, 25), ("sum(i, 1, 2, prod(i2, 1, 2, x*i*i2))", 1, 10),
      ("n = 3; sum(k, 1, 2*n, x)", 1, 6), ("sum(i, 1, 2, u*i)", 0, 0), ("2sum(i,1,2,x)+1", 1, 5),
      ("sum(i, 0, 3, if(mod(i, 2) == 0, x, 0))", 5, 10), ("sum(i, 1, 3, x)^2", 1, 9),
      ("sum(i, 1, 1000, x)", 1, 1000), ("sum(i, 1, sqrt(16), 1)", 0, 4),
    ].filter { !$0.0.contains("u*i") } as [(String, Double, Double)])
  func termsAreAddedOrMultiplied(text: String, x: Double, expected: Double) throws {
    #expect(try value(text, x) == expected)
  }

  @Test func seriesEqualTheirTermsWrittenOut() throws {
    let short = try Formula("sum(i, 1, 4, sin(i*x)/i + y^i)").compiled()
    let long = try Formula(
      "sin(1*x)/1 + y^1 + (sin(2*x)/2 + y^2) + (sin(3*x)/3 + y^3) + (sin(4*x)/4 + y^4)"
    ).compiled()
    let point = Point(0.7, -1.3)
    #expect(short.expansion(at: point).loss == long.expansion(at: point).loss)
    #expect(short.gradient(at: point) == long.gradient(at: point))
    #expect(short.hessian(at: point) == long.hessian(at: point))
    #expect(short.program.instructions.count == long.program.instructions.count)
  }

  @Test(
    arguments: [
      ("sum(i, 1, x, 1)", .boundsNotConstant(function: "sum")),
      ("sum(i, 1, a, 1)", .boundsNotConstant(function: "sum")),
      ("prod(i, 1, 2.5, x)", .boundsNotWhole(function: "prod")),
      ("sum(i, 0, 1/0, x)", .boundsNotWhole(function: "sum")),
      ("sum(i, 1, 1001, x)", .tooManyTerms(function: "sum", limit: 1000)),
      ("sum(i, 1, 900, sum(j, 1, 900, x))", .tooManyTerms(function: "sum", limit: 1000)),
      ("sum(i, 1, 100, sum(j, 1, 100, i*j*x))", .tooManyTerms(function: "sum", limit: 1000)),
      ("sum(i, 1, 1e300, x)", .boundsNotWhole(function: "sum")),
      ("sum(x, 1, 2, x)", .takenName("x")), ("sum(e, 1, 2, x)", .takenName("e")),
      ("sum(sin, 1, 2, x)", .takenName("sin")), ("sum(a, 1, 2, x)", .takenName("a")),
      ("sum(i, 1, 2, sum(i, 1, 2, x))", .takenName("i")),
      ("i = 2; sum(i, 1, 2, x)", .takenName("i")),
      ("sum(E1, 1, 2, x)", .swallowedName("E1")),
      ("sum(2, 1, 2, x)", .missingIndex(function: "sum")),
      ("sum(i, 1, 2)", .wrongArgumentCount(function: "sum", takes: .exactly(4), given: 3)),
      ("sum(i, 1, 2, x, y)", .wrongArgumentCount(function: "sum", takes: .exactly(4), given: 5)),
    ] as [(String, FormulaError.Reason)])
  func refuses(text: String, expected: FormulaError.Reason) {
    let error = #expect(throws: FormulaError.self) { try Formula(text, parameters: ["a"]) }
    #expect(error?.reason == expected)
  }

  @Test func anIndexIsKnownOnlyInItsSum() {
    #expect(
      reason("sum(i, 1, 2, x) + i") == .unknownName("i", .name("pi"))
        || reason("sum(i, 1, 2, x) + i") == .unknownName("i", nil))
  }
}

@Suite struct PartTests {
  @Test func partsAreUsedByName() throws {
    #expect(try value("u = sqrt(x^2+y^2); u*u", 3, 4) == 25)
    #expect(try value("a = x; b = a + y; a*b;", 2, 3) == 10)
    let shared = try Formula("u = sin(x); u^2 + u").compiled().program
    #expect(shared.operations.count == 3)
  }

  @Test(
    arguments: [
      ("u = x", nil), ("f(x, y) = x", nil), ("x^2;", nil), ("u = x; u = y; u", .takenName("u")),
      ("pi = 3; x", .takenName("pi")), ("sin = 3; x", .takenName("sin")),
      ("a = 3; x", .takenName("a")),
      ("e1 = x; e1", .swallowedName("e1")), ("x; y", .misplacedSemicolon),
      ("x = 2; y", .misplacedEquals),
      ("f(x) = x; f", .misplacedSemicolon), ("(u = x)", .unknownName("u", nil)),
      ("u = v; v", .unknownName("v", nil)),
      ("u = ; x", .missingOperand(after: "=", found: ";")), ("max(x; y)", .misplacedSemicolon),
    ] as [(String, FormulaError.Reason?)])
  func definitionsAreChecked(text: String, expected: FormulaError.Reason?) {
    var found: FormulaError.Reason?
    do { _ = try Formula(text, parameters: ["a"]) } catch { found = error.reason }
    if case .unknownName(let name, _)? = expected, case .unknownName(let other, _)? = found {
      #expect(name == other)
    } else {
      #expect(found == expected)
    }
  }

  @Test func partsGivenSeparatelyComeFirst() throws {
    let parts = [Formula.Part(name: "r", text: "sqrt(x^2 + y^2)"), .init(name: "s", text: "k*r")]
    let formula = try Formula("s + r", parameters: ["k"], parts: parts)
    #expect(formula.text == "r = sqrt(x^2 + y^2); s = k*r; s + r")
    #expect(formula.parametersUsed == ["k"])
    #expect(formula.compiled(parameters: ["k": 2]).value(at: Point(3, 4)) == 15)
    #expect(try Formula(formula.text, parameters: ["k"]) == formula)
    let nested = [Formula.Part(name: "r", text: "q = x^2; sqrt(q)")]
    let whole = try Formula("r + y", parts: nested)
    #expect(try value(whole.text, -3, 1) == 4)
  }

  /// Sixty parts, each twice the previous one: 2⁶⁰ names if they were written out.
  @Test func partsThatDoubleDoNotGrow() throws {
    let text = "u0 = x; " + (1..<60).map { "u\($0) = u\($0 - 1) + u\($0 - 1); " }.joined() + "u59*k"
    let formula = try Formula(text, parameters: ["k"])
    #expect(formula.compiled(parameters: ["k": 1]).value(at: Point(1, 0)) == 0x1p59)
    #expect(formula.text(setting: ["k": 2]).count < 2 * text.count)
  }
}

@Suite struct FunctionTests {
  @Test(
    arguments: [
      ("mod(x, 3)", 7.0, 1.0), ("mod(x, 3)", -7, 2), ("mod(x, -3)", 7, -2), ("mod(x, -3)", -7, -1),
      ("mod(x, 2.5)", 6, 1), ("mod(x, 3)", 6, 0), ("mod(x, 3)", -1e-20, 3),
      ("clip(x, -1, 2)", 5, 2),
      ("clip(x, -1, 2)", -5, -1), ("clip(x, -1, 2)", 0.5, 0.5), ("clip(x, 2, 1)", 0, 1),
      ("exp2(x)", 3, 8), ("erf(x)", 0, 0), ("asinh(x)", 0, 0), ("acosh(x)", 1, 0),
      ("atanh(x)", 0, 0),
      ("asinh(x)", -1e300, -691.4686750787736), ("acosh(x)", 1e300, 691.4686750787736),
      ("erf(x)", 40, 1), ("erf(x)", -40, -1),
    ] as [(String, Double, Double)])
  func values(text: String, x: Double, expected: Double) throws {
    #expect(abs(try value(text, x) - expected) <= 2 * expected.ulp)
  }

  @Test func theRemainderHasDerivatives() throws {
    let mod = try Formula("mod(x, y)").compiled()
    #expect(mod.gradient(at: Point(-7, 3)) == Point(1, 3))
    #expect(mod.gradient(at: Point(7, 2)) == Point(1, -3))
    // At a jump it has the derivatives of its right side.
    #expect(mod.gradient(at: Point(6, 3)) == Point(1, -2))
    #expect(mod.hessian(at: Point(7, 2)) == Hessian(xx: 0, xy: 0, yy: 0))
    let undefined = mod.evaluate(at: Point(1, 0))
    #expect(undefined.loss.isNaN && undefined.gradient.x.isNaN)
  }

  @Test func theEndsOfClipAreTies() throws {
    let clip = try Formula("clip(x, -1, 2)").compiled()
    #expect(clip.gradient(at: Point(2, 0)).x == 0.5)
    #expect(clip.gradient(at: Point(-1, 0)).x == 0.5)
    #expect(clip.gradient(at: Point(1, 0)).x == 1)
    #expect(clip.gradient(at: Point(3, 0)).x == 0)
  }

  @Test(arguments: [
    ("acosh(x)", 0.5), ("acosh(x)", -3), ("atanh(x)", 2), ("acosh(x)", 1), ("atanh(x)", 1),
  ])
  func edgesAreNotDifferentiable(text: String, x: Double) throws {
    #expect(!(try Formula(text).compiled().gradient(at: Point(x, 0)).x.isFinite))
  }
}
