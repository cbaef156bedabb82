extension SampleMean {
  /// The mean and its gradient, over all rows or the given ones.
  func evaluate(at point: Point, rows: [Int]? = nil) -> Evaluation {
    let count = rows?.count ?? rowCount
    let width = min(Self.blockSize, count)
    let memory = UnsafeMutablePointer<Double>.allocate(
      capacity: program.registerCount * DualLaneMachine.registerSize)
    defer { memory.deallocate() }
    memory.initialize(repeating: 0, count: program.registerCount * DualLaneMachine.registerSize)
    let lanes = DualLaneMachine(memory: memory, count: width)
    broadcast(point, to: lanes)
    let result = lanes[Int32(program.result)]
    var sum = Dual(value: 0, gradient: Point())
    for start in stride(from: 0, to: count, by: width) {
      let block = start..<min(start + width, count)
      load(block, of: rows, into: lanes)
      DualLaneMachine(memory: memory, count: block.count).run(layout.row.all, of: program)
      sum.value += Self.sum(result, block.count)
      sum.gradient += Point(
        Self.sum(result + DualLaneMachine.x, block.count),
        Self.sum(result + DualLaneMachine.y, block.count))
    }
    return Evaluation(loss: sum.value / Double(count), gradient: sum.gradient / Double(count))
  }

  /// Computes the values that do not depend on the row once, and copies them to each lane that
  /// reads them.
  private func broadcast(_ point: Point, to lanes: DualLaneMachine) {
    withUnsafeTemporaryAllocation(of: Dual.self, capacity: program.registerCount) { buffer in
      guard let registers = buffer.baseAddress else { return }
      registers[Program.registerX] = Dual(value: point.x, gradient: Point(1, 0))
      registers[Program.registerY] = Dual(value: point.y, gradient: Point(0, 1))
      for (index, constant) in program.constants.enumerated() {
        registers[Program.firstConstant + index] = Dual(value: constant, gradient: Point())
      }
      DualMachine(registers: registers).run(layout.point.all, of: program)
      for register in layout.broadcast {
        lanes.fill(register, with: registers[register])
      }
    }
  }

  private func load(_ block: Range<Int>, of rows: [Int]?, into lanes: DualLaneMachine) {
    table.withUnsafeBufferPointer { table in
      for (index, register) in layout.stored.enumerated() {
        let column = index * rowCount
        let target = lanes[Int32(register)]
        if let rows {
          for (lane, place) in block.enumerated() { target[lane] = table[column + rows[place]] }
        } else {
          for (lane, row) in block.enumerated() { target[lane] = table[column + row] }
        }
      }
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
            lanes[lane] = jet.value
            lanes[width + lane] = jet.x
            lanes[2 * width + lane] = jet.y
            lanes[3 * width + lane] = jet.xx
            lanes[4 * width + lane] = jet.xy
            lanes[5 * width + lane] = jet.yy
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
