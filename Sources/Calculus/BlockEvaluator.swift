import CVectorMath

/// Evaluates a formula at blocks of points whose coordinates are apart, with the bits of
/// `CompiledFormula.evaluate(at:)`.
package final class BlockEvaluator {
  /// The most points of a block.
  package static let width = DualLaneMachine.width

  private let formula: CompiledFormula
  private let memory: UnsafeMutablePointer<Double>

  /// Makes an evaluator, for one thread.
  /// - Parameter formula: not a mean over rows; a precondition.
  package init(_ formula: CompiledFormula) {
    precondition(formula.mean == nil)
    self.formula = formula
    memory = DualLaneMachine(for: formula.program, count: Self.width).memory
  }

  deinit { memory.deallocate() }

  /// Evaluates at a block of points.
  /// - Parameters:
  ///   - xs: the x of each point; each y is `width` numbers after it.
  ///   - values: where the values go; `width` numbers after them go the derivatives by x, and after
  ///     these those by y.
  ///   - count: the number of points, at most `width`.
  package func evaluate(
    at xs: UnsafePointer<Double>, into values: UnsafeMutablePointer<Double>, count: Int
  ) {
    let (width, program) = (Self.width, formula.program)
    let machine = DualLaneMachine(memory: memory, count: count)
    machine[Int32(Program.registerX)].update(from: xs, count: count)
    machine[Int32(Program.registerY)].update(from: xs + width, count: count)
    machine.run(0..<program.instructions.count, of: program)
    values.update(from: machine[Int32(program.result)], count: DualLaneMachine.registerSize)
    var infinite = block_infinite(values, count, width)
    while infinite != 0 {
      let lane = infinite.trailingZeroBitCount
      infinite &= infinite - 1
      let found = Evaluation(
        loss: values[lane], gradient: Point(values[width + lane], values[2 * width + lane]))
      let result = formula.completed(found, at: Point(xs[lane], xs[width + lane]))
      values[lane] = result.loss
      values[width + lane] = result.gradient.x
      values[2 * width + lane] = result.gradient.y
    }
  }
}
