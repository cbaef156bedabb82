/// Values and gradients of a block of rows: three runs of doubles in memory.
struct DualLanes {
  var value: UnsafeMutablePointer<Double>
  var x: UnsafeMutablePointer<Double>
  var y: UnsafeMutablePointer<Double>
}

/// Values and gradients of a block of rows at once.
///
/// The derivatives by a coordinate that a register does not depend on are never written or read. A
/// target never overlaps an operand.
struct DualLaneMachine: Machine {
  let lanes: UnsafeMutablePointer<DualLanes>
  let count: Int

  @inline(__always)
  func apply<R: UnaryRule>(_ rule: R, _ i: Instruction) {
    let (u, target) = (lanes[Int(i.a)], lanes[Int(i.target)])
    let (onX, onY) = (i.maskA.x != 0, i.maskA.y != 0)
    for lane in 0..<count {
      let value = rule.value(u.value[lane])
      target.value[lane] = value
      let slope = rule.first(u.value[lane], value)
      if onX { target.x[lane] = slope * u.x[lane] }
      if onY { target.y[lane] = slope * u.y[lane] }
    }
  }

  @inline(__always)
  func apply<R: BinaryRule>(_ rule: R, _ i: Instruction) {
    let (a, b, target) = (lanes[Int(i.a)], lanes[Int(i.b)], lanes[Int(i.target)])
    let (aX, aY) = (i.maskA.x != 0, i.maskA.y != 0)
    let (bX, bY) = (i.maskB.x != 0, i.maskB.y != 0)
    for lane in 0..<count {
      let (p, q) = (a.value[lane], b.value[lane])
      let value = rule.value(p, q)
      target.value[lane] = value
      let slope = rule.first(p, q, value)
      switch (aX, bX) {
      case (true, true): target.x[lane] = slope.a * a.x[lane] + slope.b * b.x[lane]
      case (true, false): target.x[lane] = slope.a * a.x[lane]
      case (false, true): target.x[lane] = slope.b * b.x[lane]
      case (false, false): break
      }
      switch (aY, bY) {
      case (true, true): target.y[lane] = slope.a * a.y[lane] + slope.b * b.y[lane]
      case (true, false): target.y[lane] = slope.a * a.y[lane]
      case (false, true): target.y[lane] = slope.b * b.y[lane]
      case (false, false): break
      }
    }
  }

  func apply(_ extremum: Extremum, _ i: Instruction, operands: Operands) {
    let target = lanes[Int(i.target)]
    // The mask is that of all operands together; one that does not depend on a coordinate has
    // zeros there.
    let (onX, onY) = (i.maskA.x != 0, i.maskA.y != 0)
    for lane in 0..<count {
      var value = lanes[Int(operands[operands.startIndex])].value[lane]
      for operand in operands.dropFirst() {
        value = extremum.value(value, lanes[Int(operand)].value[lane])
      }
      var (x, y, ties) = (0.0, 0.0, 0.0)
      for register in operands {
        let operand = lanes[Int(register)]
        guard operand.value[lane] == value else { continue }
        if onX { x += operand.x[lane] }
        if onY { y += operand.y[lane] }
        ties += 1
      }
      // Without a tie the value is NaN, and so is 0/0.
      target.value[lane] = value
      if onX { target.x[lane] = x / ties }
      if onY { target.y[lane] = y / ties }
    }
  }

  func apply(_ choice: Choice, _ i: Instruction, operands: Operands) {
    let target = lanes[Int(i.target)]
    let (onX, onY) = (i.maskA.x != 0, i.maskA.y != 0)
    let condition = lanes[Int(operands[operands.startIndex])].value
    for lane in 0..<count {
      let taken = choice.taken(condition[lane])
      let operand = lanes[Int(operands[operands.startIndex + taken])]
      target.value[lane] = operand.value[lane]
      if onX { target.x[lane] = taken == 0 ? .nan : operand.x[lane] }
      if onY { target.y[lane] = taken == 0 ? .nan : operand.y[lane] }
    }
  }
}
