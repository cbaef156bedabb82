/// The mean over the rows of a table of one sample's function of x, y and the columns.
///
/// Rows are computed in blocks of lanes and summed block by block, always in the same order, so that
/// value, gradient, Hessian and exact grid agree in every bit of the mean. Values that overflow on the
/// way are not taken again in wider numbers, as they are for a formula alone.
final class SampleMean: Sendable {
  /// Lanes a block: the registers of it stay in the fastest cache.
  static let blockSize = 64

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

  /// The sum of a block, in four interleaved parts: quick, and always in the same order.
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
