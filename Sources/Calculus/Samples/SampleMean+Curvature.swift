extension SampleMean {
  /// The mean with its first and second derivatives, row by row.
  func expansion(at point: Point) -> Expansion {
    let width = min(Self.blockSize, rowCount)
    // One run of lanes for the value and each of the five derivatives.
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
