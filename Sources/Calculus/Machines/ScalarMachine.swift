/// Values alone.
struct ScalarMachine<S: Scalar>: Machine {
  let registers: UnsafeMutablePointer<S>

  @inline(__always)
  func apply<R: UnaryRule>(_ rule: R, _ i: Instruction) {
    registers[Int(i.target)] = rule.value(registers[Int(i.a)])
  }

  @inline(__always)
  func apply<R: BinaryRule>(_ rule: R, _ i: Instruction) {
    registers[Int(i.target)] = rule.value(registers[Int(i.a)], registers[Int(i.b)])
  }

  func apply(_ extremum: Extremum, _ i: Instruction, operands: Operands) {
    var value = registers[Int(operands[operands.startIndex])]
    for operand in operands.dropFirst() {
      value = extremum.value(value, registers[Int(operand)])
    }
    registers[Int(i.target)] = value
  }

  func apply(_ choice: Choice, _ i: Instruction, operands: Operands) {
    let taken = choice.taken(registers[Int(operands[operands.startIndex])])
    registers[Int(i.target)] = registers[Int(operands[operands.startIndex + taken])]
  }
}

extension ScalarMachine {
  static func value(of program: Program, at point: Point) -> S {
    withUnsafeTemporaryAllocation(of: S.self, capacity: program.registerCount) { buffer in
      guard let registers = buffer.baseAddress else { return .nan }
      registers[Program.registerX] = S(point.x)
      registers[Program.registerY] = S(point.y)
      for (index, constant) in program.constants.enumerated() {
        registers[Program.firstConstant + index] = S(constant)
      }
      ScalarMachine(registers: registers).run(0..<program.instructions.count, of: program)
      return registers[program.result]
    }
  }

}

extension ScalarMachine<Double> {
  /// The result of one operation on constants.
  static func fold(_ operation: Operation, _ a: Double, _ b: Double = 0, immediate: Double = 0)
    -> Double
  {
    fold(operation, [a, b], immediate: immediate, a: 0, b: 1)
  }

  static func fold(extremum operation: Operation, _ operands: [Double]) -> Double {
    fold(operation, operands, immediate: 0, a: 0, b: Int32(operands.count))
  }

  private static func fold(
    _ operation: Operation, _ values: [Double], immediate: Double, a: Int32, b: Int32
  ) -> Double {
    let instruction = Instruction(
      operation: operation, target: Int32(values.count), a: a, b: b, immediate: immediate,
      maskA: SIMD2(), maskB: SIMD2())
    var registers = values + [.nan]
    let indices = Array(Int32(0)..<Int32(values.count))
    registers.withUnsafeMutableBufferPointer { registers in
      guard let base = registers.baseAddress else { return }
      indices.withUnsafeBufferPointer {
        ScalarMachine(registers: base).execute(instruction, operands: $0)
      }
    }
    return registers[values.count]
  }
}
