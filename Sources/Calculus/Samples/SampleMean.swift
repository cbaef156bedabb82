/// The mean of one sample's function of x, y and the columns over the rows of a table.
///
/// Rows are computed in blocks of lanes and summed block by block, always in the same order, so
/// that value, gradient, Hessian and exact grid agree in every bit of the mean. Values that
/// overflow on the way are not computed again in wider numbers, as those of a single formula are.
final class SampleMean: Sendable {
  /// Lanes in a block, so few that its registers stay in the fastest cache.
  static let blockSize = DualLaneMachine.width

  let layout: SampleLayout
  let rowCount: Int
  /// The stored registers of the layout, row by row, one after the other.
  let table: [Double]

  var program: Program { layout.program }

  init(layout: SampleLayout, columns: [[Double]]) {
    self.layout = layout
    let rowCount = columns[0].count
    let program = layout.program
    var table = [Double](repeating: 0, count: layout.stored.count * rowCount)
    var registers = [Double](repeating: 0, count: program.registerCount)
    for (index, constant) in program.constants.enumerated() {
      registers[Program.firstConstant + index] = constant
    }
    registers.withUnsafeMutableBufferPointer { registers in
      guard let base = registers.baseAddress else { return }
      let machine = ScalarMachine(registers: base)
      for row in 0..<rowCount {
        for (place, register) in layout.columnRegisters.enumerated() {
          if let register { registers[register] = columns[place][row] }
        }
        machine.run(layout.fixed, of: program)
        for (index, register) in layout.stored.enumerated() {
          table[index * rowCount + row] = registers[register]
        }
      }
    }
    self.rowCount = rowCount
    self.table = table
  }

  /// The sum of a block in four interleaved parts: fast, and always in the same order.
  static func sum(_ lanes: UnsafePointer<Double>, _ count: Int) -> Double {
    var parts = SIMD4<Double>()
    let whole = count & ~3
    for lane in stride(from: 0, to: whole, by: 4) {
      parts += SIMD4(lanes[lane], lanes[lane + 1], lanes[lane + 2], lanes[lane + 3])
    }
    var sum = (parts.x + parts.y) + (parts.z + parts.w)
    for lane in whole..<count { sum += lanes[lane] }
    return sum
  }
}

extension SampleMean {
  func value(at point: Point) -> Double {
    values(xs: [point.x], ys: [point.y], accuracy: .exact)[0]
  }

  /// The means on a grid, row-major: `ys.count` rows of `xs.count` values.
  ///
  /// Subexpressions of the row and x, or the row and y, are computed once per column or line of the
  /// grid.
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
