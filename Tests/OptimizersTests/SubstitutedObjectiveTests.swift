import Calculus
import Optimizers
import Testing

/// Runs that are given another gradient than the loss's own.
struct SubstitutedObjectiveTests {
  private let loss: FormulaObjective

  init() throws {
    loss = FormulaObjective(try Formula("x^2 + 2y^2").compiled(), noise: 0.5)
  }

  private func objective(_ gradient: String) throws -> SubstitutedObjective {
    SubstitutedObjective(loss, gradient: .typed(try GradientFormula(gradient).compiled()))
  }

  private func run(
    _ objective: any Objective, _ kind: OptimizerKind = .gd, rate: Double = 0.1, steps: Int,
    start: Point = Point(5, 3), batch: Batch? = nil
  ) throws -> Run {
    var run = try Run(
      objective: objective, start: start,
      settings: RunSettings(kind, learningRate: LearningRatePlan(rate), batch: batch))
    run.advance(to: steps)
    return run
  }

  @Test func stepsFollowTheGivenGradientAndLossesStayExact() throws {
    let run = try run(objective("2x, -4y"), steps: 1)
    #expect(run.trajectory[1].point == Point(4, 3 + 0.1 * 12))
    #expect(run.trajectory[1].loss == loss.evaluate(at: run.trajectory[1].point).loss)
    #expect(run.trajectory[0].gradientNorm == loss.evaluate(at: Point(5, 3)).gradient.norm)
  }

  @Test func theExactGradientTypedByHandChangesNothing() throws {
    for kind in [OptimizerKind.gd, .adam, .momentum, .sgd] {
      let (one, other) = (
        try run(objective("2x, 4y"), kind, steps: 50), try run(loss, kind, steps: 50)
      )
      #expect((one.trajectory[50].point - other.trajectory[50].point).norm < 1e-12)
    }
  }

  @Test func noiseIsAddedToTheGivenGradient() throws {
    let given = try run(objective("0, 0"), .sgd, steps: 1)
    let exact = try run(loss, .sgd, steps: 1)
    let noise = given.trajectory[1].point - Point(5, 3)
    #expect(noise != .zero)
    #expect((exact.trajectory[1].point - given.trajectory[1].point + Point(1, 1.2)).norm < 1e-12)
  }

  @Test func aStepperMakesTheSameSteps() throws {
    let objective = try objective("2x + 1, 4y*x")
    let settings = try RunSettings(.momentum, learningRate: 0.02)
    let arrival = Stepper(objective: objective, settings: settings)
      .walk(from: Point(5, 3), limit: 40) { _, _, _ in false }
    #expect(
      arrival.point == (try run(objective, .momentum, rate: 0.02, steps: 40)).trajectory[40].point)
  }

  @Test func newtonTakesTheGivenGradientAndTheExactHessian() throws {
    let newton = try #require(OptimizerKind.named("newton"))
    let run = try run(objective("2x + 2, 4y"), newton, rate: 1, steps: 1)
    #expect((run.trajectory[1].point - Point(-1, 0)).norm < 1e-12)
  }

  @Test func lineSearchesSeeTheGivenGradient() throws {
    let bfgs = try #require(OptimizerKind.named("bfgs"))
    let wrong = try run(objective("-2x, -4y"), bfgs, rate: 1, steps: 30)
    #expect(wrong.trajectory[wrong.step].loss > 1)
    let right = try run(objective("2x, 4y"), bfgs, rate: 1, steps: 30)
    #expect(right.trajectory[right.step].loss < 1e-12)
  }

  @Test func batchesAreMeansOverTheirRows() throws {
    let columns = ["u": [1.0, 2, 3, 4], "v": [2.0, 3, 5, 9]]
    let sample = try Formula("(x*u + y - v)^2/2", parameters: ["u", "v"])
    let data = try #require(DataObjective(sample.compiled(columns: columns)))
    let typed = try GradientFormula("(x*u + y - v)*u, x*u + y - v", parameters: ["u", "v"])
    let given = SubstitutedObjective(data, gradient: .typed(typed.compiled(columns: columns)))
    for batch in [Batch.samples(1), .samples(3), .full] {
      let one = try run(given, .sgd, rate: 0.05, steps: 9, batch: batch)
      let other = try run(data, .sgd, rate: 0.05, steps: 9, batch: batch)
      #expect((one.trajectory[9].point - other.trajectory[9].point).norm < 1e-12)
    }
    let differences = SubstitutedObjective(
      data, gradient: .differences(FiniteDifferences(.central)))
    let one = try run(differences, .sgd, rate: 0.05, steps: 9, batch: .samples(2))
    let other = try run(data, .sgd, rate: 0.05, steps: 9, batch: .samples(2))
    let distance = (one.trajectory[9].point - other.trajectory[9].point).norm
    #expect(distance > 0 && distance < 1e-8)
  }

  // MARK: - Differences

  @Test func differencesAreTheirFormulas() {
    func cube(_ point: Point) -> Double { point.x * point.x * point.x + point.y }
    let forward = FiniteDifferences(.forward, h: 0.5).gradient(at: Point(1, 0), of: cube)
    #expect(forward == Point((3.375 - 1) / 0.5, 1))
    let central = FiniteDifferences(.central, h: 0.5).gradient(at: Point(1, 0), of: cube)
    #expect(central == Point(3.375 - 0.125, 1))
  }

  @Test func theAutomaticStepBalancesTheErrors() {
    for (kind, tolerance) in [(FiniteDifferences.Kind.forward, 1e-7), (.central, 1e-9)] {
      let differences = FiniteDifferences(kind)
      let far = differences.gradient(at: Point(1000, 0)) { $0.x * $0.x }
      #expect((far.x - 2000).magnitude < 2000 * tolerance)
      let near = differences.gradient(at: Point(0, 2)) { $0.y.squareRoot() }
      #expect((near.y - 0.125.squareRoot()).magnitude < tolerance)
    }
  }

  // MARK: - Words

  private static let scales = SurfaceScales(
    lower: Point(-6, -4), upper: Point(6, 4), lossRange: 60, lowestLoss: 0)

  @Test func aWrongSignIsGivenAsTheReasonOfDivergence() throws {
    let verdict = try run(objective("-2x, -4y"), steps: 60).verdict(scales: Self.scales)
    #expect(verdict == .diverged(step: 0, cause: .wrongGradient(angle: 180)))
    #expect(
      verdict.sentence
        == "the gradient that it is given points 180° off the exact one, so its steps climb")
    let climbing = try run(objective("-2x, -4y"), rate: 0.01, steps: 20).account(
      scales: Self.scales)
    #expect(climbing.news == .misled(angle: 180))
    #expect(climbing.tone == .warning)
  }

  @Test func aPlaceWithoutAGivenGradientIsNoMinimum() throws {
    let run = try run(objective("2x - 4, 4y"), steps: 400)
    let verdict = run.verdict(scales: Self.scales)
    guard case .crawling(_, because: .wrongGradient) = verdict else {
      Issue.record("\(verdict)")
      return
    }
    #expect(verdict.sentence.hasSuffix("given is almost 0 here, the exact one is not"))
  }

  @Test func theInspectorShowsBothGradients() throws {
    let inspection = Inspection(of: try run(objective("2x, -4y"), steps: 3), at: 0)
    #expect(inspection.formulas.prefix(2) == ["∇f = exact gradient", "g = your gradient"])
    #expect(inspection.gradient.full == Point(10, 12))
    #expect(inspection.gradient.gradient == Point(10, -12))
    #expect(inspection.gradient.substituteAngle.map { $0 > 100 } == true)
  }
}
