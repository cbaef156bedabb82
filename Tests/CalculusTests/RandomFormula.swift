import TestSupport

/// A random formula, fully parenthesized, and its tree in prefix notation.
func randomFormula(depth: Int, using generator: inout SplitMix) -> (text: String, tree: String) {
  if depth == 0 || Int.random(in: 0..<6, using: &generator) == 0 {
    let leaf = ["x", "y", "x", "y", "2", "0.5", "3", "pi", "e"].randomElement(using: &generator)!
    return (leaf, leaf)
  }
  let first = randomFormula(depth: depth - 1, using: &generator)
  switch Int.random(in: 0..<9, using: &generator) {
  case 0..<4:
    let second = randomFormula(depth: depth - 1, using: &generator)
    let symbol = ["+", "-", "*", "/"].randomElement(using: &generator)!
    return ("(\(first.text)\(symbol)\(second.text))", "(\(symbol) \(first.tree) \(second.tree))")
  case 4:
    let power = ["2", "3", "4", "5", "0.5", "1.5"].randomElement(using: &generator)!
    return ("(\(first.text))^\(power)", "(^ \(first.tree) \(power))")
  case 5:
    let second = randomFormula(depth: depth - 1, using: &generator)
    let name = ["max", "min", "hypot", "atan2", "mod"].randomElement(using: &generator)!
    return ("\(name)(\(first.text), \(second.text))", "(\(name) \(first.tree) \(second.tree))")
  case 7:
    let second = randomFormula(depth: depth - 1, using: &generator)
    let third = randomFormula(depth: depth - 1, using: &generator)
    if Bool.random(using: &generator) {
      return (
        "clip(\(first.text), \(second.text), \(third.text))",
        "(clip \(first.tree) \(second.tree) \(third.tree))"
      )
    }
    let sign = ["<", "<=", ">", ">=", "==", "!="].randomElement(using: &generator)!
    return (
      "if(\(first.text) \(sign) \(second.text) and x < 1, \(third.text), \(first.text))",
      "(if (and (\(sign) \(first.tree) \(second.tree)) (< x 1)) \(third.tree) \(first.tree))"
    )
  case 6:
    return ("(-\(first.text))", "(- \(first.tree))")
  default:
    let names = [
      "sin", "cos", "tan", "atan", "sinh", "cosh", "tanh", "exp", "log", "log1p", "expm1", "sqrt",
      "cbrt", "abs", "relu", "sigmoid", "softplus", "floor", "sign", "log2", "log10", "asin",
      "acos", "asinh", "acosh", "atanh", "erf", "exp2",
    ]
    let name = names.randomElement(using: &generator)!
    return ("\(name)(\(first.text))", "(\(name) \(first.tree))")
  }
}
