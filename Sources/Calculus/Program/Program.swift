/// A formula as a flat list of instructions over registers, each shared subexpression once.
///
/// Registers 0 and 1 hold x and y, the next ones the constants; none of these is written to. Other
/// registers are reused once their value is no longer needed, but a value that the mixed part reads
/// keeps its own, so that the parts can be run separately.
final class Program: Sendable {
  static let registerX = 0
  static let registerY = 1
  static let firstConstant = 2

  let constants: [Double]
  /// First those that depend on x alone, then on y alone, then on both.
  let instructions: [Instruction]
  let partX: Range<Int>
  let partY: Range<Int>
  let partMixed: Range<Int>
  /// Operands of `min`, `max` and `choose`.
  let operands: [Int32]
  let registerCount: Int
  let result: Int
  let resultDependence: Dependence
  /// The registers that the mixed part, or the result, takes from the part of x and that of y.
  let exportsX: [Int]
  let exportsY: [Int]
  /// Whether an operand may overflow where the formula's true value is finite.
  let mayOverflow: Bool
  /// Whether the program has a root or a fractional power, which may have no slope at 0.
  let hasRoots: Bool

  init(
    constants: [Double], instructions: [Instruction], partX: Range<Int>, partY: Range<Int>,
    operands: [Int32], registerCount: Int, result: Int, resultDependence: Dependence,
    exportsX: [Int], exportsY: [Int]
  ) {
    self.constants = constants
    self.instructions = instructions
    self.partX = partX
    self.partY = partY
    self.partMixed = partY.upperBound..<instructions.count
    self.operands = operands
    self.registerCount = registerCount
    self.result = result
    self.resultDependence = resultDependence
    self.exportsX = exportsX
    self.exportsY = exportsY
    self.mayOverflow = instructions.contains { $0.operation.growsFast }
    self.hasRoots = instructions.contains {
      [.sqrt, .hypot, .powerConstant].contains($0.operation)
    }
  }
}

/// One step of a program: registers in, a register out.
///
/// The masks say which coordinates each operand depends on. A derivative by any other coordinate
/// is exactly 0 and is never multiplied by anything, so that ∞·0 cannot spoil it.
///
/// An instruction may be two operations, of which the second has the result of the first, which nothing
/// else reads, as an operand: this result need not go through memory.
struct Instruction: Sendable {
  let operation: Operation
  /// The second operation; nil if there is one alone.
  var next: Operation?
  /// Whether the other operand of the second operation, `c`, is its first one.
  var isReversed = false
  var target: Int32
  /// The first operand; for `min`, `max` and `choose`, where their operands start in the program's
  /// list.
  let a: Int32
  /// The second operand; for `min`, `max` and `choose`, the number of their operands.
  let b: Int32
  /// The other operand of the second operation.
  var c: Int32 = 0
  let immediate: Double
  let maskA: SIMD2<UInt64>
  let maskB: SIMD2<UInt64>
  var maskC = SIMD2<UInt64>()

  /// Where the operands of `min`, `max` and `choose` are in the program's list.
  var operandRange: Range<Int> { Int(a)..<Int(a) + Int(b) }

  /// The second of two operations by itself, for a machine that has done the first one.
  var second: Instruction {
    Instruction(
      operation: next ?? operation, target: target, a: isReversed ? c : target,
      b: isReversed ? target : c, immediate: 0, maskA: isReversed ? maskC : maskA | maskB,
      maskB: isReversed ? maskA | maskB : maskC)
  }
}

/// What an instruction does: the closed set that every machine implements.
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

  /// Whether it may be one of two operations in an instruction: those that take less time than to
  /// pass on their result through memory.
  var isPairable: Bool { self == .add || self == .subtract || self == .multiply || self == .square }

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

/// Which of x, y and the row of a table a value depends on, as the formula alone shows.
struct Dependence: OptionSet, Hashable, Sendable {
  let rawValue: UInt8

  static let x = Dependence(rawValue: 1)
  static let y = Dependence(rawValue: 2)
  static let both: Dependence = [.x, .y]
  /// On a column, where the formula is one sample's loss.
  static let row = Dependence(rawValue: 4)

  /// All bits set for each coordinate that the value depends on.
  var mask: SIMD2<UInt64> {
    SIMD2(contains(.x) ? .max : 0, contains(.y) ? .max : 0)
  }
}
