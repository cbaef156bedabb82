/// From numbered values to instructions: which are needed, in which order, in which register.
extension ProgramBuilder {
  func laidOut(result: Value) -> Program {
    let needed = valuesNeeded(for: result)
    let pairs = pairs(of: needed, keeping: result)
    let constants = needed.filter { dependences[$0].isEmpty }
    let computed = needed.filter { !operands(of: $0).isEmpty && !pairs.firsts.contains($0) }
    let partX = computed.filter { dependences[$0] == .x }
    let partY = computed.filter { dependences[$0] == .y }
    let mixed = computed.filter { dependences[$0] == .both }

    // A value that the mixed part or the caller reads is kept.
    var kept = Set(
      mixed.flatMap { pairs.operands(of: $0, in: self) }.filter { dependences[$0] != .both })
    kept.insert(result)
    var registers = Registers(count: sources.count)
    registers.reserve(Program.firstConstant)
    for (offset, value) in constants.enumerated() {
      registers.assign(value, to: Program.firstConstant + offset)
    }
    registers.reserve(Program.firstConstant + constants.count)
    for (value, source) in sources.enumerated() {
      if source == .x { registers.assign(value, to: Program.registerX) }
      if source == .y { registers.assign(value, to: Program.registerY) }
    }

    let order = partX + partY + mixed
    var lastUse: [Value: Value] = [:]
    for value in order {
      for operand in pairs.operands(of: value, in: self) { lastUse[operand] = value }
    }
    var instructions: [Instruction] = []
    var listedOperands: [Int32] = []
    for value in order {
      registers.assignFree(value)
      instructions.append(instruction(for: value, pairs, registers, &listedOperands))
      // Freed only now, so that the target never overlaps an operand.
      for operand in pairs.operands(of: value, in: self)
      where lastUse[operand] == value && !kept.contains(operand) && !operands(of: operand).isEmpty {
        registers.free(operand)
        lastUse[operand] = nil  // An operand may occur twice.
      }
    }
    let exports = kept.sorted().filter { !operands(of: $0).isEmpty || isVariable($0) }
    return Program(
      constants: constants.map { constantValue($0) ?? .nan },
      instructions: instructions,
      partX: 0..<partX.count,
      partY: partX.count..<(partX.count + partY.count),
      operands: listedOperands,
      registerCount: registers.count,
      result: Int(registers[result]),
      resultDependence: dependences[result],
      exportsX: exports.filter { dependences[$0] == .x }.map { Int(registers[$0]) },
      exportsY: exports.filter { dependences[$0] == .y }.map { Int(registers[$0]) })
  }

  /// The values that the result depends on, operands first.
  func valuesNeeded(for result: Value) -> [Value] {
    var isNeeded = [Bool](repeating: false, count: result + 1)
    isNeeded[result] = true
    for value in stride(from: result, through: 0, by: -1) where isNeeded[value] {
      for operand in operands(of: value) { isNeeded[operand] = true }
    }
    return isNeeded.indices.filter { isNeeded[$0] }
  }

  func operands(of value: Value) -> [Value] {
    switch sources[value] {
    case .x, .y, .column, .constant: []
    case .unary(_, let operand, _): [operand]
    case .binary(_, let left, let right): [left, right]
    case .extremum(_, let operands): operands
    case .choice(let condition, let first, let second): [condition, first, second]
    }
  }

  private func isVariable(_ value: Value) -> Bool { sources[value] == .x || sources[value] == .y }

  func instruction(
    for value: Value, _ pairs: Pairs, _ registers: Registers, _ listed: inout [Int32]
  ) -> Instruction {
    guard let first = pairs.first[value] else {
      return instruction(for: value, registers, &listed)
    }
    var pair = instruction(for: first, registers, &listed)
    let single = instruction(for: value, registers, &listed)
    pair.next = single.operation
    pair.target = single.target
    if case .binary(_, let left, let right) = sources[value] {
      pair.isReversed = right == first
      pair.c = registers[pair.isReversed ? left : right]
      pair.maskC = dependences[pair.isReversed ? left : right].mask
    }
    return pair
  }

  private func instruction(
    for value: Value, _ registers: Registers, _ listed: inout [Int32]
  ) -> Instruction {
    func make(
      _ operation: Operation, _ a: Int32, _ b: Int32, _ immediate: Double = 0, _ maskA: Dependence,
      _ maskB: Dependence
    ) -> Instruction {
      Instruction(
        operation: operation, target: registers[value], a: a, b: b, immediate: immediate,
        maskA: maskA.mask, maskB: maskB.mask)
    }
    func list(_ operation: Operation) -> Instruction {
      let start = Int32(listed.count)
      listed += operands(of: value).map { registers[$0] }
      return make(operation, start, Int32(listed.count) - start, 0, dependences[value], [])
    }
    switch sources[value] {
    case .unary(let operation, let operand, let immediate):
      return make(
        operation, registers[operand], 0, Double(bitPattern: immediate), dependences[operand], [])
    case .binary(let operation, let left, let right):
      return make(
        operation, registers[left], registers[right], 0, dependences[left], dependences[right])
    case .extremum(let operation, _): return list(operation)
    case .choice: return list(.choose)
    case .x, .y, .column, .constant:
      preconditionFailure("leaves have no instruction")
    }
  }
}

/// Which register holds each value, and which are free.
struct Registers {
  private var assigned: [Int32]
  private var free: [Int32] = []
  private(set) var count = 0

  init(count: Int) { assigned = Array(repeating: -1, count: count) }

  subscript(value: Int) -> Int32 { assigned[value] }

  mutating func reserve(_ count: Int) { self.count = count }

  mutating func assign(_ value: Int, to register: Int) { assigned[value] = Int32(register) }

  mutating func assignFree(_ value: Int) {
    if let register = free.popLast() {
      assigned[value] = register
    } else {
      assigned[value] = Int32(count)
      count += 1
    }
  }

  mutating func free(_ value: Int) { free.append(assigned[value]) }
}
