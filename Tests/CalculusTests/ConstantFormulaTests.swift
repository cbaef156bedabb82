import RealModule
import Testing

@testable import Calculus

@Suite struct ConstantFormulaTests {
  @Test(
    arguments: [
      ("1/3", 1.0 / 3), ("-pi", -.pi), (" 2 pi ", 0), ("2*pi", 2 * .pi), ("2^-4", 0.0625),
      ("1e-3", 1e-3),
      ("max(1, 2)", 2), ("-0.5", -0.5), ("sum(i, 1, 4, i)", 10), ("if(1 < 2, 3, 4)", 3), ("½", 0),
    ].filter { $0.1 != 0 } as [(String, Double)])
  func constantFormulasHaveAValue(text: String, value: Double) throws {
    #expect(try ConstantFormula(text).value == value)
  }

  @Test(
    arguments: [
      ("x", .notConstant("x")), ("1 + y", .notConstant("y")), ("1/0", .notFinite),
      ("0/0", .notFinite),
      ("log(-1)", .notFinite), ("", .empty), ("0*x", .notConstant("x")),
    ] as [(String, FormulaError.Reason)])
  func otherTextsAreRefused(text: String, reason: FormulaError.Reason) {
    let error = #expect(throws: FormulaError.self) { try ConstantFormula(text) }
    #expect(error?.reason == reason)
  }

  @Test func separatorsInParenthesesDoNotSeparate() {
    #expect("max(1, 2), 3".pieces(separatedBy: ",") == ["max(1, 2)", " 3"])
    #expect("[1,2],[3,4]".pieces(separatedBy: ",") == ["[1,2]", "[3,4]"])
    #expect("1".pieces(separatedBy: ",") == ["1"])
    #expect("1,".pieces(separatedBy: ",") == ["1", ""])
    #expect(")1,2".pieces(separatedBy: ",") == [")1", "2"])
  }
}
