import Testing

@testable import Calculus

/// The tree of a text, in prefix notation.
@Test(
  arguments: [
    // Precedence and grouping.
    ("x+y*2", "(+ x (* y 2))"),
    ("x-y-1", "(- (- x y) 1)"),
    ("x/y/2", "(/ (/ x y) 2)"),
    ("6/2*x", "(* (/ 6 2) x)"),
    ("2^3^2", "(^ 2 (^ 3 2))"),
    ("x**y", "(^ x y)"),
    ("-x^2", "(- (^ x 2))"),
    ("(-x)^2", "(^ (- x) 2)"),
    ("2^-x*y", "(* (^ 2 (- x)) y)"),
    ("2^-x^2", "(^ 2 (- (^ x 2)))"),
    ("x--y", "(- x (- y))"),
    ("3*-2", "(* 3 (- 2))"),
    ("+x-+y", "(- x y)"),
    ("-x*y", "(* (- x) y)"),
    // A number before a name, a parenthesis or a bar.
    ("2x", "(* 2 x)"),
    ("100(y-x^2)", "(* 100 (- y (^ x 2)))"),
    ("2sin(x)", "(* 2 (sin x))"),
    ("2x^2", "(* 2 (^ x 2))"),
    ("-2x^2", "(* (- 2) (^ x 2))"),
    ("x*2y", "(* (* x 2) y)"),
    ("x-2y", "(- x (* 2 y))"),
    ("1/3*2x", "(* (* (/ 1 3) 2) x)"),
    ("2|x|", "(* 2 (abs x))"),
    ("2 |x| + 1", "(+ (* 2 (abs x)) 1)"),
    ("2x/y", "(/ (* 2 x) y)"),
    ("x^2*3y", "(* (* (^ x 2) 3) y)"),
    // Numbers.
    ("2.5E2", "250"),
    ("1e-3*x", "(* 0.001 x)"),
    (".5", "0.5"),
    ("1.", "1"),
    ("2.x", "(* 2 x)"),
    ("2e", "(* 2 e)"),
    ("2e3", "2000"),
    ("2e-x", "(- (* 2 e) x)"),
    ("2e-3x", "(* 0.002 x)"),
    ("2exp(x)", "(* 2 (exp x))"),
    // Calls and bars.
    ("max(x,y,0)", "(max x y 0)"),
    ("atan2(y, x)", "(atan2 y x)"),
    ("|x-1|+|y|", "(+ (abs (- x 1)) (abs y))"),
    ("|2|", "(abs 2)"),
    ("sin(cos(x))", "(sin (cos x))"),
    ("ln(x)-log(y)", "(- (ln x) (log y))"),
    // Typeset signs.
    ("x²+y³", "(+ (^ x 2) (^ y 3))"),
    ("-x²", "(- (^ x 2))"),
    ("2^x²", "(^ 2 (^ x 2))"),
    ("x¹²", "(^ x 12)"),
    ("2π − x·y×2÷3", "(- (* 2 pi) (/ (* (* x y) 2) 3))"),
    (" x\t+\n y ", "(+ x y)"),
    // Parameters.
    ("kappa*x", "(* kappa x)"),
    ("2kappa", "(* 2 kappa)"),
  ] as [(String, String)])
func textsHaveTheirTrees(text: String, tree: String) throws {
  #expect(try Formula(text, parameters: ["kappa"]).tree.symbolicExpression == tree)
}

@Test func onlyParametersThatOccurAreUsed() throws {
  let formula = try Formula("a*x + b*y + a", parameters: ["a", "b", "c"])
  #expect(formula.parametersUsed == ["a", "b"])
  #expect(formula.compiled(parameters: ["a": 2, "b": 3, "z": 9]).value(at: Point(1, 1)) == 7)
}

@Test func formulasAreEqualByTextAndParameters() throws {
  #expect(try Formula("x+y") == Formula("x+y", parameters: ["unused"]))
  #expect(try Formula("x+y") != Formula("x + y"))
  #expect(try Set([Formula("x"), Formula("x"), Formula("y")]).count == 2)
}
