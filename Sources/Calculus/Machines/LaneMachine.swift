/// Values of a block of points at once: each register is a run of `count` doubles in memory.
///
/// The cost of reading an instruction is shared by the whole block, and plain arithmetic becomes
/// vector instructions. A target never overlaps an operand.
struct LaneMachine: Machine {
  let lanes: UnsafeMutablePointer<UnsafeMutablePointer<Double>>
  let count: Int
  let accuracy: GridAccuracy

  @inline(__always)
  func apply<R: UnaryRule>(_ rule: R, _ i: Instruction) {
    let u = UnsafePointer(lanes[Int(i.a)])
    let target = lanes[Int(i.target)]
    if accuracy == .picture && rule.fill(target, from: u, count: count) { return }
    for lane in 0..<count { target[lane] = rule.value(u[lane]) }
  }

  @inline(__always)
  func apply<R: BinaryRule>(_ rule: R, _ i: Instruction) {
    let a = UnsafePointer(lanes[Int(i.a)])
    let b = UnsafePointer(lanes[Int(i.b)])
    let target = lanes[Int(i.target)]
    for lane in 0..<count { target[lane] = rule.value(a[lane], b[lane]) }
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
