/// A formula as a flat list of instructions over registers, each shared subexpression once.
///
/// Registers 0 and 1 hold x and y, those behind them the constants; none of these is written to.
/// Registers are used again once their value is no longer needed, but a value that the mixed part
/// reads keeps its own, so that the parts can be run separately.
final class Program: Sendable {
  static let registerX = 0
  static let registerY = 1
  static let firstConstant = 2

  let constants: [Double]
  /// First what depends on x alone, then on y alone, then on both.
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
  /// Whether there is a root or a broken power in it, which may have no slope at 0.
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
