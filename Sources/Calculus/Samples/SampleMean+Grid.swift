extension SampleMean {
  func value(at point: Point) -> Double {
    values(xs: [point.x], ys: [point.y], accuracy: .exact)[0]
  }

  /// The means on a grid, row-major: `ys.count` rows of `xs.count` values.
  ///
  /// What depends on x or y alone, and the row, is computed once per column or line of the grid.
  func values(xs: [Double], ys: [Double], accuracy: GridAccuracy) -> [Double] {
    var sums = [Double](repeating: 0, count: xs.count * ys.count)
    guard !sums.isEmpty else { return sums }
    let registerCount = program.registerCount
    let memory = UnsafeMutablePointer<Double>.allocate(capacity: registerCount * Self.blockSize)
    memory.initialize(repeating: 0, count: registerCount * Self.blockSize)
    let lanes = UnsafeMutablePointer<UnsafeMutablePointer<Double>>.allocate(capacity: registerCount)
    for register in 0..<registerCount {
      (lanes + register).initialize(to: memory + register * Self.blockSize)
    }
    for (index, constant) in program.constants.enumerated() {
      lanes[Program.firstConstant + index].update(repeating: constant, count: Self.blockSize)
    }
    let exportSize = layout.exportsX.count * Self.blockSize
    let columns = UnsafeMutablePointer<Double>.allocate(capacity: max(1, xs.count * exportSize))
    defer {
      memory.deallocate()
      lanes.deallocate()
      columns.deallocate()
    }
    for start in stride(from: 0, to: rowCount, by: Self.blockSize) {
      let count = min(Self.blockSize, rowCount - start)
      table.withUnsafeBufferPointer { table in
        for (index, register) in layout.stored.enumerated() {
          for lane in 0..<count { lanes[register][lane] = table[index * rowCount + start + lane] }
        }
      }
      let machine = LaneMachine(lanes: lanes, count: count, accuracy: accuracy)
      for register in layout.exportsX { lanes[register] = memory + register * Self.blockSize }
      for (column, x) in xs.enumerated() {
        lanes[Program.registerX].update(repeating: x, count: count)
        machine.run(layout.point.x, of: program)
        machine.run(layout.row.x, of: program)
        for (index, register) in layout.exportsX.enumerated() {
          (columns + column * exportSize + index * Self.blockSize).update(
            from: lanes[register], count: count)
        }
      }
      for (line, y) in ys.enumerated() {
        lanes[Program.registerY].update(repeating: y, count: count)
        machine.run(layout.point.y, of: program)
        machine.run(layout.row.y, of: program)
        for column in xs.indices {
          for (index, register) in layout.exportsX.enumerated() {
            lanes[register] = columns + column * exportSize + index * Self.blockSize
          }
          machine.run(layout.point.both, of: program)
          machine.run(layout.row.both, of: program)
          sums[line * xs.count + column] += Self.sum(lanes[program.result], count)
        }
      }
    }
    for index in sums.indices { sums[index] /= Double(rowCount) }
    return sums
  }
}
