import Calculus
import TestSupport
import Testing

@testable import Optimizers

/// When a run counts as gone or out of control, and when as slow: to the row.
@Suite struct EndsTests {
  private func verdicts(
    _ formula: String, lr: Double, from start: Point, steps: Int, lossRange: Double = 50,
    lowest: Double = .nan
  ) throws -> [Verdict] {
    var run = try Run(
      objective: FormulaObjective(try Formula(formula).compiled()), start: start,
      settings: RunSettings(.gd, learningRate: LearningRatePlan(lr)))
    run.advance(to: steps)
    let scales = SurfaceScales(
      lower: Point(-6, -6), upper: Point(6, 6), lossRange: lossRange, lowestLoss: lowest,
      statesMinima: lowest.isFinite)
    return (0...run.step).map { run.verdict(at: $0, scales: scales) }
  }

  private func isGone(_ verdict: Verdict) -> Bool {
    if case .leftMap = verdict { true } else { false }
  }

  /// From x = 5.55 a run that goes right by 0.1 is outside from row 5 on: after ten rows it has left.
  @Test func aRunHasLeftAfterTenRowsOutside() throws {
    let verdicts = try verdicts("-x", lr: 0.1, from: Point(5.55, 0), steps: 30)
    #expect(verdicts.firstIndex(where: isGone) == 14)
    #expect(verdicts[14...].allSatisfy(isGone))
  }

  /// Far outside it has left at once.
  @Test func farOutsideNoRowsAreCounted() throws {
    let verdicts = try verdicts("-x", lr: 5, from: Point(5.5, 0), steps: 6)
    #expect(verdicts.firstIndex(where: isGone) == 2, "x is 15.5")
  }

  /// A run that swings between a height far above its start and its start is out of control throughout.
  @Test func aDivergingRunStaysSoInItsLowRows() throws {
    let verdicts = try verdicts(
      "x^2 + if(x > 0, 10000, 1)", lr: 1, from: Point(-1, 0), steps: 12)
    for (row, verdict) in verdicts.enumerated().dropFirst() {
      guard case .diverged = verdict else {
        Issue.record("\(row): \(verdict)")
        continue
      }
    }
  }

  /// Along the floor of a groove a rate near a twentieth of the limit is too slow; that is said at the
  /// fifth end of a block of ten rows.
  @Test func slownessIsJudgedAtFourEndsOfBlocks() throws {
    let verdicts = try verdicts(
      "x^2/2000 + y^2/2", lr: 0.1, from: Point(5, 0), steps: 80, lossRange: 15, lowest: 0)
    let first = verdicts.firstIndex { if case .crawling = $0 { true } else { false } }
    #expect(first == 50)
  }
}
