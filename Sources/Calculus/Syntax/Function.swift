/// The functions of the formula language: name, number of arguments, operation.
enum Function: String, CaseIterable, Sendable {
  case sin, cos, tan, asin, acos, atan, atan2
  case sinh, cosh, tanh
  case exp, log, ln, log2, log10, log1p, expm1
  case sqrt, cbrt, hypot
  case abs, sign, min, max, floor, ceil
  case sigmoid, softplus, relu

  var arity: FormulaError.Arity {
    switch self {
    case .atan2, .hypot: .exactly(2)
    case .min, .max: .atLeast(2)
    case .sin, .cos, .tan, .asin, .acos, .atan, .sinh, .cosh, .tanh, .exp, .log, .ln, .log2,
      .log10, .log1p, .expm1, .sqrt, .cbrt, .abs, .sign, .floor, .ceil, .sigmoid, .softplus, .relu:
      .exactly(1)
    }
  }

  var operation: Operation {
    switch self {
    case .sin: .sin
    case .cos: .cos
    case .tan: .tan
    case .asin: .asin
    case .acos: .acos
    case .atan: .atan
    case .atan2: .atan2
    case .sinh: .sinh
    case .cosh: .cosh
    case .tanh: .tanh
    case .exp: .exp
    case .log, .ln: .log
    case .log2: .log2
    case .log10: .log10
    case .log1p: .log1p
    case .expm1: .expm1
    case .sqrt: .sqrt
    case .cbrt: .cbrt
    case .hypot: .hypot
    case .abs: .abs
    case .sign: .sign
    case .min: .min
    case .max: .max
    case .floor: .floor
    case .ceil: .ceil
    case .sigmoid: .sigmoid
    case .softplus: .softplus
    case .relu: .relu
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
