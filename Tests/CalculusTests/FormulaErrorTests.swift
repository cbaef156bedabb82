import Testing

@testable import Calculus

private func description(of text: String) -> String {
  do {
    _ = try Formula(text, parameters: ["kappa"])
    return "no error"
  } catch {
    return error.description
  }
}

@Test(
  arguments: [
    (
      "1/2x",
      """
      '1/2x' can be read in two ways
      1/2x
      ^^^^
      hint: write '1/2*x' or '1/(2*x)'
      """
    ),
    (
      "x + 2^3x",
      """
      '2^3x' can be read in two ways
      x + 2^3x
          ^^^^
      hint: write 'x + 2^3*x' or 'x + 2^(3*x)'
      """
    ),
    (
      "(x+1)/-2sin(y)",
      """
      '(…)/-2sin(…)' can be read in two ways
      (x+1)/-2sin(y)
          ^^^^^^^
      hint: write '(x + 1)/(-2)*sin(y)' or '(x + 1)/(-(2*sin(y)))'
      """
    ),
    (
      "sin(x",
      """
      a closing ')' is missing
      sin(x
           ^
      hint: write 'sin(x)'
      """
    ),
    (
      "|x + (y|)",
      """
      a closing ')' is missing
      |x + (y|)
             ^
      hint: close the parenthesis opened at column 6
      """
    ),
    (
      "||x|-1|",
      """
      bars cannot be nested
      ||x|-1|
       ^
      hint: write 'abs(abs(x) - 1)'
      """
    ),
    (
      "foo(x)",
      """
      unknown function 'foo'
      foo(x)
      ^^^
      """
    ),
    (
      "Sin(x)",
      """
      unknown function 'Sin'
      Sin(x)
      ^^^
      hint: write 'sin(x)'
      """
    ),
    (
      "X^2",
      """
      unknown name 'X'
      X^2
      ^
      hint: write 'x^2'
      """
    ),
    (
      "kapa*x",
      """
      unknown name 'kapa'
      kapa*x
      ^^^^
      hint: did you mean 'kappa'? Write 'kappa*x'
      """
    ),
    (
      "xy",
      """
      unknown name 'xy'
      xy
      ^^
      hint: for a product write 'x*y'
      """
    ),
    (
      "x2",
      """
      unknown name 'x2'
      x2
      ^^
      hint: for a power or a product write 'x^2' or 'x*2'
      """
    ),
    (
      "sin x",
      """
      the function 'sin' needs its argument in parentheses
      sin x
      ^^^
      hint: write 'sin(x)'
      """
    ),
    (
      "sin^2(x)",
      """
      the function 'sin' needs its argument in parentheses
      sin^2(x)
      ^^^
      hint: write 'sin(x)^2'
      """
    ),
    (
      "pi x",
      """
      an operator is missing between 'pi' and 'x'
      pi x
      ^^^^
      hint: for a product write 'pi*x'
      """
    ),
    (
      "(x)(y)",
      """
      an operator is missing between '(…)' and '(…)'
      (x)(y)
        ^^
      hint: for a product write 'x*y'
      """
    ),
    (
      "x 2",
      """
      an operator is missing between 'x' and '2'
      x 2
      ^^^
      hint: for a product write 'x*2'
      """
    ),
    (
      "x(y)",
      """
      'x' is not a function
      x(y)
      ^
      hint: for a product write 'x*y'
      """
    ),
    (
      "max(x) + y",
      """
      'max' takes 2 or more arguments, not 1
      max(x) + y
      ^^^^^^
      hint: for example: max(x, y)
      """
    ),
    (
      "hypot(x,y,1)",
      """
      'hypot' takes 2 arguments, not 3
      hypot(x,y,1)
      ^^^^^^^^^^^^
      hint: write 'sqrt(x^2 + y^2 + 1^2)'
      """
    ),
    (
      "x +  ",
      """
      a value is missing after '+'
      x + \u{20}
         ^
      hint: write a value behind it, or leave it out
      """
    ),
    (
      "x^*2",
      """
      a value is missing between '^' and '*'
      x^*2
        ^
      hint: write a value between them, or leave one of the two out
      """
    ),
    (
      "x))",
      """
      this ')' closes nothing
      x))
       ^
      hint: remove it, or add the '(' that it should close
      """
    ),
    (
      "1,5*x",
      """
      a comma may only separate the arguments of a function
      1,5*x
       ^
      hint: write '1.5*x'
      """
    ),
    (
      "1.2.3",
      """
      '1.2.3' is not a number
      1.2.3
      ^^^^^
      hint: a number has one point, as in 0.5
      """
    ),
    (
      "x*1e999",
      """
      the number '1e999' is too large
      x*1e999
        ^^^^^
      hint: numbers end at 1.8e308
      """
    ),
    (
      "x # y",
      """
      unexpected character '#'
      x # y
        ^
      hint: write 'x'
      """
    ),
    (
      "  ",
      """
      the formula is empty
      hint: for example: x^2 + 2*y^2
      """
    ),
  ] as [(String, String)])
