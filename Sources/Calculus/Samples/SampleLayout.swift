/// The program of one sample, its instructions ordered by what they depend on.
///
/// Every value has a register of its own, so that the parts can be run separately.
struct SampleLayout: Sendable {
  let program: Program
  /// Instructions that depend on the row alone: run once for all points.
  let fixed: Range<Int>
  /// Instructions that do not depend on the row, by the coordinates that they depend on, and after
  /// them those that do.
  let point: Parts
  let row: Parts
  /// The registers of the columns themselves, by the column's place; nil if it is not used.
  let columnRegisters: [Int?]
  /// The registers that depend on the row alone and are read at every point.
  let stored: [Int]
  /// The registers that do not depend on the row and are read for every row.
  let broadcast: [Int]
  /// The registers that depend on x but not on y and are read by what depends on both.
  let exportsX: [Int]

  struct Parts: Sendable {
    let x: Range<Int>
    let y: Range<Int>
    let both: Range<Int>

    var all: Range<Int> { x.lowerBound..<both.upperBound }
  }
}

extension ProgramBuilder {
  func laidOutForSamples(result: Value) -> SampleLayout {
    let needed = valuesNeeded(for: result)
    let pairs = pairs(of: needed, keeping: result)
    let constants = needed.filter { dependences[$0].isEmpty }
    var registers = Registers(count: sources.count)
    registers.reserve(Program.firstConstant)
    var columnRegisters: [Int?] = []
    for (value, source) in sources.enumerated() {
      if source == .x { registers.assign(value, to: Program.registerX) }
      if source == .y { registers.assign(value, to: Program.registerY) }
    }
    for value in constants + needed where !isCoordinate(value) && registers[value] < 0 {
      registers.assignFree(value)
      if case .column(let place) = sources[value] {
        while columnRegisters.count <= place { columnRegisters.append(nil) }
        columnRegisters[place] = Int(registers[value])
      }
    }

    var instructions: [Instruction] = []
    var listedOperands: [Int32] = []
    func part(_ dependence: Dependence) -> Range<Int> {
      let start = instructions.count
      for value in needed
      where dependences[value] == dependence && !operands(of: value).isEmpty
        && !pairs.firsts.contains(value)
      {
        instructions.append(instruction(for: value, pairs, registers, &listedOperands))
      }
      return start..<instructions.count
    }
    let fixed = part(.row)
    let point = SampleLayout.Parts(x: part(.x), y: part(.y), both: part(.both))
    let row = SampleLayout.Parts(
      x: part([.x, .row]), y: part([.y, .row]), both: part([.both, .row]))

    /// The registers of the values with `property` that are the result or that values with
    /// `reading` read.
    func read(_ property: (Dependence) -> Bool, by reading: (Dependence) -> Bool) -> [Int] {
      var values = Set(needed.filter { reading(dependences[$0]) }.flatMap(operands))
      values.insert(result)
      return values.sorted().filter { property(dependences[$0]) }.map { Int(registers[$0]) }
    }
    let program = Program(
      constants: constants.map { constantValue($0) ?? .nan }, instructions: instructions,
      partX: 0..<0, partY: 0..<0, operands: listedOperands, registerCount: registers.count,
      result: Int(registers[result]), resultDependence: dependences[result],
      exportsX: [], exportsY: [])
    return SampleLayout(
      program: program, fixed: fixed, point: point, row: row, columnRegisters: columnRegisters,
      stored: read({ $0 == .row }, by: { $0 != .row }),
      broadcast: read({ !$0.contains(.row) }, by: { $0.contains(.row) }),
      exportsX: read(
        { $0.contains(.x) && !$0.contains(.y) }, by: { $0.isSuperset(of: .both) }))
  }

  private func isCoordinate(_ value: Value) -> Bool {
    sources[value] == .x || sources[value] == .y
  }
}
