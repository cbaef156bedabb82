import Calculus
import Optimizers
import Testing

/// Adagrad with the full matrix, and Shampoo.
@Suite struct FullMatrixTests {
  static let kinds: [OptimizerKind] = [.fullAdagrad, .shampoo]

  /// ½(a·u² + b·v²) with u and v turned by 30° relative to x and y.
  private static let cosine = 0.75.squareRoot()
  private static func turned(_ point: Point) -> Point {
    Point(cosine * point.x - 0.5 * point.y, 0.5 * point.x + cosine * point.y)
  }

  @Test(arguments: kinds)
  func aTurnedValleyTurnsThePath(kind: OptimizerKind) throws {
    let valley = TestObjective.quadratic(1, 100)
    let back = { @Sendable (point: Point) in
      Point(Self.cosine * point.x + 0.5 * point.y, Self.cosine * point.y - 0.5 * point.x)
    }
    let turnedValley = TestObjective(
      loss: { valley.loss(back($0)) }, gradient: { Self.turned(valley.gradient(back($0))) },
      curvature: valley.curvature)
    let start = Point(-4, 2)
    let straight = try run(kind.name, lr: 0.2, on: valley, from: start, steps: 200).trajectory
    let turned = try run(
      kind.name, lr: 0.2, on: turnedValley, from: Self.turned(start), steps: 200
    ).trajectory
    for (one, other) in zip(straight, turned) {
      #expect((Self.turned(one.point) - other.point).norm < 1e-10)
    }
    // The valley slows the diagonal rule down.
    let diagonal = try run(
      "adagrad", lr: 0.2, on: turnedValley, from: Self.turned(start), steps: 200)
    #expect(diagonal.trajectory[200].loss > 10 * turned[200].loss)
  }

  /// A first step follows the gradient and is as long as lr, whatever the gradient's size: the
  /// matrix has no second direction yet.
  @Test(arguments: [1e-3, 1, 1e6, 1e140])
  func theFirstStepIsAsLongAsTheRate(scale: Double) throws {
    let gradient = scale * Point(2, 4) * Point(5, 3)
    let path = try run(
      "full_adagrad", lr: 0.1, on: TestObjective.quadratic(2 * scale, 4 * scale), steps: 1
    ).trajectory
    let step = path[1].point - path[0].point
    let unit = gradient / scale / (gradient / scale).norm
    #expect((step + 0.1 * unit).norm < 1e-5 / max(scale, 1) + 1e-15)
  }

  /// Across a ray of a round bowl there is only rounding, which must not be followed.
  @Test(arguments: kinds)
  func onARoundBowlThePathIsStraight(kind: OptimizerKind) throws {
    let path = try run(
      kind.name, lr: 0.1, on: TestObjective.quadratic(2, 2), from: Point(-4, 3.3), steps: 500
    ).trajectory
    for row in path { #expect(abs(row.point.x * 3.3 + row.point.y * 4) < 1e-13) }
    #expect(path[500].point.norm < 0.9 * path[0].point.norm)
  }

  /// Along one axis a matrix has no additional information.
  @Test func onAnAxisItIsAdagrad() throws {
    let full = try run("full_adagrad", ["eps": 1e-8], lr: 0.3, from: Point(5, 0), steps: 50)
    let diagonal = try run("adagrad", ["eps": 1e-8], lr: 0.3, from: Point(5, 0), steps: 50)
    for (one, other) in zip(full.trajectory, diagonal.trajectory) {
      #expect((one.point - other.point).norm < 1e-13)
    }
  }

  @Test func shampooWithALittleEpsIsFullAdagrad() throws {
    let shampoo = try run("shampoo", ["eps": 1e-18], lr: 0.2, steps: 100).trajectory
    let full = try run("full_adagrad", ["eps": 1e-12], lr: 0.2, steps: 100).trajectory
    #expect(zip(shampoo, full).allSatisfy { ($0.point - $1.point).norm < 1e-9 })
  }
}
