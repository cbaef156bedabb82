/// A value with its first and second derivatives by x and y.
struct Jet<S: Scalar> {
  var value: S
  var x = S.zero
  var y = S.zero
  var xx = S.zero
  var xy = S.zero
  var yy = S.zero
}

/// Computes value, gradient and Hessian in one pass.
struct JetMachine<S: Scalar>: Machine {
  let registers: UnsafeMutablePointer<Jet<S>>

  func apply<R: UnaryRule>(_ rule: R, _ i: Instruction) {
    let u = registers[Int(i.a)]
    let value = rule.value(u.value)
    let d = rule.first(u.value, value)
    let (onX, onY) = (i.maskA.x != 0, i.maskA.y != 0)
    var jet = Jet(value: value)
    if onX { (jet.x, jet.xx) = (d * u.x, d * u.xx) }
    if onY { (jet.y, jet.yy) = (d * u.y, d * u.yy) }
    if onX, onY { jet.xy = d * u.xy }
    if !rule.isLinear {
      let c = rule.second(u.value, value)
      if onX { jet.xx = jet.xx + c.times(u.x, u.x) }
      if onX, onY { jet.xy = jet.xy + c.times(u.x, u.y) }
      if onY { jet.yy = jet.yy + c.times(u.y, u.y) }
    }
    registers[Int(i.target)] = jet
  }

  func apply<R: BinaryRule>(_ rule: R, _ i: Instruction) {
    let a = registers[Int(i.a)]
    let b = registers[Int(i.b)]
    let value = rule.value(a.value, b.value)
    let d = rule.first(a.value, b.value, value)
    let (aX, aY) = (i.maskA.x != 0, i.maskA.y != 0)
    let (bX, bY) = (i.maskB.x != 0, i.maskB.y != 0)
    var jet = Jet(value: value)
    if aX { (jet.x, jet.xx) = (d.a * a.x, d.a * a.xx) }
    if aY { (jet.y, jet.yy) = (d.a * a.y, d.a * a.yy) }
    if aX, aY { jet.xy = d.a * a.xy }
    if bX { (jet.x, jet.xx) = (jet.x + d.b * b.x, jet.xx + d.b * b.xx) }
    if bY { (jet.y, jet.yy) = (jet.y + d.b * b.y, jet.yy + d.b * b.yy) }
    if bX, bY { jet.xy = jet.xy + d.b * b.xy }
    defer { registers[Int(i.target)] = jet }

    if case .none = rule.bend { return }
    let c = rule.second(a.value, b.value, value)
    if aX, bX { jet.xx = jet.xx + S(2) * c.ab.times(a.x, b.x) }
    if aX, bY { jet.xy = jet.xy + c.ab.times(a.x, b.y) }
    if aY, bX { jet.xy = jet.xy + c.ab.times(a.y, b.x) }
    if aY, bY { jet.yy = jet.yy + S(2) * c.ab.times(a.y, b.y) }

    if case .mixed = rule.bend { return }
    if aX { jet.xx = jet.xx + c.aa.times(a.x, a.x) }
    if aX, aY { jet.xy = jet.xy + c.aa.times(a.x, a.y) }
    if aY { jet.yy = jet.yy + c.aa.times(a.y, a.y) }
    if bX { jet.xx = jet.xx + c.bb.times(b.x, b.x) }
    if bX, bY { jet.xy = jet.xy + c.bb.times(b.x, b.y) }
    if bY { jet.yy = jet.yy + c.bb.times(b.y, b.y) }
  }

  func apply(_ extremum: Extremum, _ i: Instruction, operands: Operands) {
    var value = registers[Int(operands[operands.startIndex])].value
    for operand in operands.dropFirst() {
      value = extremum.value(value, registers[Int(operand)].value)
    }
    var jet = Jet(value: value)
    var ties = S.zero
    for operand in operands where registers[Int(operand)].value == value {
      let tied = registers[Int(operand)]
      jet.x = jet.x + tied.x
      jet.y = jet.y + tied.y
      jet.xx = jet.xx + tied.xx
      jet.xy = jet.xy + tied.xy
      jet.yy = jet.yy + tied.yy
      ties = ties + .one
    }
    // Without a tie the value is NaN, and so is 0/0.
    let (onX, onY) = (i.maskA.x != 0, i.maskA.y != 0)
    jet.x = onX ? jet.x / ties : .zero
    jet.y = onY ? jet.y / ties : .zero
    jet.xx = onX ? jet.xx / ties : .zero
    jet.xy = onX && onY ? jet.xy / ties : .zero
    jet.yy = onY ? jet.yy / ties : .zero
    registers[Int(i.target)] = jet
  }

  func apply(_ choice: Choice, _ i: Instruction, operands: Operands) {
    let taken = choice.taken(registers[Int(operands[operands.startIndex])].value)
    var result = registers[Int(operands[operands.startIndex + taken])]
    if taken == 0 {
      let (onX, onY) = (i.maskA.x != 0, i.maskA.y != 0)
      if onX { (result.x, result.xx) = (.nan, .nan) }
      if onY { (result.y, result.yy) = (.nan, .nan) }
      if onX, onY { result.xy = .nan }
    }
    registers[Int(i.target)] = result
  }
}

extension JetMachine {
  static func jet(of program: Program, at point: Point) -> Jet<S> {
    withUnsafeTemporaryAllocation(of: Jet<S>.self, capacity: program.registerCount) { buffer in
      guard let registers = buffer.baseAddress else { return Jet(value: .nan) }
      registers[Program.registerX] = Jet(value: S(point.x), x: .one)
      registers[Program.registerY] = Jet(value: S(point.y), y: .one)
      for (index, constant) in program.constants.enumerated() {
        registers[Program.firstConstant + index] = Jet(value: S(constant))
      }
      JetMachine(registers: registers).run(0..<program.instructions.count, of: program)
      return registers[program.result]
    }
  }
}
