extension SampleMean {
  /// The mean and its gradient, over all rows or the given ones.
  func evaluate(at point: Point, rows: [Int]? = nil) -> Evaluation {
    let count = rows?.count ?? rowCount
    let width = min(Self.blockSize, count)
    let registerCount = program.registerCount
    let memory = UnsafeMutablePointer<Double>.allocate(capacity: 3 * width * registerCount)
    memory.initialize(repeating: 0, count: 3 * width * registerCount)
    let lanes = UnsafeMutablePointer<DualLanes>.allocate(capacity: registerCount)
    defer {
      memory.deallocate()
      lanes.deallocate()
    }
    for register in 0..<registerCount {
      let start = memory + 3 * width * register
      (lanes + register).initialize(
        to: DualLanes(value: start, x: start + width, y: start + 2 * width))
    }
    broadcast(point, to: lanes, width: width)
    let result = lanes[program.result]
    var sum = Dual(value: 0, gradient: Point())
    for start in stride(from: 0, to: count, by: width) {
      let block = start..<min(start + width, count)
      load(block, of: rows, into: lanes)
      DualLaneMachine(lanes: lanes, count: block.count).run(layout.row.all, of: program)
      sum.value += Self.sum(result.value, block.count)
      sum.gradient += Point(Self.sum(result.x, block.count), Self.sum(result.y, block.count))
    }
    return Evaluation(loss: sum.value / Double(count), gradient: sum.gradient / Double(count))
  }

  /// Computes the values that do not depend on the row once, and copies them to each lane that
  /// reads them.
  private func broadcast(
    _ point: Point, to lanes: UnsafeMutablePointer<DualLanes>, width: Int
  ) {
    withUnsafeTemporaryAllocation(of: Dual.self, capacity: program.registerCount) { buffer in
      guard let registers = buffer.baseAddress else { return }
      registers[Program.registerX] = Dual(value: point.x, gradient: Point(1, 0))
      registers[Program.registerY] = Dual(value: point.y, gradient: Point(0, 1))
      for (index, constant) in program.constants.enumerated() {
        registers[Program.firstConstant + index] = Dual(value: constant, gradient: Point())
      }
      DualMachine(registers: registers).run(layout.point.all, of: program)
      for register in layout.broadcast {
        lanes[register].value.update(repeating: registers[register].value, count: width)
        lanes[register].x.update(repeating: registers[register].gradient.x, count: width)
        lanes[register].y.update(repeating: registers[register].gradient.y, count: width)
      }
    }
  }

  private func load(
    _ block: Range<Int>, of rows: [Int]?, into lanes: UnsafeMutablePointer<DualLanes>
  ) {
    table.withUnsafeBufferPointer { table in
      for (index, register) in layout.stored.enumerated() {
        let column = index * rowCount
        let target = lanes[register].value
        if let rows {
          for (lane, place) in block.enumerated() { target[lane] = table[column + rows[place]] }
        } else {
          for (lane, row) in block.enumerated() { target[lane] = table[column + row] }
        }
      }
    }
  }
}

/// Values and gradients of a block of rows: three runs of doubles in memory.
struct DualLanes {
  var value: UnsafeMutablePointer<Double>
  var x: UnsafeMutablePointer<Double>
  var y: UnsafeMutablePointer<Double>
}

/// Computes values and gradients of a block of rows at once.
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

extension SampleMean {
  /// The mean with its first and second derivatives, row by row.
  func expansion(at point: Point) -> Expansion {
    let width = min(Self.blockSize, rowCount)
    // One run of lanes for the value and one for each of the five derivatives.
    let parts = 6
    var sums = [Double](repeating: 0, count: parts)
    withUnsafeTemporaryAllocation(of: Jet<Double>.self, capacity: program.registerCount) { buffer in
      withUnsafeTemporaryAllocation(of: Double.self, capacity: parts * width) { lanes in
        guard let registers = buffer.baseAddress, let lanes = lanes.baseAddress else { return }
        registers[Program.registerX] = Jet(value: point.x, x: 1)
        registers[Program.registerY] = Jet(value: point.y, y: 1)
        for (index, constant) in program.constants.enumerated() {
          registers[Program.firstConstant + index] = Jet(value: constant)
        }
        let machine = JetMachine<Double>(registers: registers)
        machine.run(layout.point.all, of: program)
        for start in stride(from: 0, to: rowCount, by: width) {
          let count = min(width, rowCount - start)
          for lane in 0..<count {
            for (index, register) in layout.stored.enumerated() {
              registers[register] = Jet(value: table[index * rowCount + start + lane])
            }
            machine.run(layout.row.all, of: program)
            let jet = registers[program.result]
            for (part, number) in [jet.value, jet.x, jet.y, jet.xx, jet.xy, jet.yy].enumerated() {
              lanes[part * width + lane] = number
            }
          }
          for part in 0..<parts { sums[part] += Self.sum(lanes + part * width, count) }
        }
      }
    }
    let means = sums.map { $0 / Double(rowCount) }
    return Expansion(
      loss: means[0], gradient: Point(means[1], means[2]),
      hessian: Hessian(xx: means[3], xy: means[4], yy: means[5]))
  }
}
