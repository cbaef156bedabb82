import Calculus
import Testing

@testable import Optimizers

@Suite struct TrajectoryTests {
  @Test func theLowestAndHighestRowsAreFoundUpToAnyRow() {
    // Swings with ties, over slightly more than three blocks.
    let losses = (0..<3500).map { row -> Double in Double((row * 7919) % 1013 - row / 1500 % 2) }
    var path = Trajectory(
      start: .zero, evaluation: Evaluation(loss: losses[0], gradient: .zero), learningRate: 1)
    for loss in losses.dropFirst() {
      path.append(.zero, loss: loss, gradientNorm: 0, learningRate: 1)
    }
    var lowest = 0
    var highest = 0
    for row in losses.indices {
      if losses[row] <= losses[lowest] { lowest = row }
      if losses[row] > losses[highest] { highest = row }
      if row % 17 == 0 || row % 1024 < 2 || row % 1024 > 1021 {
        #expect(path.lowestRow(upTo: row) == lowest)
        #expect(path.highestRow(upTo: row) == highest)
      }
    }
  }

  @Test func everyRowKnowsItsLearningRate() {
    var path = Trajectory(
      start: .zero, evaluation: Evaluation(loss: 0, gradient: .zero), learningRate: 0.5)
    let rates = [0.5, 0.5, 0.1, 0.1, 0.2, 0.1]
    for rate in rates { path.append(.zero, loss: 0, gradientNorm: 0, learningRate: rate) }
    #expect(path.map(\.learningRate) == [0.5] + rates)
  }

  @Test func aRunAtRestIsStoredInAFewRowsAndReadInAll() throws {
    var run = try Run(
      objective: TestObjective.bowl, start: Point(5, 3),
      settings: RunSettings(.gd, learningRate: 0.1))
    var early: [TrajectoryPoint] = []
    for step in 0..<50_000 {
      if step <= 3000 { early.append(run.trajectory[step]) }
      run.advance()
    }
    let path = run.trajectory
    #expect(path.count == 50_001 && path.storedRowCount < 10_000)
    #expect(early.indices.allSatisfy { path[$0] == early[$0] })
    let rest = path[50_000]
    #expect((30_000...50_000).allSatisfy { path[$0] == rest })
    // The lowest row is the last of those that are equal.
    #expect(path.lowestRow(upTo: 40_000) == 40_000 && path.highestRow(upTo: 40_000) == 0)
    #expect(path.lastRow(above: rest.loss, upTo: 50_000).map { path.loss($0) > rest.loss } ?? true)
  }

  @Test func aMovingRunIsStoredRowByRow() {
    var path = Trajectory(
      start: .zero, evaluation: Evaluation(loss: 0, gradient: .zero), learningRate: 1)
    // Zeros of both signs are different numbers, as 1/x shows.
    for row in 1..<4096 {
      path.append(
        Point(row.isMultiple(of: 2) ? 0 : -0.0, 1), loss: 2, gradientNorm: 0, learningRate: 1)
    }
    #expect(path.storedRowCount == 4096)
    #expect((1..<4096).allSatisfy { path.point($0).x.sign == ($0 % 2 == 0 ? .plus : .minus) })
  }

  @Test func copiesOfAPathGoOnApart() {
    var path = Trajectory(
      start: .zero, evaluation: Evaluation(loss: 0, gradient: .zero), learningRate: 1)
    func row(_ number: Int) -> Point { Point(Double(number), -1) }
    for number in 1..<2500 { path.append(row(number), loss: 1, gradientNorm: 1, learningRate: 1) }
    var other = path
    for number in 2500..<5000 {
      path.append(row(number), loss: 1, gradientNorm: 1, learningRate: 1)
      other.append(row(-number), loss: 1, gradientNorm: 1, learningRate: 1)
    }
    #expect((1..<5000).allSatisfy { path.point($0) == row($0) })
    #expect((1..<5000).allSatisfy { other.point($0) == row($0 < 2500 ? $0 : -$0) })
  }

  @Test func lengthsNeitherOverflowNorVanish() {
    #expect(Point(3, -4).portableNorm == 5)
    #expect(Point(0x3p900, 0x4p900).portableNorm == 0x5p900)
    #expect(Point(0x3p-900, 0x4p-900).portableNorm == 0x5p-900)
    #expect(Point(0, .leastNonzeroMagnitude).portableNorm == .leastNonzeroMagnitude)
    #expect(Point.zero.portableNorm == 0)
    #expect(Point(-.infinity, 1).portableNorm == .infinity)
    #expect(Point(.nan, 1).portableNorm.isNaN)
  }
}
