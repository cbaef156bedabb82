import Calculus
import Optimizers
import Testing

/// Runs that come to the edge of a grid of losses, or to a hole in it.
@Suite struct OffGridTests {
  /// The losses x² + y² at x, y −4, −3, …, 4.
  private func bowl(hole: (x: Int, y: Int)? = nil) -> BicubicSpline {
    var values: [Double] = []
    for y in -4...4 {
      for x in -4...4 {
        let isHole = x == hole?.x && y == hole?.y
        values.append(isHole ? .nan : Double(x * x + y * y))
      }
    }
    return BicubicSpline(values: values, width: 9, height: 9, x: -4...4, y: -4...4)
  }

  private let scales = SurfaceScales(
    lower: Point(-4, -4), upper: Point(4, 4), lossRange: 25, lowestLoss: 0)

  private func run(_ spline: BicubicSpline, from start: Point, rate: Double) throws -> Run {
    var run = try Run(
      objective: spline.objective(), start: start,
      settings: RunSettings(.gd, learningRate: LearningRatePlan(rate)))
    run.advance(to: 50)
    return run
  }

  @Test func aRunThatLeavesTheGridSaysSo() throws {
    // The point is multiplied by −1.5 in each step: −3, 4.5.
    let run = try run(bowl(), from: Point(2, 0), rate: 1.25)
    let verdict = run.verdict(scales: scales)
    #expect(verdict == .undefined(step: 2, .offGrid))
    #expect(verdict.name == "undefined" && verdict.step == 2 && verdict.tone == .bad)
    #expect(verdict.briefLabel == "left grid")
    let account = run.account(scales: scales)
    #expect(account.text == "left the grid at step 2")
    #expect(
      account.sentence
        == "step 2 would leave the grid, outside of which no loss is known, so the run stays")
  }

  @Test func aRunThatMeetsAHoleSaysSo() throws {
    let run = try run(bowl(hole: (0, 0)), from: Point(3, 0), rate: 0.25)
    let verdict = run.verdict(scales: scales)
    #expect(verdict == .undefined(step: 2, .hole))
    #expect(run.account(scales: scales).text == "stopped: hole of the grid at step 2")
  }

  @Test func aLeapFarBeyondTheGridIsADivergence() throws {
    let run = try run(bowl(), from: Point(2, 0), rate: 100)
    #expect(run.verdict(scales: scales).name == "diverged")
  }

  @Test func aGivenGradientChangesNoWords() throws {
    let wrong = try GradientFormula("-2x, -2y").compiled()
    let objective = SubstitutedObjective(bowl().objective(), gradient: .typed(wrong))
    var run = try Run(
      objective: objective, start: Point(2, 0), settings: RunSettings(.gd, learningRate: 0.25))
    run.advance(to: 50)
    #expect(run.verdict(scales: scales) == .undefined(step: 2, .offGrid))
  }

  @Test func theGridKnowsWhereItEnds() {
    let spline = bowl(hole: (3, 3))
    #expect(spline.offGrid(at: Point(0.5, -4)) == nil)
    #expect(spline.offGrid(at: Point(2.5, 3)) == .hole)
    #expect(spline.offGrid(at: Point(4.1, 0)) == .outside(x: -4...4, y: -4...4))
    #expect(spline.offGrid(at: Point(.nan, 0)) == .outside(x: -4...4, y: -4...4))
  }
}
