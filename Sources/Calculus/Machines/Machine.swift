/// The registers of the operands of `min`, `max` or `choose`.
typealias Operands = Slice<UnsafeBufferPointer<Int32>>

/// Runs programs: registers of one kind of number, and how a rule acts on them.
protocol Machine {
  func apply<R: UnaryRule>(_ rule: R, _ instruction: Instruction)
  func apply<R: BinaryRule>(_ rule: R, _ instruction: Instruction)
  func apply(_ extremum: Extremum, _ instruction: Instruction, operands: Operands)
  func apply(_ choice: Choice, _ instruction: Instruction, operands: Operands)
  /// Does the two operations of an instruction.
  func applyPair(_ instruction: Instruction)
}

extension Machine {
  /// Runs a part of a program: the one interpreter for every kind of number.
  @inline(__always)
  func run(_ part: Range<Int>, of program: Program) {
    program.instructions.withUnsafeBufferPointer { instructions in
      program.operands.withUnsafeBufferPointer { operands in
        for index in part {
          let instruction = instructions[index]
          if instruction.next == nil {
            execute(instruction, operands: operands)
          } else {
            applyPair(instruction)
          }
        }
      }
    }
  }

  @inline(__always)
  func execute(_ i: Instruction, operands: UnsafeBufferPointer<Int32>) {
    switch i.operation {
    case .add: apply(Addition(), i)
    case .subtract: apply(Subtraction(), i)
    case .multiply: apply(Multiplication(), i)
    case .divide: apply(Division(), i)
    case .negate: apply(Negation(), i)
    case .square: apply(Square(), i)
    case .sqrt: apply(SquareRoot(), i)
    case .cbrt: apply(CubeRoot(), i)
    case .hypot: apply(Hypotenuse(), i)
    case .power: apply(Power(), i)
    case .powerConstant: apply(ConstantPower(exponent: i.immediate), i)
    case .exponential: apply(ConstantBase(base: i.immediate), i)
    case .exp: apply(Exponential(), i)
    case .expm1: apply(ExponentialMinusOne(), i)
    case .log: apply(Logarithm(), i)
    case .log2: apply(Logarithm2(), i)
    case .log10: apply(Logarithm10(), i)
    case .log1p: apply(LogarithmOnePlus(), i)
    case .sin: apply(Sine(), i)
    case .cos: apply(Cosine(), i)
    case .tan: apply(Tangent(), i)
    case .asin: apply(ArcSine(), i)
    case .acos: apply(ArcCosine(), i)
    case .atan: apply(ArcTangent(), i)
    case .atan2: apply(ArcTangent2(), i)
    case .sinh: apply(HyperbolicSine(), i)
    case .cosh: apply(HyperbolicCosine(), i)
    case .tanh: apply(HyperbolicTangent(), i)
    case .asinh: apply(InverseHyperbolicSine(), i)
    case .acosh: apply(InverseHyperbolicCosine(), i)
    case .atanh: apply(InverseHyperbolicTangent(), i)
    case .erf: apply(ErrorFunction(), i)
    case .sigmoid: apply(Sigmoid(), i)
    case .softplus: apply(Softplus(), i)
    case .relu: apply(Rectifier(), i)
    case .abs: apply(AbsoluteValue(), i)
    case .sign: apply(Sign(), i)
    case .floor: apply(Floor(), i)
    case .ceil: apply(Ceiling(), i)
    case .min: apply(Extremum(isMaximum: false), i, operands: operands[i.operandRange])
    case .max: apply(Extremum(isMaximum: true), i, operands: operands[i.operandRange])
    case .mod: apply(Modulo(), i)
    case .less: apply(LessThan(), i)
    case .equal: apply(Equality(), i)
    case .and: apply(Conjunction(), i)
    case .choose: apply(Choice(), i, operands: operands[i.operandRange])
    }
  }
}

extension Machine {
  /// One after the other, with the first result in the register of the second.
  func applyPair(_ i: Instruction) {
    applyPairable(i)
    applyPairable(i.second)
  }

  private func applyPairable(_ i: Instruction) {
    switch i.operation {
    case .add: apply(Addition(), i)
    case .subtract: apply(Subtraction(), i)
    case .multiply: apply(Multiplication(), i)
    case .square: apply(Square(), i)
    default: preconditionFailure("no pair has the operation \(i.operation)")
    }
  }
}

/// Computes values without derivatives.
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
