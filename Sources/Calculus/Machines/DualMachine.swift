/// A value and its gradient by x and y.
struct Dual {
  var value: Double
  var gradient: Point
}

extension Dual {
  @inline(__always)
  fileprivate init<R: UnaryRule>(_ rule: R, _ u: Dual, _ mask: SIMD2<UInt64>) {
    value = rule.value(u.value)
    gradient = (rule.first(u.value, value) * u.gradient).masked(by: mask)
  }

  @inline(__always)
  fileprivate init<R: BinaryRule>(
    _ rule: R, _ a: Dual, _ b: Dual, _ maskA: SIMD2<UInt64>, _ maskB: SIMD2<UInt64>
  ) {
    value = rule.value(a.value, b.value)
    let slope = rule.first(a.value, b.value, value)
    gradient = (slope.a * a.gradient).masked(by: maskA) + (slope.b * b.gradient).masked(by: maskB)
  }
}

/// Computes value and gradient in one pass (forward mode), both derivatives in one vector.
struct DualMachine: Machine {
  let registers: UnsafeMutablePointer<Dual>

  @inline(__always)
  func apply<R: UnaryRule>(_ rule: R, _ i: Instruction) {
    registers[Int(i.target)] = Dual(rule, registers[Int(i.a)], i.maskA)
  }

  @inline(__always)
  func apply<R: BinaryRule>(_ rule: R, _ i: Instruction) {
    registers[Int(i.target)] = Dual(
      rule, registers[Int(i.a)], registers[Int(i.b)], i.maskA, i.maskB)
  }

  @inline(__always)
  func applyPair(_ i: Instruction) {
    let (a, b) = (registers[Int(i.a)], registers[Int(i.b)])
    switch i.operation {
    case .add: apply(i.next, to: Dual(Addition(), a, b, i.maskA, i.maskB), i)
    case .subtract: apply(i.next, to: Dual(Subtraction(), a, b, i.maskA, i.maskB), i)
    case .multiply: apply(i.next, to: Dual(Multiplication(), a, b, i.maskA, i.maskB), i)
    default: apply(i.next, to: Dual(Square(), a, i.maskA), i)
    }
  }

  /// The second operation of a pair.
  @inline(__always)
  private func apply(_ operation: Operation?, to first: Dual, _ i: Instruction) {
    let c = registers[Int(i.c)]
    let mask = i.maskA | i.maskB
    registers[Int(i.target)] =
      switch operation {
      case .add: Dual(Addition(), first, c, mask, i.maskC)
      case .subtract where i.isReversed: Dual(Subtraction(), c, first, i.maskC, mask)
      case .subtract: Dual(Subtraction(), first, c, mask, i.maskC)
      case .multiply: Dual(Multiplication(), first, c, mask, i.maskC)
      default: Dual(Square(), first, mask)
      }
  }

  func apply(_ extremum: Extremum, _ i: Instruction, operands: Operands) {
    var value = registers[Int(operands[operands.startIndex])].value
    for operand in operands.dropFirst() {
      value = extremum.value(value, registers[Int(operand)].value)
    }
    var sum = Point()
    var ties = 0.0
    for operand in operands where registers[Int(operand)].value == value {
      sum += registers[Int(operand)].gradient
      ties += 1
    }
    // Without a tie the value is NaN, and so is 0/0.
    registers[Int(i.target)] = Dual(value: value, gradient: (sum / ties).masked(by: i.maskA))
  }

  func apply(_ choice: Choice, _ i: Instruction, operands: Operands) {
    let taken = choice.taken(registers[Int(operands[operands.startIndex])].value)
    var result = registers[Int(operands[operands.startIndex + taken])]
    if taken == 0 { result.gradient = Point(.nan, .nan).masked(by: i.maskA) }
    registers[Int(i.target)] = result
  }
}

extension DualMachine {
  static func evaluate(_ program: Program, at point: Point) -> Evaluation {
    withUnsafeTemporaryAllocation(of: Dual.self, capacity: program.registerCount) { buffer in
      guard let registers = buffer.baseAddress else {
        return Evaluation(loss: .nan, gradient: Point())
      }
      registers[Program.registerX] = Dual(value: point.x, gradient: Point(1, 0))
      registers[Program.registerY] = Dual(value: point.y, gradient: Point(0, 1))
      for (index, constant) in program.constants.enumerated() {
        registers[Program.firstConstant + index] = Dual(value: constant, gradient: Point())
      }
      DualMachine(registers: registers).run(0..<program.instructions.count, of: program)
      let result = registers[program.result]
      return Evaluation(loss: result.value, gradient: result.gradient)
    }
  }
}

extension Point {
  /// The vector with 0 in each coordinate that the mask does not set, even where it was NaN.
  @inline(__always)
  fileprivate func masked(by mask: SIMD2<UInt64>) -> Point {
    unsafeBitCast(unsafeBitCast(self, to: SIMD2<UInt64>.self) & mask, to: Point.self)
  }
}
