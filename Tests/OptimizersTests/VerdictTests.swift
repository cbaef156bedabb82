import Calculus
import Optimizers
import TestSupport
import Testing

@Suite struct VerdictTests {
  /// The scales of a map of ±5 with a loss like the bowl's.
  let scales = SurfaceScales(
    lower: Point(-5, -5), upper: Point(5, 5), lossRange: 50, lowestLoss: 0)

  private func verdict(_ run: Run, upTo step: Int? = nil) -> Verdict {
    run.verdict(at: step ?? run.step, scales: scales)
  }

  @Test func aRateOverTheLimitDivergesFromTheStepWhereTheLossTurned() throws {
    let run = try run("gd", lr: 0.6, steps: 100)
    #expect(
      verdict(run)
        == .diverged(step: 1, cause: .rateOverLimit(rate: 0.6, limit: 0.5, curvature: 4)))
    #expect(
      verdict(run).sentence
        == "the learning rate 0.6 is over the stable limit 0.5 where the largest curvature is 4: "
        + "every step overshoots further")
  }

  /// The run diverges at the first step with a loss more than ten ranges of the surface above the
  /// start's: here each loss is a twenty-fifth larger than the last.
  @Test func farAboveTheStartIsTenRanges() throws {
    let run = try run("gd", lr: 0.505, from: Point(0, 3), steps: 400)
    let first = try #require((0...run.step).first { verdict(run, upTo: $0).name == "diverged" })
    let bound = run.trajectory.loss(0) + 10 * scales.lossRange
    #expect(run.trajectory.loss(first) > bound && run.trajectory.loss(first - 1) <= bound)
  }

  @Test(.slow) func aDivergedRunStaysDiverged() throws {
    for (name, lr) in [("gd", 0.505), ("gd", 0.6), ("momentum", 0.97), ("nesterov", 0.36)] {
      let run = try run(name, lr: LearningRatePlan(lr), steps: 4000)
      var names = (0...run.step).map { verdict(run, upTo: $0).name }
      #expect(names[0] == "descending")
      let first = try #require(names.firstIndex(of: "diverged"))
      names.removeFirst(first)
      #expect(Set(names) == ["diverged"], "\(name) \(lr)")
    }
  }

  @Test(.slow) func aConvergingRunNeverDiverges() throws {
    for (name, lr) in [("gd", 0.499), ("momentum", 0.9), ("adam", 0.5), ("rmsprop", 0.1)] {
      let run = try run(name, lr: LearningRatePlan(lr), steps: 1000)
      let names = Set((0...1000).map { verdict(run, upTo: $0).name })
      #expect(names.isSubset(of: ["descending", "oscillating", "minimum"]), "\(name): \(names)")
    }
  }

  @Test func overflowFarOutsideIsDivergenceEvenInOneLeap() throws {
    let quick = try run("gd", lr: 1e300, steps: 100)
    #expect(quick.step < 3 && quick.end != nil)
    #expect(verdict(quick).name == "diverged" && verdict(quick).step == 0)
    let slow = try run("gd", lr: 2.0, steps: 10_000)
    #expect(slow.end != nil && verdict(slow).name == "diverged")
  }

  @Test func aStepOffACliffNearTheMapIsUndefined() throws {
    let run = try run("gd", lr: 1.0, on: TestObjective.cliff, from: Point(0.2, 1), steps: 100)
    #expect(verdict(run) == .undefined(step: run.step + 1))
    #expect(run.step == 0)
  }

  @Test func fallingWithoutBoundLeavesTheMap() throws {
    let start = Point(-1.5, 1e-3)
    let run = try run("gd", lr: 0.1, on: TestObjective.saddle, from: start, steps: 10_000)
    #expect(run.end != nil)
    #expect(verdict(run).name == "left-map")
    #expect(verdict(run, upTo: 20).name == "descending")
    #expect(verdict(run, upTo: 60).name == "left-map")
  }

  @Test func aSingleLeapThatReturnsIsIgnored() throws {
    let plan = LearningRatePlan(6, changes: [.init(step: 1, rate: 0.1)])
    let run = try run("gd", lr: plan, steps: 100)
    #expect(verdict(run, upTo: 1).name == "diverged")
    #expect(verdict(run).name == "minimum")
  }

  @Test func hoppingOverTheBorderIsNotLeaving() throws {
    // From side to side of the minimum at x = 4.9, near the edge of the map at 5.
    let edge = TestObjective.quadratic(2, 2, center: Point(4.9, 0))
    let run = try run("gd", lr: 0.99, on: edge, from: Point(4, 1), steps: 60)
    #expect(run.trajectory[1].point.x > 5)
    #expect((0...60).allSatisfy { verdict(run, upTo: $0).name == "descending" })
  }

  @Test func aBoundedOrbitDoesNotDiverge() throws {
    // Clipped gradients make steps of 30, which leave the map and return.
    let run = try run("gd", ["max_norm": 10], lr: 3.0, steps: 400)
    #expect(verdict(run, upTo: 2).name == "diverged")
    #expect((50...400).allSatisfy { verdict(run, upTo: $0).name == "oscillating" })
  }

  @Test func aRateUnderTheLimitOvershoots() throws {
    // x⁴ + y⁴ falls with the first step; after that it grows faster than any quadratic.
    let quartic = TestObjective(
      loss: { point in (point * point * point * point).sum() }, gradient: { 4 * $0 * $0 * $0 },
      curvature: { Hessian(xx: 12 * $0.x * $0.x, xy: 0, yy: 12 * $0.y * $0.y) })
    let run = try run("gd", lr: 0.6, on: quartic, from: Point(0.5, 1), steps: 100)
    #expect(run.end != nil)
    #expect(verdict(run).name == "diverged")
  }

  @Test func aSurfaceWithoutARangeIsJudgedByItsStart() throws {
    let flat = SurfaceScales(
      lower: Point(-5, -5), upper: Point(5, 5), lossRange: .nan, lowestLoss: .nan)
    let run = try run("gd", lr: 0.6, steps: 100)
    #expect(run.verdict(at: 100, scales: flat).name == "diverged")
  }
}
