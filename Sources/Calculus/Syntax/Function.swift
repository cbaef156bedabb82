/// The functions of the formula language: name, number of arguments, meaning.
enum Function: String, CaseIterable, Sendable {
  case sin, cos, tan, asin, acos, atan, atan2
  case sinh, cosh, tanh, asinh, acosh, atanh
  case exp, exp2, log, ln, log2, log10, log1p, expm1
  case sqrt, cbrt, hypot, erf
  case abs, sign, min, max, clip, floor, ceil, mod
  case sigmoid, softplus, relu
  case `if`, sum, prod

  var arity: FormulaError.Arity {
    switch self {
    case .atan2, .hypot, .mod: .exactly(2)
    case .clip, .if: .exactly(3)
    case .sum, .prod: .exactly(4)
    case .min, .max: .atLeast(2)
    case .sin, .cos, .tan, .asin, .acos, .atan, .sinh, .cosh, .tanh, .asinh, .acosh, .atanh, .exp,
      .exp2, .log, .ln, .log2, .log10, .log1p, .expm1, .sqrt, .cbrt, .erf, .abs, .sign, .floor,
      .ceil, .sigmoid, .softplus, .relu:
      .exactly(1)
    }
  }

  /// A call of the function as it is written.
  var example: String {
    switch self {
    case .atan2: "atan2(y, x)"
    case .clip: "clip(x, -1, 1)"
    case .if: "if(x > 0, x^2, -x)"
    case .sum, .prod: "\(rawValue)(i, 1, 5, x^i)"
    default: "\(rawValue)(\(arity.allows(1) ? "x" : "x, y"))"
    }
  }

  /// What the function computes, as in "asinh, the inverse hyperbolic sine".
  var meaning: String {
    switch self {
    case .sin: "the sine"
    case .cos: "the cosine"
    case .tan: "the tangent"
    case .asin: "the inverse sine"
    case .acos: "the inverse cosine"
    case .atan: "the inverse tangent"
    case .atan2: "the angle of a point"
    case .sinh: "the hyperbolic sine"
    case .cosh: "the hyperbolic cosine"
    case .tanh: "the hyperbolic tangent"
    case .asinh: "the inverse hyperbolic sine"
    case .acosh: "the inverse hyperbolic cosine"
    case .atanh: "the inverse hyperbolic tangent"
    case .exp: "e to a power"
    case .exp2: "2 to a power"
    case .log, .ln: "the natural logarithm"
    case .log2: "the logarithm to base 2"
    case .log10: "the logarithm to base 10"
    case .log1p: "log(1 + x)"
    case .expm1: "exp(x) - 1"
    case .sqrt: "the square root"
    case .cbrt: "the cube root"
    case .hypot: "sqrt(x^2 + y^2)"
    case .erf: "the error function"
    case .abs: "the absolute value"
    case .sign: "-1, 0 or 1 by the sign"
    case .min: "the least of several"
    case .max: "the greatest of several"
    case .clip: "a value kept between two others"
    case .floor: "rounding down"
    case .ceil: "rounding up"
    case .mod: "the remainder of a division"
    case .sigmoid: "1/(1 + exp(-x))"
    case .softplus: "log(1 + exp(x))"
    case .relu: "max(x, 0)"
    case .if: "one of two values, by a condition"
    case .sum: "a sum over an index"
    case .prod: "a product over an index"
    }
  }

  /// The inverse function, which some write as the power -1.
  var inverse: Function? {
    switch self {
    case .sin: .asin
    case .cos: .acos
    case .tan: .atan
    case .sinh: .asinh
    case .cosh: .acosh
    case .tanh: .atanh
    default: nil
    }
  }
}

/// The names that stand for a value in every formula.
enum Constant: String, CaseIterable, Sendable {
  case pi, e

  var value: Double {
    switch self {
    case .pi: .pi
    case .e: 0x1.5bf0a8b145769p1
    }
  }
}

/// The two parameters of a loss.
enum Variable: String, CaseIterable, Sendable {
  case x, y
}
