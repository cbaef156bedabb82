import CVectorMath
import Calculus
import Optimizers
import Testing

/// Walks in blocks, which must be those of `Run` and of a stepper without blocks, bit for bit.
@Suite struct BlockWalkTests {
  /// Ends a walk where its loss is under a level, and remembers what it is asked for.
  private struct LevelJudge: BlockJudge {
    let level: Double
    var ended: [Int: SIMD4<Double>] = [:]

    func memory(of start: Int) -> SIMD4<Double> { SIMD4(Double(start), 0, 7, .infinity) }

    /// Counts the steps of each walk in its second number.
    func done(_ steps: UnsafePointer<block_steps>, memory: UnsafeMutablePointer<Double>) -> UInt64 {
      let steps = steps.pointee
      var bits: UInt64 = 0
      for lane in 0..<steps.count {
        memory[steps.distance + lane] += 1
        if memory[steps.distance + lane] != steps.made[lane] { Issue.record("a step is lost") }
        if steps.to[2 * steps.distance + lane] < level { bits |= 1 << UInt64(lane) }
      }
      return bits
    }

    mutating func end(_ start: Int, memory: SIMD4<Double>) { ended[start] = memory }
  }

  static let settings: [RunSettings] = {
    do {
      return [
        try RunSettings(.gd, learningRate: 0.03),
        try RunSettings(.momentum, learningRate: 0.02),
        try RunSettings(.momentum, learningRate: 0.02, hyperparameters: ["dampening": 0.3]),
        try RunSettings(.nesterov, learningRate: 0.01),
        try RunSettings(.adam, learningRate: 0.2),
        // Its powers of beta become 0 on the way.
        try RunSettings(.adam, learningRate: 0.05, hyperparameters: ["beta1": 0.2, "beta2": 0.1]),
        // Everything diverges.
        try RunSettings(.momentum, learningRate: 3),
      ]
    } catch {
      preconditionFailure("\(error)")
    }
  }()

  static let formulas = [
    "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
    // A hole, a kink that is repaired, and a loss of which one part is a constant or a coordinate.
    "(1 - x)^2 + 10*(y - x^2)^2 + log(x + 3)",
    "sqrt(x^2 + y^2) + 0.1*log(x^2)",
    "x", "3", "exp(x^2)^2 + cosh(y)", "if(x < 0, y^2, max(x, y^2))",
  ]

  /// More starts than lanes, some of them in holes.
  private let starts = (0..<150).map { Point(-5 + 0.0625 * Double($0), 4 - 0.06 * Double($0)) }

  @Test(arguments: settings, formulas)
  func theyAreSingleRuns(settings: RunSettings, formula: String) throws {
    let objective = FormulaObjective(try Formula(formula).compiled())
    let stepper = Stepper(objective: objective, settings: settings)
    #expect(stepper.makesBlocks)
    for limit in [0, 1, 2, 90] {
      for level in [-Double.infinity, 2] {
        var judge = LevelJudge(level: level)
        let arrivals = try #require(stepper.walk(from: starts, limit: limit, judge: &judge))
        for (index, start) in starts.enumerated() {
          let alone = stepper.walk(from: start, limit: limit) { _, _, evaluation in
            evaluation.loss < level
          }
          expectSame(arrivals[index], alone)
          guard limit > 0, alone.step > 0 || alone.refused?.point != start else {
            #expect(judge.ended[index] == nil)
            continue
          }
          // A step that is refused is judged, too.
          let judged = Double(alone.step + (alone.refused == nil ? 0 : 1))
          #expect(judge.ended[index] == SIMD4(Double(index), judged, 7, .infinity))
          guard level == -.infinity else { continue }
          var run = try Run(objective: objective, start: start, settings: settings)
          run.advance(to: limit)
          #expect(run.step == alone.step)
          #expect(run.trajectory.point(run.step) == arrivals[index].point)
        }
      }
    }
  }

  /// Compares bits, so that NaN equals itself, and 0 is not −0.
  private func expectSame(_ one: Arrival, _ other: Arrival) {
    #expect(one.step == other.step)
    #expect(bits(one.point, one.evaluation) == bits(other.point, other.evaluation))
    #expect((one.refused == nil) == (other.refused == nil))
    guard let refused = one.refused, let otherRefused = other.refused else { return }
    // NaN has many bits, and which a processor chooses means nothing.
    #expect(text(refused.point) == text(otherRefused.point))
    #expect((refused.evaluation == nil) == (otherRefused.evaluation == nil))
    guard let first = refused.evaluation, let second = otherRefused.evaluation else { return }
    #expect("\(first.loss)" == "\(second.loss)")
    #expect(text(first.gradient) == text(second.gradient))
  }

  private func bits(_ point: Point, _ evaluation: Evaluation) -> [UInt64] {
    [point.x, point.y, evaluation.loss, evaluation.gradient.x, evaluation.gradient.y].map {
      $0.isNaN ? Double.nan.bitPattern : $0.bitPattern
    }
  }

  private func text(_ point: Point) -> String {
    [point.x, point.y].map { $0.isNaN ? "nan" : "\($0)" }.joined(separator: " ")
  }

  @Test func whatIsNotPlainIsNotMadeInBlocks() throws {
    let formula = try Formula("x^2 + 2*y^2").compiled()
    let objective = FormulaObjective(formula, noise: 0.1)
    func makesBlocks(
      _ kind: OptimizerKind, rate: LearningRatePlan = 0.1, _ given: [String: Double] = [:],
      schedule: Schedule = .constant
    ) throws -> Bool {
      let settings = try RunSettings(
        kind, learningRate: rate, hyperparameters: given, schedule: schedule)
      return Stepper(objective: objective, settings: settings).makesBlocks
    }
    #expect(try makesBlocks(.gd))
    #expect(try makesBlocks(.adam))
    #expect(try !makesBlocks(.sgd))
    #expect(try !makesBlocks(.amsgrad))
    #expect(try !makesBlocks(.adamw))
    #expect(try !makesBlocks(.gd, ["weight_decay": 0.1]))
    #expect(try !makesBlocks(.gd, ["max_norm": 1]))
    #expect(try !makesBlocks(.momentum, ["cautious": 1]))
    #expect(try !makesBlocks(.adam, ["lookahead": 1]))
    #expect(try !makesBlocks(.gd, schedule: try Schedule(.cosine, length: 30)))
    #expect(
      try !makesBlocks(.gd, rate: LearningRatePlan(0.1, changes: [.init(step: 5, rate: 0.01)])))
    let settings = try RunSettings(.gd, learningRate: 0.1)
    #expect(!Stepper(objective: TestObjective.cliff, settings: settings).makesBlocks)
  }
}
