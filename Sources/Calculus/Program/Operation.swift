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
  case sinh, cosh, tanh, asinh, acosh, atanh
  case erf
  case sigmoid, softplus, relu
  case abs, sign, floor, ceil
  case mod
  case min, max
  /// 1 for true, 0 for false, NaN for unknown.
  case less, equal, and
  /// The second operand where the first is not 0, else the third.
  case choose

  /// Whether swapping the operands changes no bit of the result.
  var isCommutative: Bool { self == .add || self == .multiply || self == .equal || self == .and }

  /// Whether the sign of its operand changes nothing.
  var isEven: Bool { self == .square || self == .abs || self == .cos || self == .cosh }

  /// Whether the result can overflow though the operands are of ordinary size.
  var growsFast: Bool {
    switch self {
    case .exp, .expm1, .sinh, .cosh, .exponential, .power: true
    case .powerConstant, .add, .subtract, .multiply, .divide, .negate, .square, .sqrt, .cbrt,
      .hypot, .log, .log2,
      .log10, .log1p, .sin, .cos, .tan, .asin, .acos, .atan, .atan2, .tanh, .asinh, .acosh, .atanh,
      .erf, .sigmoid, .softplus, .relu, .abs, .sign, .floor, .ceil, .mod, .min, .max, .less,
      .equal, .and, .choose:
      false
    }
  }
}
