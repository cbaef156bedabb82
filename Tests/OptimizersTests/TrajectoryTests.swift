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
