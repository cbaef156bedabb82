/// Which values are computed together with the one value that reads them, in one instruction.
struct Pairs {
  typealias Value = ProgramBuilder.Value

  /// The first value of a pair, by the second.
  fileprivate(set) var first: [Value: Value] = [:]
  fileprivate(set) var firsts: Set<Value> = []

  /// What the instruction for a value reads.
  func operands(of value: Value, in builder: ProgramBuilder) -> [Value] {
    builder.operands(of: value).flatMap { $0 == first[value] ? builder.operands(of: $0) : [$0] }
  }
}

extension ProgramBuilder {
  /// Pairs values with the only one that reads them, if both depend on the same coordinates and no value
  /// is part of two pairs.
  func pairs(of needed: [Value], keeping result: Value) -> Pairs {
    var readers = [Int](repeating: 0, count: sources.count)
    readers[result] = 1
    for value in needed {
      for operand in operands(of: value) { readers[operand] += 1 }
    }
    var pairs = Pairs()
    for value in needed where isPairable(value) {
      // The last operand is the one that was computed last, which is waited for.
      let first = operands(of: value).sorted().last {
        isPairable($0) && readers[$0] == 1 && pairs.first[$0] == nil
          && dependences[$0] == dependences[value]
      }
      guard let first else { continue }
      pairs.first[value] = first
      pairs.firsts.insert(first)
    }
    return pairs
  }

  private func isPairable(_ value: Value) -> Bool {
    switch sources[value] {
    case .unary(let operation, _, _), .binary(let operation, _, _): operation.isPairable
    default: false
    }
  }
}
