/// The registers of the operands of `min`, `max` or `choose`.
typealias Operands = Slice<UnsafeBufferPointer<Int32>>

/// What a program runs on: registers of one kind of number, and how a rule acts on them.
protocol Machine {
  func apply<R: UnaryRule>(_ rule: R, _ instruction: Instruction)
  func apply<R: BinaryRule>(_ rule: R, _ instruction: Instruction)
  func apply(_ extremum: Extremum, _ instruction: Instruction, operands: Operands)
  func apply(_ choice: Choice, _ instruction: Instruction, operands: Operands)
}

extension Machine {
  /// Runs a part of a program: the one interpreter for every kind of number.
  @inline(__always)
  func run(_ part: Range<Int>, of program: Program) {
    program.instructions.withUnsafeBufferPointer { instructions in
      program.operands.withUnsafeBufferPointer { operands in
        for index in part {
          execute(instructions[index], operands: operands)
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