func errorsExplainTheFault(text: String, expected: String) {
  #expect(description(of: text) == expected)
}

@Test(
  arguments: [
    ("1..2", "one point"), (".x", "0.5"), ("x%2", "'mod(x, 2)'"), ("x & 1", "'x != 0 and 1 != 0'"),
    ("sin()", "for example: sin(x)"), ("min(x)", "min(x, y)"), ("atan2(x)", "atan2(y, x)"),
    ("()", "between them"), ("x^^2", "'x^2'"), ("x//", "write '/' once"), ("x*", "behind it"),
    ("*x", "before it"),
    ("max(x,)", "behind it"), ("pow(x,2)", "'x^2'"), ("pow(x)", "x^y"),
    (String(repeating: "(", count: 200), "leave out parentheses"),
    (String(repeating: "x+", count: 6000), "shorten it"), ("\u{FEFF}x+z+w", "U+FEFF"),
    ("x\u{200B}+y", "write 'x + y'"), ("x\u{7}+y+z", "U+0007"), ("½x", "'1/2*x'"),
    ("×x", "before it"), ("²", "before it"),
    ("x²y", "'x^2*y'"), ("(x)²y", "'x^2*y'"), ("y^2x", "'y^2*x' or 'y^(2*x)'"), ("xx", "'x*x'"),
  ] as [(String, String)])
func hintsSayWhatToWrite(text: String, advice: String) {
  let hint = description(of: text).split(separator: "\n").last { $0.hasPrefix("hint: ") }
  #expect(hint?.contains(advice) == true, "\(description(of: text))")
}

@Test func caretsAreRightBelowWideCharacters() {
  #expect(description(of: "x+日本*y").contains("x+日本*y\n  ^^^^\n"))
  #expect(description(of: "日").contains("日\n^^\n"))
  #expect(description(of: "e\u{301}\u{301} + x").contains("\n^\n"))
}

@Test func controlCharactersAreNeverPrinted() {
  let text = "x\t+\u{1B}[31m\u{7}y\u{202E}\u{200B}"
  let printed = description(of: text)
  #expect(
    printed.contains("\nx +�[31m�y��\n   ^\nhint: delete the invisible character U+001B"),
    "\(printed)")
  #expect(!printed.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{7}" || $0 == "\u{202E}" })
}

@Test func longFormulasAreShownAroundTheFault() {
  let long = String(repeating: "x+", count: 2000) + "foo" + String(repeating: "+x", count: 1000)
  let lines = description(of: long).split(separator: "\n")
  #expect(lines.count == 4)
  #expect(lines[1].count == 72)
  let caret = lines[2].prefix { $0 == " " }.count
  #expect(lines[1].dropFirst(caret).hasPrefix("foo"))
  #expect(lines[1].hasPrefix("…") && lines[1].hasSuffix("…"))
}

@Test func rangeCountsCharacters() throws {
  let error = #expect(throws: FormulaError.self) { try Formula("x+ e\u{301}q") }
  #expect(error?.range == 3..<5)
  #expect(error?.reason == .unknownName("e\u{301}q", nil))
}

@Test(
  arguments: [
    ("sine", "sin"), ("sqr", "sqrt"), ("arctan", "atan"), ("COS", "cos"), ("hyopt", "hypot"),
    ("sqaure", nil), ("z", nil), ("foo", nil), ("", nil),
  ] as [(String, String?)])
func theClosestNameIsFound(word: String, expected: String?) {
  let names = Function.allCases.map(\.rawValue)
  #expect(word.closestMatch(among: names) == expected)
  #expect(word.closestMatch(among: names.reversed()) == expected)
}
