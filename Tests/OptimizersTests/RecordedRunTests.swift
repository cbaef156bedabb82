import Calculus
import Optimizers
import Testing

@Suite struct RecordedRunTests {
  private let objective: any Objective

  init() throws { objective = FormulaObjective(try Formula("x^2 + y^2").compiled()) }

  private func recording(
    _ rows: [(step: Int, point: Point)], losses: [Double]? = nil, name: String = "a"
  ) -> Recording {
    var recording = Recording(name: name, hasLosses: losses != nil)
    for (index, row) in rows.enumerated() {
      recording.append(step: row.step, row.point, loss: losses?[index] ?? .nan)
    }
    return recording
  }

  private let scales = SurfaceScales(
    lower: Point(-5, -5), upper: Point(5, 5), lossRange: 50, lowestLoss: 0)

  @Test func aRowIsWhereTheRunWasAtThatStep() throws {
    let rows = [(2, Point(3, 0)), (4, Point(1, 0)), (5, Point(0, 0))]
    var run = try #require(Run(recording(rows), on: objective))
    run.advance(to: 100)
    #expect(run.trajectory.map(\.point.x) == [3, 3, 3, 3, 1, 0])
    #expect(run.trajectory.map(\.loss) == [9, 9, 9, 9, 1, 0])
    #expect(run.trajectory.map(\.gradientNorm) == [6, 6, 6, 6, 2, 0])
    #expect(run.end == .recordingOver)
  }

  @Test func itsOwnLossesAreShownBesideThoseOfTheSurface() throws {
    let rows = [(0, Point(3, 0)), (1, Point(1, 0))]
    var run = try #require(Run(recording(rows, losses: [5, 7]), on: objective))
    run.advance(to: 1)
    #expect(run.hasOwnLosses)
    #expect(run.trajectory.loss(1) == 7)
    #expect(run.surfaceLoss(at: 1) == 1)
  }

  @Test func aSingleRowIsARun() throws {
    let run = try #require(Run(recording([(0, Point(1, 1))]), on: objective))
    #expect(run.end == .recordingOver)
    #expect(run.verdict(scales: scales).name == "recorded")
    #expect(Run(recording([]), on: objective) == nil)
  }

  /// Where the surface has no loss, the run is where it was all the same.
  @Test func holesOfTheSurfaceDoNotEndIt() throws {
    let holes = FormulaObjective(try Formula("log(x)").compiled())
    let rows = [
      (0, Point(-1, 0)), (1, Point(1, 0)), (2, Point(-2, 0)), (3, Point(2.718281828459045, 0)),
    ]
    var run = try #require(Run(recording(rows), on: holes))
    run.advance(to: 3)
    #expect(run.trajectory.map(\.point.x) == rows.map(\.1.x))
    #expect(run.trajectory.map(\.loss) == [0, 0, 0, 1])
    #expect(Run(recording([(0, Point(-1, 0))]), on: holes) == nil)
    #expect(Run(recording([(0, Point(-1, 0))], losses: [2]), on: holes) != nil)
  }

  @Test func itsEndingTakesThePlaceOfAVerdict() throws {
    var failing = recording([(0, Point(1, 0)), (1, Point(2, 0))])
    failing.append(step: 2, Point(.nan, 0))
    var run = try #require(Run(failing, on: objective))
    #expect(run.account(scales: scales).text == "recorded, 1 step")
    run.advance(to: 1)
    #expect(run.account(scales: scales).text == "recorded: not finite at 2")
    #expect(run.account(scales: scales).tone == .bad)
    var far = try #require(Run(recording([(0, Point(1, 0)), (300, Point(9, 0))]), on: objective))
    #expect(far.account(scales: scales).text == "recorded, 300 steps")
    far.advance(to: 300)
    #expect(far.account(scales: scales).text == "recorded, off the map now")
    #expect(far.account(scales: scales).label == "recorded, 300 steps")
  }

  @Test func moreRowsAreOnlyAdded() throws {
    var longer = recording([(0, Point(3, 0)), (1, Point(2, 0))])
    let first = try #require(Run(longer, on: objective))
    var race = try Race(objective: objective, start: .zero, settings: [], recorded: [first])
    race.advance(to: 10)
    #expect(race.hasEnded)
    longer.append(step: 2, Point(1, 0))
    let next = try #require(Run(longer, on: objective))
    race.follow(try Race(objective: objective, start: .zero, settings: [], recorded: [next]))
    #expect(race.runs[0].step == 1)
    #expect(!race.hasEnded)
    race.advance(to: 2)
    #expect(race.runs[0].trajectory.map(\.point.x) == [3, 2, 1])
    // Another version of the file begins again.
    var other = Recording(name: "a", origin: 1)
    other.append(step: 0, Point(4, 0))
    let anew = try #require(Run(other, on: objective))
    race.follow(try Race(objective: objective, start: .zero, settings: [], recorded: [anew]))
    #expect(race.runs[0].trajectory.map(\.point.x) == [4])
  }

  @Test func theInspectorShowsTheWayToTheNextRecordedRow() throws {
    var run = try #require(
      Run(recording([(0, Point(3, 0)), (10, Point(1, 1))]), on: objective))
    run.advance(to: 10)
    let inspection = Inspection(of: run, at: 4)
    #expect(inspection.nextRow == 10)
    #expect(inspection.step == Point(-2, 1))
    #expect(inspection.move == "recorded")
  }

  @Test func stepsBeyondTheLimitAreLeftOut() {
    var recording = recording([(0, Point(1, 0))])
    recording.append(step: Trajectory.stepLimit + 1, Point(2, 0))
    #expect(recording.steps == [0])
    #expect(recording.omitted == 1)
    #expect(recording.failure == nil)
  }
}
