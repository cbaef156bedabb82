/// What an instruction can do: the closed set that every machine carries out.
enum Operation: UInt8, Hashable, Sendable {
  case add, subtract, multiply, divide, negate
  case square, sqrt, cbrt, hypot
  /// u^w with both variable.
  case power
  /// u^c with a constant exponent, the immediate.
  case powerConstant
  /// c^u with a constant base, the immediate.
  case exponential
  case exp, expm1, log, log2, log10, log1p
  case sin, cos, tan, asin, acos, atan, atan2
  case sinh, cosh, tanh
  case sigmoid, softplus, relu
  case abs, sign, floor, ceil
  case min, max

  /// Whether swapping the operands changes no bit of the result.
  var isCommutative: Bool { self == .add || self == .multiply }

  /// Whether the result can overflow though the operands are of ordinary size.
  var growsFast: Bool {
    switch self {
    case .exp, .expm1, .sinh, .cosh, .exponential, .power: true
    case .powerConstant, .add, .subtract, .multiply, .divide, .negate, .square, .sqrt, .cbrt,
      .hypot, .log, .log2,
      .log10, .log1p, .sin, .cos, .tan, .asin, .acos, .atan, .atan2, .tanh, .sigmoid, .softplus,
      .relu, .abs, .sign, .floor, .ceil, .min, .max:
      false
    }
  }
}
