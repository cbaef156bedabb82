/// A value with its derivatives by x, y and a root r = √w, to second order.
///
/// Where w has a minimum of value 0, r has no slope, but r² = w has one. At such a point r is
/// treated as a variable of its own, until the result is even in r, like cos(r) or r·sin(r).
struct RootJet {
  var value: Double
  /// By x, y and r.
  var first = SIMD3<Double>()
  var second = [SIMD3<Double>](repeating: SIMD3(), count: 3)
  var root: Root?

  /// A root that has appeared on the way.
  struct Root {
    let number: Int
    /// The second derivatives of w.
    let radicand: Hessian
  }

  /// The same without the root, where only its square occurs: to second order r² is half the
  /// quadratic form of its radicand's second derivatives.
  var settled: RootJet {
    guard let root, first.z == 0, second[0].z == 0, second[1].z == 0 else { return self }
    var jet = self
    let half = second[2].z / 2
    jet.second[0] += SIMD3(half * root.radicand.xx, half * root.radicand.xy, 0)
    jet.second[1] += SIMD3(half * root.radicand.xy, half * root.radicand.yy, 0)
    jet.second[2] = SIMD3()
    jet.root = nil
    return jet
  }
}

/// Computes gradient and Hessian where a root vanishes: slow, and only for such points.
struct RootMachine: Machine {
  let registers: UnsafeMutablePointer<RootJet>
  /// The number of roots so far.
  let count: UnsafeMutablePointer<Int>

  func apply<R: UnaryRule>(_ rule: R, _ i: Instruction) {
    let u = registers[Int(i.a)]
    let value = rule.value(u.value)
    if let jet = power(of: u, value, i) {
      registers[Int(i.target)] = jet
      return
    }
    let slope = rule.first(u.value, value) * 1
    let bend = rule.isLinear ? 0 : rule.second(u.value, value).times(1, 1)
    var jet = RootJet(value: value, root: u.root)
    let active = axes(i.maskA, u)
    for axis in active {
      jet.first[axis] = slope * u.first[axis]
      for other in active {
        jet.second[axis][other] = slope * u.second[axis][other]
        if !rule.isLinear { jet.second[axis][other] += bend * u.first[axis] * u.first[other] }
      }
    }
    registers[Int(i.target)] = jet.settled
  }

  func apply<R: BinaryRule>(_ rule: R, _ i: Instruction) {
    let (a, b) = (registers[Int(i.a)], registers[Int(i.b)])
    let value = rule.value(a.value, b.value)
    if i.operation == .hypot, value == 0, a.root == nil, b.root == nil,
      let root = root(
        ofRadicand: Hessian(
          xx: 2 * (a.first.x * a.first.x + b.first.x * b.first.x),
          xy: 2 * (a.first.x * a.first.y + b.first.x * b.first.y),
          yy: 2 * (a.first.y * a.first.y + b.first.y * b.first.y)), i.maskA | i.maskB)
    {
      registers[Int(i.target)] = root
      return
    }
    let slope = rule.first(a.value, b.value, value)
    let bend = rule.second(a.value, b.value, value)
    var jet = RootJet(value: value, root: a.root ?? b.root)
    let (onA, onB) = (axes(i.maskA, a), axes(i.maskB, b))
    for axis in onA {
      jet.first[axis] += slope.a * a.first[axis]
      for other in onA { jet.second[axis][other] += slope.a * a.second[axis][other] }
    }
    for axis in onB {
      jet.first[axis] += slope.b * b.first[axis]
      for other in onB { jet.second[axis][other] += slope.b * b.second[axis][other] }
    }
    if rule.bend != .none {
      for axis in onA {
        for other in onB {
          let mixed = bend.ab.times(a.first[axis], b.first[other])
          jet.second[axis][other] += mixed
          jet.second[other][axis] += mixed
        }
      }
    }
    if rule.bend == .full {
      for axis in onA {
        for other in onA {
          jet.second[axis][other] += bend.aa.times(a.first[axis], a.first[other])
        }
      }
      for axis in onB {
        for other in onB {
          jet.second[axis][other] += bend.bb.times(b.first[axis], b.first[other])
        }
      }
    }
    // Two roots at once are not supported.
    if let first = a.root, let second = b.root, first.number != second.number {
      jet.first.z = .nan
    }
    registers[Int(i.target)] = jet.settled
  }

