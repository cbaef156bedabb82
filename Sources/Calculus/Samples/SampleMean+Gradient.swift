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

  /// Computes what does not depend on the row, once, and copies it to every lane that reads it.
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
