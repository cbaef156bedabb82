import TestSupport
import Testing

@testable import Calculus

/// The text of a tree parses to the same tree.
@Suite struct FormulaTextTests {
  @Test(
    arguments: [
      ("x+y*2", "x + y*2"), ("(x+y)*2", "(x + y)*2"), ("x-(y-1)", "x - (y - 1)"),
      ("x*(y*2)", "x*(y*2)"),
      ("x/(y*2)", "x/(y*2)"), ("x/y*2", "x/y*2"), ("-x^2", "-x^2"), ("(-x)^2", "(-x)^2"),
      ("2^3^2", "2^3^2"), ("(2^3)^2", "(2^3)^2"), ("2^-x", "2^-x"), ("2^-(x+1)", "2^(-(x + 1))"),
      ("x--y", "x - (-y)"), ("3*-2", "3*(-2)"), ("-(x*y)", "-(x*y)"), ("-x*y", "-x*y"),
      ("--x", "-(-x)"),
      ("2x", "2*x"), ("|x|", "abs(x)"), ("x²", "x^2"), ("1e-7x", "1e-7*x"), ("2**x", "2^x"),
      ("not (x>0 and y>0)", "not (x > 0 and y > 0)"), ("not x>0 or y<1", "not x > 0 or y < 1"),
      ("(x>0 or y>0) and x<1", "(x > 0 or y > 0) and x < 1"), ("0<x<=1", "0 < x <= 1"),
      ("(x<y)<1", "(x < y) < 1"), ("x<(y<1)", "x < (y < 1)"), ("0<x<y<1", "0 < x < y < 1"),
      ("-(x>0)", "-(x > 0)"), ("(x>0)*y", "(x > 0)*y"), ("u=x+1;u^2", "u = x + 1; u^2"),
      ("sum(i,1,3,x^i)/2", "sum(i, 1, 3, x^i)/2"), ("f(x,y)=x", "x"), ("(x^2)^0.5", "(x^2)^0.5"),
      ("2^-1^x", "2^(-1^x)"), ("(0<x<1)<y", "(0 < x < 1) < y"), ("x^not y>0", "x^(not y > 0)"),
    ] as [(String, String)])
  func treesAreWrittenWithFewParentheses(text: String, expected: String) throws {
    let tree = try Formula(text).tree
    #expect(tree.text == expected)
    #expect(try Formula(tree.text).tree.symbolicExpression == tree.symbolicExpression)
  }

  @Test(.slow) func randomFormulasParseToTheSameTree() throws {
    var generator = SplitMix(seed: 11)
    for round in 0..<2_000 {
      let text = RandomText(generator: generator).formula(depth: 1 + round % 6)
      _ = generator.next()
      let formula = try Formula(text, parameters: ["a", "b"])
      let again = try Formula(formula.tree.text, parameters: ["a", "b"])
      #expect(again.tree.symbolicExpression == formula.tree.symbolicExpression, "\(text)")
      #expect(again.tree.text == formula.tree.text, "\(text)")
    }
  }

  /// With numbers in place of parameters, a formula computes the same bits.
  @Test(.slow) func randomSettingsComputeTheSame() throws {
    var generator = SplitMix(seed: 12)
    let numbers = [2, -1.5, 1e-7, 0, -3, 1e22, 0.1, 100]
    for round in 0..<1_000 {
      let text = RandomText(generator: generator).formula(depth: 1 + round % 5)
      let values = [
        "a": numbers.randomElement(using: &generator)!,
        "b": numbers.randomElement(using: &generator)!,
      ]
      let formula = try Formula(text, parameters: ["a", "b"])
      let set = try Formula(formula.text(setting: values))
      let point = Point(0.75, -1.25)
      let (ours, theirs) = (set.compiled(), formula.compiled(parameters: values))
      let (first, second) = (ours.expansion(at: point), theirs.expansion(at: point))
      #expect(first.loss == second.loss || (first.loss.isNaN && second.loss.isNaN), "\(text)")
      #expect(
        first.gradient == second.gradient || !first.gradient.isFinite && !second.gradient.isFinite,
        "\(text)")
      #expect(
        ours.program.instructions.count == theirs.program.instructions.count, "\(text)")
    }
  }
}

/// Random text of the whole language, with all its notations.
private struct RandomText {
  var generator: SplitMix

  func formula(depth: Int) -> String {
    var copy = self
    switch Int.random(in: 0..<8, using: &copy.generator) {
    case 0: return "u = \(copy.value(depth)); \(copy.value(depth, ["u"]))"
    case 1: return "u = \(copy.value(depth)); v = \(copy.condition(depth, ["u"])); if(v, u, x)"
    case 2: return "f(x, y) = \(copy.value(depth));"
    default: return copy.value(depth)
    }
  }

  mutating func pick<Element>(_ list: [Element]) -> Element {
    list.randomElement(using: &generator)!
  }

  mutating func value(_ depth: Int, _ names: [String] = []) -> String {
    if depth == 0 { return pick(["x", "y", "2", "0.5", "pi", "e", "a", "b", "1e-7", "3"] + names) }
    let next = depth - 1
    switch Int.random(in: 0..<14, using: &generator) {
    case 0..<5:
      let sign = pick(["+", " - ", "*", "/", "^", "**", "·"])
      return "\(operand(next, names))\(sign)\(operand(next, names))"
    case 5: return "-\(operand(next, names))"
    case 6: return "(\(value(next, names)))"
    case 7: return "2(\(value(next, names)))"
    case 8: return "\(pick(["sin", "exp", "asinh", "floor", "erf"]))(\(value(next, names)))"
    case 9: return "\(pick(["max", "mod", "atan2"]))(\(value(next, names)), \(value(next, names)))"
    case 10: return "if(\(condition(next, names)), \(value(next, names)), \(value(next, names)))"
    case 11:
      let index = "i\(depth)"
      return
        "\(pick(["sum", "prod"]))(\(index), 1, \(pick(["2", "3"])), \(value(next, names + [index])))"
    case 12: return "(\(value(next, names)))²"
    default: return "(\(condition(next, names)))*\(operand(next, names))"
    }
  }

  /// An operand, in parentheses where it could be ambiguous.
  mutating func operand(_ depth: Int, _ names: [String]) -> String {
    let text = value(depth, names)
    let isNumber = text.allSatisfy { $0.isASCIIDigit || $0 == "." }
    return depth == 0 && !isNumber
      || Int.random(in: 0..<3, using: &generator) == 0 && !text.hasPrefix("2(")
      ? text : "(\(text))"
  }

  mutating func condition(_ depth: Int, _ names: [String]) -> String {
    if depth <= 0 { return "x < y" }
    let next = depth - 1
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: return "\(condition(next, names)) \(pick(["and", "or"])) \(condition(next, names))"
    case 1: return "(\(condition(next, names)))"
    case 2: return "not \(condition(next, names))"
    case 3:
      return "(\(value(next, names))) < (\(value(next, names))) \(pick(["<=", "<", "!="])) 1"
    default:
      return
        "(\(value(next, names))) \(pick(["<", "<=", ">", ">=", "==", "!="])) (\(value(next, names)))"
    }
  }
}

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
