import CVectorMath
import Calculus

/// Walks in lanes whose numbers are in rows, so that each part of a step is one loop over all lanes:
/// the usual case of `Stepper`, several times as fast.
final class BlockWalk {
  /// The largest number of walks at a time.
  private static let width = BlockEvaluator.width

  // The rows: two places, the numbers of steps made, the memory of the rule and that of the judge.
  private static let places = Int(PLACE_ROWS)
  private static let made = 2 * places
  private static let ruleMemory = made + 1
  private static let judgeMemory = ruleMemory + SIMD8<Double>.scalarCount
  private static let rowCount = judgeMemory + SIMD4<Double>.scalarCount

  private let plan: Plan
  private let fresh: SIMD8<Double>
  private let evaluator: BlockEvaluator
  private let rows: UnsafeMutablePointer<Double>
  /// The starts of the walks under way.
  private var lanes: [Int] = []

  /// What all walks have in common.
  struct Plan: Sendable {
    let rule: any BlockRule
    let rate: Double
    let formula: CompiledFormula

    /// Returns nil if such walks cannot be made in blocks.
    init?(
      by rule: any Optimizer, on objective: any Objective, source: GradientSource, rate: Double?
    ) {
      guard let rule = rule as? any BlockRule, rule.hasBlocks, source.isPlain, let rate,
        let objective = objective as? FormulaObjective, objective.formula.rowCount == nil
      else { return nil }
      self.rule = rule
      self.rate = rate
      formula = objective.formula
    }
  }

  init(_ plan: Plan) {
    self.plan = plan
    fresh = type(of: plan.rule).fresh
    evaluator = BlockEvaluator(plan.formula)
    rows = .allocate(capacity: Self.rowCount * Self.width)
    rows.initialize(repeating: 0, count: Self.rowCount * Self.width)
  }

  deinit { rows.deallocate() }

  /// Makes the walks from all starts that are not refused.
  /// - Parameter arrivals: the ends of walks without any step, which are replaced.
  func walk<Judge: BlockJudge>(_ arrivals: inout [Arrival], limit: Int, judge: inout Judge) {
    var waiting = limit > 0 ? arrivals.indices.filter { arrivals[$0].refused == nil } : []
    waiting.reverse()
    var steps = block_steps(
      from: self[row: Self.places], to: self[row: 0], made: self[row: Self.made], count: 0,
      distance: Self.width)
    while lanes.count < Self.width, let start = waiting.popLast() {
      lanes.append(start)
      begin(arrivals[start], in: lanes.count - 1, of: steps, memory: judge.memory(of: start))
    }
    while !lanes.isEmpty {
      (steps.from, steps.to) = (UnsafePointer(steps.to), UnsafeMutablePointer(mutating: steps.from))
      steps.count = lanes.count
      plan.rule.step(&steps, memory: self[row: Self.ruleMemory], rate: plan.rate)
      evaluator.evaluate(at: steps.to, into: steps.to + 2 * Self.width, count: lanes.count)
      var refused = block_unreachable(&steps)
      if refused != 0 { refused = refused.filtered { !place($0, of: steps.to).isWithinReach } }
      let complete = block_count(self[row: Self.made], lanes.count, Double(limit))
      var ended = judge.done(&steps, memory: self[row: Self.judgeMemory]) | complete | refused
      // From the last lane to the first, so that a lane can be filled from those already advanced.
      while ended != 0 {
        let lane = UInt64.bitWidth - 1 - ended.leadingZeroBitCount
        ended &= ~(1 << UInt64(lane))
        let start = lanes[lane]
        arrivals[start] = arrival(in: lane, of: steps, isRefused: refused >> UInt64(lane) & 1 == 1)
        judge.end(start, memory: memory(of: lane))
        if let next = waiting.popLast() {
          lanes[lane] = next
          begin(arrivals[next], in: lane, of: steps, memory: judge.memory(of: next))
        } else {
          vacate(lane)
        }
      }
    }
  }

  private subscript(row row: Int) -> UnsafeMutablePointer<Double> { rows + row * Self.width }

  private func begin(
    _ arrival: Arrival, in lane: Int, of steps: block_steps, memory: SIMD4<Double>
  ) {
    let (point, evaluation) = (arrival.point, arrival.evaluation)
    let gradient = evaluation.gradient
    let place = [point.x, point.y, evaluation.loss, gradient.x, gradient.y]
    for row in 0..<Self.places { steps.to[row * Self.width + lane] = place[row] }
    self[row: Self.made][lane] = 0
    for index in fresh.indices { self[row: Self.ruleMemory + index][lane] = fresh[index] }
    for index in memory.indices { self[row: Self.judgeMemory + index][lane] = memory[index] }
  }

  /// Fills a lane from the last one.
  private func vacate(_ lane: Int) {
    let last = lanes.count - 1
    for row in 0..<Self.rowCount { self[row: row][lane] = self[row: row][last] }
    lanes[lane] = lanes[last]
    lanes.removeLast()
  }

  private func arrival(in lane: Int, of steps: block_steps, isRefused: Bool) -> Arrival {
    let made = Int(self[row: Self.made][lane])
    let new = place(lane, of: steps.to)
    guard isRefused else {
      return Arrival(step: made, point: new.point, evaluation: new.evaluation, refused: nil)
    }
    let old = place(lane, of: steps.from)
    return Arrival(
      step: made - 1, point: old.point, evaluation: old.evaluation,
      refused: RefusedStep(
        point: new.point, evaluation: new.point.isFinite ? new.evaluation : nil))
  }

  private func memory(of lane: Int) -> SIMD4<Double> {
    let rows = self[row: Self.judgeMemory] + lane
    return SIMD4(rows[0], rows[Self.width], rows[2 * Self.width], rows[3 * Self.width])
  }

  private func place(_ lane: Int, of rows: UnsafePointer<Double>) -> Place {
    let place = rows + lane
    return Place(
      point: Point(place[0], place[Self.width]),
      evaluation: Evaluation(
        loss: place[2 * Self.width], gradient: Point(place[3 * Self.width], place[4 * Self.width])))
  }

  private struct Place {
    let point: Point
    let evaluation: Evaluation

    var isWithinReach: Bool { point.isFinite && evaluation.isWithinReach }
  }
}

extension UInt64 {
  /// The bits whose indices meet a condition.
  fileprivate func filtered(_ isKept: (Int) -> Bool) -> Self {
    var (kept, rest) = (self, self)
    while rest != 0 {
      if !isKept(rest.trailingZeroBitCount) { kept &= ~(rest & (~rest + 1)) }
      rest &= rest - 1
    }
    return kept
  }
}
