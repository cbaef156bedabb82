/// One step of a program: registers in, a register out.
///
/// The masks say which coordinates each operand depends on. A derivative by any other coordinate
/// is exactly 0 and is never multiplied by anything, so that ∞·0 cannot spoil it.
struct Instruction: Sendable {
  let operation: Operation
  let target: Int32
  /// The first operand; for `min`, `max` and `choose`, where their operands start in the program's list.
  let a: Int32
  /// The second operand; for those, the number of their operands.
  let b: Int32
  let immediate: Double
  let maskA: SIMD2<UInt64>
  let maskB: SIMD2<UInt64>

  /// Where the operands of `min`, `max` and `choose` are in the program's list.
  var operandRange: Range<Int> { Int(a)..<Int(a) + Int(b) }
}
