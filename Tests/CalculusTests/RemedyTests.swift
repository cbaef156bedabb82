import TestSupport
import Testing

@testable import Calculus

/// Notation of other languages or copied from a page, and the whole formula that the error offers.
@Suite struct RemedyTests {
  /// A text, and the formulas offered for it.
  static let table: [(text: String, formulas: [String])] = [
    // Other variables.
    ("x1^2+x2^2", ["x^2 + y^2"]), ("x0^2+x1^2", ["x^2 + y^2"]), ("x_1^2 + x_2", ["x^2 + y"]),
    ("x_{1}^2+x_{2}^2", ["x^2 + y^2"]), ("x[0]^2+x[1]^2", ["x^2 + y^2"]),
    ("x[1]^2 + 3x[2]^2", ["x^2 + 3*y^2"]), ("x(1)^2 + x(2)^2", ["x^2 + y^2"]),
    ("x₁²+x₂²", ["x^2 + y^2"]), ("θ₀^2 + θ₁^2", ["x^2 + y^2"]), ("theta0-theta1", ["x - y"]),
    ("theta_0^2 + theta_1", ["x^2 + y"]), ("θ^2", ["x^2"]), ("w^2", ["x^2"]),
    ("a^2-b", ["x^2 - y"]),
    ("b - 2a", ["y - 2*x"]), ("w*3+b", ["x*3 + y"]), ("(m*2+c-1)^2", ["(x*2 + y - 1)^2"]),
    ("x^2+z^2", ["x^2 + y^2"]), ("y^2+z", ["y^2 + x"]), ("w[0]^2+w[1]^2", ["x^2 + y^2"]),
    ("X^2 + Y^2", ["x^2 + y^2"]), ("x1*y1", ["x*y"]), ("p[0]*p[1]", ["x*y"]),
    ("x2^2", ["x^2^2", "(x*2)^2"]), ("y + x2", ["y + x^2", "y + x*2"]),
    // Powers of functions, and functions without parentheses.
    ("sin²(x)", ["sin(x)^2"]), ("sin^2(x)", ["sin(x)^2"]), ("sin^3(x)", ["sin(x)^3"]),
    ("sin²x + cos²y", ["sin(x)^2 + cos(y)^2"]), ("sin^2 x", ["sin(x)^2"]),
    ("sin^-1(x)", ["asin(x)", "sin(x)^-1"]), ("cos^(-1)(x)", ["acos(x)", "cos(x)^-1"]),
    ("tan⁻¹(x)", ["atan(x)", "tan(x)^-1"]), ("tanh^-1(x/9)", ["atanh(x/9)", "tanh(x/9)^-1"]),
    ("exp^-1(x)", ["exp(x)^-1"]), ("log^2(x)", ["log(x)^2"]), ("exp^(x+y)(2)", ["exp(2)^(x + y)"]),
    ("sqrt x", ["sqrt(x)"]), ("sin x", ["sin(x)"]), ("sin -x", ["sin(-x)"]),
    ("sin 2x", ["sin(2*x)"]), ("sin 2 pi x + y", ["sin(2*pi*x) + y"]), ("sin x^2", ["sin(x^2)"]),
    ("sin 2*x", ["sin(2)*x", "sin(2*x)"]), ("cos x sin y", ["cos(x)*sin(y)"]),
    ("ln|x|", ["ln(abs(x))"]), ("exp x", ["exp(x)"]), ("sin2x", ["sin(2*x)"]),
    ("2sinx", ["2*sin(x)"]), ("cosx siny", ["cos(x)*sin(y)"]), ("logx", ["log(x)"]),
    ("log2x", ["log2(x)", "log(2*x)"]), ("xsin(x)", ["x*sin(x)"]), ("2 x exp(-y)", ["2*x*exp(-y)"]),
    ("eˣ", ["e^x"]), ("√x", ["sqrt(x)"]), ("√(x²+y²)", ["sqrt(x^2 + y^2)"]), ("∛x", ["cbrt(x)"]),
    // Products.
    ("xy", ["x*y"]), ("pi x", ["pi*x"]), ("(x+1)(x-1)", ["(x + 1)*(x - 1)"]),
    ("x(y+1)", ["x*(y + 1)"]), ("cos(2πx)", ["cos(2*pi*x)"]), ("x y - 2 x y", ["x*y - 2*x*y"]),
    ("20+x²-10cos(2πx)+y²-10cos(2πy)", ["20 + x^2 - 10*cos(2*pi*x) + y^2 - 10*cos(2*pi*y)"]),
    ("1/2x", ["1/2*x", "1/(2*x)"]), ("y^2x", ["y^2*x", "y^(2*x)"]), ("x²y", ["x^2*y"]),
    ("|x|y", ["abs(x)*y"]), ("||x|-1|", ["abs(abs(x) - 1)"]),
    // Operators of other languages.
    ("x//2", ["floor(x/2)"]), ("x*y//2 + 1", ["floor(x*y/2) + 1"]),
    ("y - x//3", ["y - floor(x/3)"]),
    ("x%2", ["mod(x, 2)"]), ("y + x % 2", ["y + mod(x, 2)"]), ("x mod 2", ["mod(x, 2)"]),
    ("x^^2", ["x^2"]), ("1,5*x", ["1.5*x"]), ("1_000x", ["1000*x"]), ("x∧2", ["x^2"]),
    ("x > 0 ? x : -x", ["if(x > 0, x, -x)"]), ("1 + (x<0 ? 2 : y)", ["1 + if(x < 0, 2, y)"]),
    ("x if x > 0 else -x", ["if(x > 0, x, -x)"]),
    ("if(x > 0 && y > 0, x, y)", ["if(x > 0 and y > 0, x, y)"]),
    ("if(x > 0 || y > 0, x, y)", ["if(x > 0 or y > 0, x, y)"]),
    ("if(!(x > 0), 1, y)", ["if(not x > 0, 1, y)"]), ("if(x=1, 2, y)", ["if(x == 1, 2, y)"]),
    ("if(x => 1, 2, y)", ["if(x >= 1, 2, y)"]), ("if(x =< 1, 2, y)", ["if(x <= 1, 2, y)"]),
    ("if(x <> 1, 2, y)", ["if(x != 1, 2, y)"]), ("if(x, 1, y)", ["if(x != 0, 1, y)"]),
    ("if(x > 0 ∧ y > 0, 1, 0)", ["if(x > 0 and y > 0, 1, 0)"]),
    ("if(x > 0, 1)", ["if(x > 0, 1, 0)"]),
    // Functions under other names.
    ("lg(x)", ["log10(x)"]), ("expit(x)", ["sigmoid(x)"]), ("swish(x)", ["x*sigmoid(x)"]),
    ("silu(x+y)", ["(x + y)*sigmoid(x + y)"]), ("pow(x,2)", ["x^2"]),
    ("power(x+y, 2)", ["(x + y)^2"]),
    ("square(x)", ["x^2"]), ("sqr(x)", ["x^2", "sqrt(x)"]), ("round(x)", ["floor(x + 0.5)"]),
    ("sec(x)", ["1/cos(x)"]), ("arcsin(x)", ["asin(x)"]), ("arctan2(y, x)", ["atan2(y, x)"]),
    ("arsinh(x)", ["asinh(x)"]), ("erfc(x)", ["1 - erf(x)"]), ("maximum(x, y)", ["max(x, y)"]),
    ("where(x > 0, x, 0)", ["if(x > 0, x, 0)"]), ("clamp(x, 0, 1)", ["clip(x, 0, 1)"]),
    ("heaviside(x)", ["if(x > 0, 1, 0)"]), ("fabs(x)", ["abs(x)"]), ("tg(x)", ["tan(x)"]),
    ("sinc(x)", ["sin(x)/x", "sin(pi*x)/(pi*x)"]), ("log(x,2)", ["log2(x)"]),
    ("log(x, 10)", ["log10(x)"]), ("log(x,y+3)", ["log(x)/log(y + 3)"]),
    ("atan(y,x)", ["atan2(y, x)"]), ("hypot(x,y,1)", ["sqrt(x^2 + y^2 + 1^2)"]),
    ("log_2(x)", ["log2(x)"]), ("log₂(x)", ["log2(x)"]), ("tau*x", ["2*pi*x"]), ("PI*x", ["pi*x"]),
    ("Sin(x)+COS(Y)", ["sin(x) + cos(y)"]), ("np.power(x,2)", ["x^2"]), ("Math.PI*x", ["pi*x"]),
    ("math.pow(x, 2) + Math.sin(y)", ["x^2 + sin(y)"]), ("tf.square(x)", ["x^2"]),
    ("sum(i=1, 5, x^i)", ["sum(i, 1, 5, x^i)"]), ("sum(x^i, i, 1, 5)", ["sum(i, 1, 5, x^i)"]),
    ("sum(x^i, (i, 1, 5))", ["sum(i, 1, 5, x^i)"]), ("sum(x^2, y^2)", ["x^2 + y^2"]),
    // LaTeX.
    (#"\frac{x^2}{2} + \sin(y)"#, ["x^2/2 + sin(y)"]), (#"\frac12 x^2"#, ["1/2*x^2"]),
    ("$x^2 + y^2$", ["x^2 + y^2"]), (#"\sin x \cdot \cos{y}"#, ["sin(x)*cos(y)"]),
    (#"\left( x - 1 \right)^2"#, ["(x - 1)^2"]), ("e^{-x^{2}}", ["e^(-x^2)"]),
    (#"\sqrt{x^2+y^2}"#, ["sqrt(x^2 + y^2)"]), (#"\sqrt[3]{x}"#, ["x^(1/3)"]),
    ("x^{2}y", ["x^2*y"]), (#"\theta_1^2 + \theta_2^2"#, ["x^2 + y^2"]),
    (#"\left|x\right| + 2\pi y"#, ["abs(x) + 2*pi*y"]), (#"\sin^2 x"#, ["sin(x)^2"]),
    (#"\operatorname{sigmoid}(x)"#, ["sigmoid(x)"]), (#"$$\dfrac{1}{x}$$"#, ["1/x"]),
    // Definitions.
    ("y = x^2", ["x^2"]), ("L(w) = w^2", ["x^2"]), ("f(a,b) = a^2 + 3b^2", ["x^2 + 3*y^2"]),
    ("x^2 = 4", ["(x^2 - 4)^2"]), ("lambda x, y: x**2 + y**2", ["x^2 + y^2"]),
    ("(x, y) -> x^2 + y^2", ["x^2 + y^2"]), ("@(x,y) x^2+y^2", ["x^2 + y^2"]),
    ("return x^2", ["x^2"]), ("def f(x, y): return x**2", ["x^2"]), ("0x10*x", ["16*x"]),
    ("phi^2+psi^2", ["x^2 + y^2"]), ("f := x^2", ["f = x^2"]), ("x^2 # bowl", ["x^2"]),
    ("e1 = x; e1^2", ["k1 = x; k1^2"]),
    // Signs that look alike.
    ("х^2 + у^2", ["x^2 + y^2"]), ("∣x∣", ["abs(x)"]), ("[x+1]*{y}", ["(x + 1)*y"]),
    // Numbers of other countries and languages.
    ("1,000*x", ["1000*x", "1*x"]), ("1 000*x", ["1000*x"]), ("1'000*x", ["1000*x"]),
    ("1.5f*x", ["1.5*x"]), ("1d3*x", ["1000*x"]), ("M_PI*x", ["pi*x"]),
    // A power belongs to the letter before it.
    ("xy² - xy", ["x*y^2 - x*y"]), ("(1.5-x+xy^3)^2", ["(1.5 - x + x*y^3)^2"]),
    ("1/xy^2", ["1/(x*y^2)"]), (#"x \bmod 2"#, ["mod(x, 2)"]), ("‖x‖²", ["abs(x)^2"]),
    ("||x||_2^2", ["abs(abs(x))^2"]), ("max{0, 1-x}", ["max(0, 1 - x)"]), ("=x^2", ["x^2"]),
    ("np.dot(x, y)", ["x*y"]),
    // Other shapes of calls and choices.
    ("Sin[x] + Cos[y]", ["sin(x) + cos(y)"]), ("Sqrt[x^2+y^2]", ["sqrt(x^2 + y^2)"]),
    ("x.pow(2) + y.exp()", ["x^2 + exp(y)"]), ("(x+y).abs()", ["abs(x + y)"]),
    ("sin(x).pow(2)", ["sin(x)^2"]), ("std::pow(x, 2)", ["x^2"]),
    ("np.linalg.norm([x, y])", ["hypot(x, y)"]),
    ("norm(x)", ["abs(x)"]), ("logsumexp(x, y)", ["log(exp(x) + exp(y))"]),
    ("sum(x, y)", ["x + y"]),
    ("x^2 if x > 0 else -x", ["if(x > 0, x^2, -x)"]),
    ("if x > 0 then x else y", ["if(x > 0, x, y)"]),
    ("if (x > 0) x else y", ["if(x > 0, x, y)"]),
    ("1 + if(x>0){x}else{y}", ["1 + if(x > 0, x, y)"]),
    ("let u = x^2; u + y", ["u = x^2; u + y"]), ("const u = x; return u^2", ["u = x; u^2"]),
    ("x -> x^2", ["x^2"]), ("x3 + y2", ["x^3 + y^2", "x*3 + y^2"]),
    (#"\log_{10} x"#, ["log10(x)"]), (#"\log_2 x"#, ["log2(x)"]), ("log_{2}(x)", ["log2(x)"]),
    (#"\sum_{i=1}^{5} i \cos(i x) + y"#, ["sum(i, 1, 5, i*cos(i*x)) + y"]),
    (#"\prod_{i=1}^3 (x - i)"#, ["prod(i, 1, 3, x - i)"]),
    ("½x", ["1/2*x"]), ("\"x^2\"", ["x^2"]), ("x\u{200B}^2", ["x^2"]), ("sin(x", ["sin(x)"]),
  ]

  @Test(.slow, arguments: table.indices) func theWholeFormulaIsOffered(row: Int) throws {
    let (text, formulas) = Self.table[row]
    let error = try #require(throws: FormulaError.self) { try Formula(text) }
    let offered = error.remedy?.formulas ?? []
    // "f = x^2" is valid, and is written without the name.
    #expect(offered == formulas || text.contains(":="), "\(text)")
    for formula in offered { #expect(throws: Never.self) { try Formula(formula) } }
    #expect(!offered.isEmpty)
    for formula in offered { #expect(error.hint?.contains("'\(formula)'") == true) }
  }

  /// Notation with one clear meaning is simply accepted.
  @Test(
    arguments: [
      ("（ｘ＋１）＾２", "(x+1)^2"), ("𝑥² + 𝐲", "x^2+y"), ("x ˆ 2", "x^2"), ("x–1", "x-1"),
      ("x⁻²", "x^-2"),
      ("x∙y", "x*y"), ("x∕y", "x/y"), ("np.sin(x)", "sin(x)"), ("torch.exp(-x**2)", "exp(-x^2)"),
      ("tf.math.sigmoid(x)", "sigmoid(x)"), ("math.pi*x", "pi*x"),
      ("x.^2 .* y ./ 3", "x^2*y/3"), ("x^2;", "x^2"), ("f = x^2 + y", "x^2 + y"),
      ("f(x, y) = x*y", "x*y"), ("z = x*y;", "x*y"), ("x ≤ y", "x <= y"), ("x ≠ y", "x != y"),
    ] as [(String, String)])
  func otherNotationIsAccepted(text: String, same: String) throws {
    let point = Point(1.25, -0.75)
    let (read, plain) = (try Formula(text).compiled(), try Formula(same).compiled())
    #expect(read.evaluate(at: point) == plain.evaluate(at: point))
  }

  /// A function with another meaning is never offered without an explanation.
  @Test(arguments: ["cosc(x)", "sinq(x)", "tann(x)", "sqrtt(x)", "logg(x)", "ex(x)"])
  func anotherFunctionIsExplained(text: String) throws {
    let error = try #require(throws: FormulaError.self) { try Formula(text) }
    guard case .unknownFunction(_, let closest?) = error.reason,
      let function = Function(rawValue: closest)
    else { return }
    #expect(error.hint?.contains(function.meaning) == true, "\(error)")
  }

  @Test func parametersAreKnownToTheRemedy() throws {
    let error = try #require(throws: FormulaError.self) {
      try Formula("kapa*x", parameters: ["kappa"])
    }
    #expect(error.hint == "did you mean 'kappa'? Write 'kappa*x'")
    let other = try #require(throws: FormulaError.self) { try Formula("k*q^2", parameters: ["k"]) }
    #expect(other.remedy == nil)
  }

  /// Where the text cannot mean a formula of two variables, none is offered.
  @Test(
    arguments: [
      "x1^2+x2^2+x3^2", "0.5*x'*A*x", "x + y + z", "alpha*x + beta*y", "x'",
      "k*x^2", "2*i*x", "a*x^2", "3j*y", #"\alpha x^2"#, "inf*x", "NaN", "x\\y",
    ])
  func noFormulaIsInvented(text: String) throws {
    let error = try #require(throws: FormulaError.self) { try Formula(text) }
    #expect(error.remedy == nil, "\(error)")
    #expect(error.hint != nil)
  }

  /// The name of a non-finite number is not mistaken for a function with a similar name.
  @Test(arguments: ["inf", "-inf", "x + NaN", "Infinity*x"])
  func nonFiniteNumbersAreNotFunctions(text: String) throws {
    let error = try #require(throws: FormulaError.self) { try Formula(text) }
    #expect(error.hint == "a loss is made of finite numbers, which end at 1.8e308")
  }

  @Test func longTextsAreNotCorrected() throws {
    let text = (0..<300).map { "x\($0)" }.joined(separator: "+")
    let error = try #require(throws: FormulaError.self) { try Formula(text) }
    #expect(error.remedy == nil)
  }

  /// For any text the search for a remedy ends, and the formulas that it finds are valid.
  @Test(.slow) func remediesOfRandomTextAreValid() throws {
    var generator = SplitMix(seed: 9)
    let pieces = [
      "x", "y", "x1", "[0]", "sin", "²", "^", "-1", "(", ")", "|", "||", "*", "/", "//", "%", "=",
      ":=",
      "?", ":", "&", "\\frac", "{", "}", "$", "if", "else", "sum(", "i", ",", "1", "lg(", "pow(",
      ";",
      "θ", "√", " ", "not", "and", "<", "_", "₁", "np.", "log", "e1",
    ]
    var mended = 0
    for _ in 0..<3_000 {
      let count = Int.random(in: 1...9, using: &generator)
      let text = (0..<count).map { _ in pieces.randomElement(using: &generator)! }.joined()
      do {
        _ = try Formula(text)
      } catch {
        for formula in error.remedy?.formulas ?? [] {
          mended += 1
          #expect(throws: Never.self, "\(text)") { try Formula(formula) }
        }
        #expect(!error.description.isEmpty)
      }
    }
    #expect(mended > 100)
  }
}
