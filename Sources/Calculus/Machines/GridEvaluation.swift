import CVectorMath

/// How close the values of a grid must be to those of `value(at:)`.
public enum GridAccuracy: Hashable, Sendable {
  /// The same bits as at the points one by one.
  case exact
  /// A few units in the last place off, where that is several times as fast.
  case picture
}

/// Runs a program over a whole grid: the part of x once per column, the part of y once per row, and
/// only the mixed part at each point.
struct GridEvaluation {
  /// Lanes in a block, so few that several registers stay in the fastest cache.
  private static let blockSize = 128

  private let program: Program
  private let xs: [Double]
  private let ys: [Double]
  private let accuracy: GridAccuracy
  /// A block for each register, and the memory that each register currently stands for.
  private let blocks: UnsafeMutablePointer<Double>
  private let lanes: UnsafeMutablePointer<UnsafeMutablePointer<Double>>

  /// Fills `target`, row-major, with the values at every x of every y.
  static func fill(
    _ target: UnsafeMutableBufferPointer<Double>, with program: Program, xs: [Double],
    ys: [Double], accuracy: GridAccuracy
  ) {
    guard let target = target.baseAddress, !xs.isEmpty, !ys.isEmpty else { return }
    let count = program.registerCount
    let blocks = UnsafeMutablePointer<Double>.allocate(capacity: count * blockSize)
    let lanes = UnsafeMutablePointer<UnsafeMutablePointer<Double>>.allocate(capacity: count)
    defer {
      blocks.deallocate()
      lanes.deallocate()
    }
    blocks.initialize(repeating: 0, count: count * blockSize)
    for register in 0..<count { (lanes + register).initialize(to: blocks + register * blockSize) }
    for (index, constant) in program.constants.enumerated() {
      lanes[Program.firstConstant + index].update(repeating: constant, count: blockSize)
    }
    GridEvaluation(
      program: program, xs: xs, ys: ys, accuracy: accuracy, blocks: blocks, lanes: lanes
    ).fill(target)
  }

  private func fill(_ target: UnsafeMutablePointer<Double>) {
    let columns = evaluated(
      program.partX, at: xs, register: Program.registerX, exports: program.exportsX)
    let rows = evaluated(
      program.partY, at: ys, register: Program.registerY, exports: program.exportsY)
    let blockCount = (xs.count + Self.blockSize - 1) / Self.blockSize
    for block in 0..<blockCount {
      let range = (xs.count * block / blockCount)..<(xs.count * (block + 1) / blockCount)
      for (index, register) in program.exportsX.enumerated() {
        own(register).update(
          from: columns + index * xs.count + range.lowerBound, count: range.count)
      }
      for row in ys.indices {
        for (index, register) in program.exportsY.enumerated() {
          own(register).update(repeating: rows[index * ys.count + row], count: range.count)
        }
        let place = target + row * xs.count + range.lowerBound
        if program.resultDependence == .both { lanes[program.result] = place }
        LaneMachine(lanes: lanes, count: range.count, accuracy: accuracy)
          .run(program.partMixed, of: program)
        if program.resultDependence != .both {
          place.update(from: lanes[program.result], count: range.count)
        }
      }
    }
    columns.deallocate()
    rows.deallocate()
  }

  /// The values of the exported registers at each coordinate, one export after the other.
  private func evaluated(
    _ part: Range<Int>, at coordinates: [Double], register: Int, exports: [Int]
  ) -> UnsafeMutablePointer<Double> {
    let results = UnsafeMutablePointer<Double>.allocate(
      capacity: max(1, exports.count * coordinates.count))
    for start in stride(from: 0, to: coordinates.count, by: Self.blockSize) {
      let count = min(Self.blockSize, coordinates.count - start)
      for lane in 0..<count { own(register)[lane] = coordinates[start + lane] }
      LaneMachine(lanes: lanes, count: count, accuracy: .exact).run(part, of: program)
      for (index, export) in exports.enumerated() {
        (results + index * coordinates.count + start).initialize(from: own(export), count: count)
      }
    }
    return results
  }

  private func own(_ register: Int) -> UnsafeMutablePointer<Double> {
    blocks + register * Self.blockSize
  }
}

/// Computes values of a block of points at once: each register is a run of `count` doubles in
/// memory.
///
/// The whole block shares the cost of decoding an instruction, and plain arithmetic becomes vector
/// instructions. A target never overlaps an operand.
struct LaneMachine: Machine {
  let lanes: UnsafeMutablePointer<UnsafeMutablePointer<Double>>
  let count: Int
  let accuracy: GridAccuracy

  @inline(__always)
  func apply<R: UnaryRule>(_ rule: R, _ i: Instruction) {
    let u = UnsafePointer(lanes[Int(i.a)])
    let target = lanes[Int(i.target)]
    if let block = R.block { return block.values(target, u, u, count) }
    if accuracy == .picture && rule.fill(target, from: u, count: count) { return }
    for lane in 0..<count { target[lane] = rule.value(u[lane]) }
  }

  @inline(__always)
  func apply<R: BinaryRule>(_ rule: R, _ i: Instruction) {
    let a = UnsafePointer(lanes[Int(i.a)])
    let b = UnsafePointer(lanes[Int(i.b)])
    let target = lanes[Int(i.target)]
    if let block = R.block { return block.values(target, a, b, count) }
    for lane in 0..<count { target[lane] = rule.value(a[lane], b[lane]) }
  }

  func applyPair(_ i: Instruction) {
    block_pair(
      i.operation.blockRule, i.secondBlockRule, lanes[Int(i.target)], lanes[Int(i.a)],
      lanes[Int(i.b)], lanes[Int(i.c)], count)
  }

  func apply(_ extremum: Extremum, _ i: Instruction, operands: Operands) {
    let target = lanes[Int(i.target)]
    target.update(from: lanes[Int(operands[operands.startIndex])], count: count)
    for operand in operands.dropFirst() {
      let next = UnsafePointer(lanes[Int(operand)])
      for lane in 0..<count { target[lane] = extremum.value(target[lane], next[lane]) }
    }
  }

  func apply(_ choice: Choice, _ i: Instruction, operands: Operands) {
    let target = lanes[Int(i.target)]
    let start = operands.startIndex
    let condition = UnsafePointer(lanes[Int(operands[start])])
    let first = UnsafePointer(lanes[Int(operands[start + 1])])
    let second = UnsafePointer(lanes[Int(operands[start + 2])])
    for lane in 0..<count {
      let taken = choice.taken(condition[lane])
      target[lane] = taken == 1 ? first[lane] : taken == 2 ? second[lane] : condition[lane]
    }
  }
}
