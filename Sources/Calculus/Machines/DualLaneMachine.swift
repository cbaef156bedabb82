import CVectorMath

/// Computes values and gradients of a block of points or rows at once: what `DualMachine` computes,
/// bit for bit, in lanes as in `LaneMachine`.
///
/// A register is three runs of doubles: the values, the derivatives by x and those by y. All
/// registers are in one block of memory and the runs a constant distance apart, so that a single
/// comparison of addresses tells a compiled loop that a target does not overlap an operand.
struct DualLaneMachine: Machine {
  /// The most lanes of a block.
  static let width = 64
  /// Where the derivatives of a register start.
  static let x = width
  static let y = 2 * width
  /// The numbers of a register.
  static let registerSize = 3 * width

  let memory: UnsafeMutablePointer<Double>
  let count: Int

  @inline(__always)
  subscript(register: Int32) -> UnsafeMutablePointer<Double> {
    memory + Int(register) * Self.registerSize
  }

  /// Sets all lanes of a register.
  func fill(_ register: Int, with number: Dual) {
    let target = self[Int32(register)]
    target.update(repeating: number.value, count: count)
    (target + Self.x).update(repeating: number.gradient.x, count: count)
    (target + Self.y).update(repeating: number.gradient.y, count: count)
  }

  @inline(__always)
  func apply<R: UnaryRule>(_ rule: R, _ i: Instruction) {
    let (u, target) = (UnsafePointer(self[i.a]), self[i.target])
    if let block = R.block {
      return block.duals(target, u, u, count, Self.width, i.dependences)
    }
    let (onX, onY) = (i.maskA.x, i.maskA.y)
    for lane in 0..<count {
      let value = rule.value(u[lane])
      let slope = rule.first(u[lane], value)
      target[lane] = value
      target[Self.x + lane] = (slope * u[Self.x + lane]).masked(by: onX)
      target[Self.y + lane] = (slope * u[Self.y + lane]).masked(by: onY)
    }
  }

  @inline(__always)
  func apply<R: BinaryRule>(_ rule: R, _ i: Instruction) {
    let (a, b) = (UnsafePointer(self[i.a]), UnsafePointer(self[i.b]))
    let target = self[i.target]
    if let block = R.block {
      return block.duals(target, a, b, count, Self.width, i.dependences)
    }
    let (maskA, maskB) = (i.maskA, i.maskB)
    for lane in 0..<count {
      let value = rule.value(a[lane], b[lane])
      let slope = rule.first(a[lane], b[lane], value)
      target[lane] = value
      target[Self.x + lane] =
        (slope.a * a[Self.x + lane]).masked(by: maskA.x)
        + (slope.b * b[Self.x + lane]).masked(by: maskB.x)
      target[Self.y + lane] =
        (slope.a * a[Self.y + lane]).masked(by: maskA.y)
        + (slope.b * b[Self.y + lane]).masked(by: maskB.y)
    }
  }

  func applyPair(_ i: Instruction) {
    block_pair_duals(
      i.operation.blockRule, i.secondBlockRule, self[i.target], self[i.a], self[i.b], self[i.c],
      count, Self.width, i.dependences)
  }

  func apply(_ extremum: Extremum, _ i: Instruction, operands: Operands) {
    let target = self[i.target]
    for lane in 0..<count {
      var value = self[operands[operands.startIndex]][lane]
      for operand in operands.dropFirst() {
        value = extremum.value(value, self[operand][lane])
      }
      var sum = Point()
      var ties = 0.0
      for operand in operands where self[operand][lane] == value {
        sum += gradient(self[operand], lane)
        ties += 1
      }
      // Without a tie the value is NaN, and so is 0/0.
      store(value, sum / ties, in: target, lane, i.maskA)
    }
  }

  func apply(_ choice: Choice, _ i: Instruction, operands: Operands) {
    let target = self[i.target]
    for lane in 0..<count {
      let taken = choice.taken(self[operands[operands.startIndex]][lane])
      let source = self[operands[operands.startIndex + taken]]
      if taken == 0 {
        store(source[lane], Point(.nan, .nan), in: target, lane, i.maskA)
      } else {
        store(source[lane], gradient(source, lane), in: target, lane, SIMD2(repeating: .max))
      }
    }
  }

  private func gradient(_ register: UnsafeMutablePointer<Double>, _ lane: Int) -> Point {
    Point(register[Self.x + lane], register[Self.y + lane])
  }

  private func store(
    _ value: Double, _ gradient: Point, in target: UnsafeMutablePointer<Double>, _ lane: Int,
    _ mask: SIMD2<UInt64>
  ) {
    target[lane] = value
    target[Self.x + lane] = gradient.x.masked(by: mask.x)
    target[Self.y + lane] = gradient.y.masked(by: mask.y)
  }
}

extension DualLaneMachine {
  /// Makes the registers of a program, with its constants and the derivatives of the coordinates, which
  /// no instruction changes; the memory is to be deallocated.
  init(for program: Program, count: Int) {
    memory = .allocate(capacity: program.registerCount * Self.registerSize)
    self.count = count
    fill(Program.registerX, with: Dual(value: 0, gradient: Point(1, 0)))
    fill(Program.registerY, with: Dual(value: 0, gradient: Point(0, 1)))
    // Only operands of a choice have their derivatives read where they are 0, and the result.
    let areSlopesRead = !program.operands.isEmpty || program.instructions.isEmpty
    for (index, constant) in program.constants.enumerated() {
      let register = Program.firstConstant + index
      if areSlopesRead {
        fill(register, with: Dual(value: constant, gradient: Point()))
      } else {
        self[Int32(register)].update(repeating: constant, count: count)
      }
    }
  }

  /// Evaluates a program at all points; both buffers have the same length. Returns whether all numbers
  /// are finite.
  static func evaluate(
    _ program: Program, at points: UnsafeBufferPointer<Point>,
    into evaluations: UnsafeMutableBufferPointer<Evaluation>
  ) -> Bool {
    let lanes = DualLaneMachine(for: program, count: min(width, points.count))
    defer { lanes.memory.deallocate() }
    let result = lanes[Int32(program.result)]
    var isFinite = true
    for start in stride(from: 0, to: points.count, by: width) {
      let count = min(width, points.count - start)
      let source = UnsafeRawPointer(points.baseAddress! + start)
      let target = UnsafeMutableRawPointer(evaluations.baseAddress! + start)
      block_split(
        lanes[Int32(Program.registerX)], lanes[Int32(Program.registerY)],
        source.assumingMemoryBound(to: Double.self), count)
      DualLaneMachine(memory: lanes.memory, count: count)
        .run(0..<program.instructions.count, of: program)
      // In memory an evaluation is the loss, a gap, and the gradient.
      let isBlockFinite = block_join(
        target.assumingMemoryBound(to: Double.self), result, count, width)
      isFinite = isFinite && isBlockFinite
    }
    return isFinite
  }
}

extension Instruction {
  /// Which coordinates the operands depend on, as the functions of blocks read it.
  fileprivate var dependences: Int32 {
    Int32(
      truncatingIfNeeded: maskA.x & 1 | maskA.y & 2 | maskB.x & 4 | maskB.y & 8
        | maskC.x & 16 | maskC.y & 32)
  }
}

extension Double {
  /// 0 where the mask is 0, even for NaN; the mask has all bits set, or none.
  @inline(__always)
  fileprivate func masked(by mask: UInt64) -> Double { Double(bitPattern: bitPattern & mask) }
}