  func apply(_ extremum: Extremum, _ i: Instruction, operands: Operands) {
    var value = registers[Int(operands[operands.startIndex])].value
    for operand in operands.dropFirst() {
      value = extremum.value(value, registers[Int(operand)].value)
    }
    let tied = operands.map { registers[Int($0)] }.filter { $0.value == value }
    let roots = tied.compactMap(\.root)
    var jet = RootJet(value: value, root: roots.first)
    for operand in tied {
      jet.first += operand.first / Double(tied.count)
      for axis in 0..<3 { jet.second[axis] += operand.second[axis] / Double(tied.count) }
    }
    if tied.isEmpty || roots.contains(where: { $0.number != roots[0].number }) {
      jet.first = SIMD3(repeating: .nan)
    }
    registers[Int(i.target)] = jet.settled
  }

  func apply(_ choice: Choice, _ i: Instruction, operands: Operands) {
    let taken = choice.taken(registers[Int(operands[operands.startIndex])].value)
    var result = registers[Int(operands[operands.startIndex + taken])]
    if taken == 0 { result.first = SIMD3(repeating: .nan) }
    registers[Int(i.target)] = result
  }

  /// The coordinates that an operand depends on, the root among them.
  private func axes(_ mask: SIMD2<UInt64>, _ operand: RootJet) -> [Int] {
    (mask.x != 0 ? [0] : []) + (mask.y != 0 ? [1] : []) + (operand.root != nil ? [2] : [])
  }

  /// √u or u^c where u has a minimum of value 0; nil if it has none, or for other operations.
  private func power(of u: RootJet, _ value: Double, _ i: Instruction) -> RootJet? {
    guard u.value == 0, u.root == nil, u.first == SIMD3() else { return nil }
    let radicand = Hessian(xx: u.second[0].x, xy: u.second[0].y, yy: u.second[1].y)
    switch i.operation {
    case .sqrt: return root(ofRadicand: radicand, i.maskA)
    case .powerConstant where i.immediate > 0.5:
      // The result vanishes faster than |x|, and with a power above 1 faster than |x|².
      guard isMinimum(radicand, i.maskA) else { return nil }
      var jet = RootJet(value: value)
      if i.immediate < 1 { for axis in 0..<2 { jet.second[axis] = SIMD3(.nan, .nan, 0) } }
      return jet
    default: return nil
    }
  }

  private func root(ofRadicand radicand: Hessian, _ mask: SIMD2<UInt64>) -> RootJet? {
    guard isMinimum(radicand, mask) else { return nil }
    count.pointee += 1
    return RootJet(
      value: 0, first: SIMD3(0, 0, 1),
      root: RootJet.Root(number: count.pointee, radicand: radicand))
  }

  /// Whether the second derivatives alone make the point a strict minimum.
  private func isMinimum(_ radicand: Hessian, _ mask: SIMD2<UInt64>) -> Bool {
    guard radicand.isFinite else { return false }
    switch (mask.x != 0, mask.y != 0) {
    case (true, true):
      return radicand.xx > 0 && radicand.xx * radicand.yy > radicand.xy * radicand.xy
    case (true, false): return radicand.xx > 0
    case (false, true): return radicand.yy > 0
    case (false, false): return false
    }
  }
}

extension RootMachine {
  /// The derivatives at a point; not finite where they do not exist.
  static func derivatives(of program: Program, at point: Point)
    -> (gradient: Point, hessian: Hessian)
  {
    var registers = [RootJet](repeating: RootJet(value: 0), count: program.registerCount)
    registers[Program.registerX] = RootJet(value: point.x, first: SIMD3(1, 0, 0))
    registers[Program.registerY] = RootJet(value: point.y, first: SIMD3(0, 1, 0))
    for (index, constant) in program.constants.enumerated() {
      registers[Program.firstConstant + index] = RootJet(value: constant)
    }
    var count = 0
    registers.withUnsafeMutableBufferPointer { registers in
      guard let base = registers.baseAddress else { return }
      withUnsafeMutablePointer(to: &count) {
        RootMachine(registers: base, count: $0).run(0..<program.instructions.count, of: program)
      }
    }
    let jet = registers[program.result]
    let hasSlope = jet.root == nil || jet.first.z == 0
    let hasBend = jet.root == nil
    return (
      hasSlope ? Point(jet.first.x, jet.first.y) : Point(.nan, .nan),
      hasBend
        ? Hessian(xx: jet.second[0].x, xy: jet.second[0].y, yy: jet.second[1].y)
        : Hessian(xx: .nan, xy: .nan, yy: .nan)
    )
  }
}
