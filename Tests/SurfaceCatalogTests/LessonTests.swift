import Calculus
import Optimizers
import SurfaceCatalog
import TestSupport
import Testing

/// The lessons of the surfaces, in numbers, at the rates that they name and at the best ones:
/// valleys, saddles and plateaus. `LessonMinimaTests` covers the surfaces with many minima,
/// `DataSurfaceTests` those of data.
@Suite(.slow) struct LessonTests {
  private static let rates = Trials.rates(1e-3, to: 1)

  @Test func quadraticGradientDescentDivergesAboveAHalf() throws {
    let bowl = try Trials("quadratic")
    for optimizer in ["gd", "momentum", "adam"] {
      #expect(try bowl.endings(optimizer, [0.1, 0.2, 0.4]) == [0])
    }
    #expect(try bowl.run("gd", 0.51, steps: 1000).trajectory[1000].loss > 1e6)
  }

  @Test func sphereGradientDescentArrivesInOneStepAndMomentumOvershoots() throws {
    let sphere = try Trials("sphere")
    #expect(try sphere.run("gd", 0.5, steps: 1).trajectory[1].point == .zero)
    let best = try #require(
      Self.rates.min { one, other in
        try sphere.settledStep("momentum", one, below: 0.01) ?? .max
          < sphere.settledStep("momentum", other, below: 0.01) ?? .max
      })
    let path = try sphere.run("momentum", best, steps: 200).trajectory
    #expect(path.contains { $0.point.x > 0.05 })
  }

  @Test func illConditionedMomentumAndAdamNeedLessThanHalfTheSteps() throws {
    let bowl = try Trials("ill-conditioned")
    let gd = try #require(try bowl.fewestSteps("gd", Self.rates, below: 0.01))
    for optimizer in ["momentum", "adam"] {
      let steps = try #require(try bowl.fewestSteps(optimizer, Self.rates, below: 0.01))
      #expect(2 * steps < gd, "\(optimizer)")
    }
  }

  @Test func rotatedDiagonalScalingLosesItsHelpAndTheFullMatrixDoesNot() throws {
    let (turned, straight) = (
      try Trials("rotated"), try Trials("rotated", parameters: ["angle": 0])
    )
    func steps(_ optimizer: String, _ rate: Double, _ trials: Trials) throws -> Int {
      try #require(try trials.settledStep(optimizer, rate, below: 0.01))
    }
    #expect(try steps("adam", 0.1, turned) > steps("gd", 0.018, turned))
    #expect(try 1.5 * Double(steps("adam", 0.1, straight)) < Double(steps("gd", 0.018, straight)))
    #expect(try 2 * steps("adam", 0.5, turned) < steps("gd", 0.018, turned))
    let wide = Trials.rates(0.1, to: 10)
    func fewest(_ optimizer: String, _ trials: Trials) throws -> Int {
      try #require(try trials.fewestSteps(optimizer, wide, below: 0.01))
    }
    #expect(try fewest("adagrad", turned) > 20 * fewest("adagrad", straight))
    #expect(try fewest("full_adagrad", turned) < 20)
    #expect(try fewest("full_adagrad", straight) < 20)
  }

  private func firstStep(_ run: Run, where holds: (Point) -> Bool) -> Int {
    (0...run.step).first { holds(run.trajectory.point($0)) } ?? .max
  }

  @Test func saddleNoiseMostlyShortensTheWait() throws {
    let saddle = try Trials("saddle")
    func wait(_ optimizer: String, _ rate: Double, seed: UInt64 = 0) throws -> Int {
      firstStep(try saddle.run(optimizer, rate, steps: 300, seed: seed)) { abs($0.y) > 2 }
    }
    let gd = try wait("gd", 0.05)
    #expect(gd < 300)
    let sooner = try (0..<20).filter { try wait("sgd", 0.05, seed: $0) < gd }
    #expect(sooner.count > 12)
    // Adam cuts the corner: it leaves without having been at the saddle.
    let adam = try saddle.run("adam", 0.02, steps: 300)
    #expect(adam.trajectory.allSatisfy { $0.point.norm > 0.3 })
    let momentum = try saddle.run("momentum", 0.02, steps: 300)
    #expect(momentum.trajectory.contains { $0.point.norm < 0.1 })
  }

  @Test func escapableSaddleIsAMatterOfTheRate() throws {
    let saddle = try Trials("escapable-saddle")
    #expect(firstStep(try saddle.run("gd", 0.05, steps: 300)) { abs($0.y) > 0.5 } == 131)
    #expect(try saddle.settledStep("gd", 1, below: -0.24) == 11)
    let rates = Trials.rates(0.01, to: 2) + (0...200).map { 0.3 + 0.001 * Double($0) }
    #expect(try saddle.fewestSteps("momentum", rates, below: -0.24, steps: 300) == 44)
    let ridge = try Trials("escapable-saddle", start: Point(-1.5, 0))
    for optimizer in ["gd", "momentum", "adam"] {
      #expect(try ridge.run(optimizer, 0.05, steps: 1000).trajectory[1000].point.y == 0)
    }
    for seed in 0..<10 {
      #expect(try ridge.ending("sgd", 0.05, steps: 400, seed: UInt64(seed)) != nil)
    }
  }

  @Test func walledSaddleHoldsGradientDescentAtItsLimit() throws {
    let saddle = try Trials("walled-saddle")
    #expect(try saddle.run("gd", 0.041, steps: 1000).trajectory[1000].loss > 1e6)
    for rate in Trials.rates(0.001, to: 0.0399) + [0.0399] {
      let run = try saddle.run("gd", rate, steps: 1000)
      #expect(firstStep(run) { abs($0.y) > 0.5 } >= 160)
    }
    for (optimizer, rate, steps) in [
      ("gd", 0.039, 198), ("momentum", 0.038, 82), ("adam", 0.055, 69),
    ] {
      #expect(try saddle.settledStep(optimizer, rate, below: -0.24) == steps)
      // Near the best of all rates.
      let best = try saddle.fewestSteps(optimizer, Trials.rates(0.001, to: 1), below: -0.24)
      #expect(steps <= best ?? 0, "\(optimizer)")
    }
  }

  @Test func monkeySaddleHoldsTheGradientButNotAdam() throws {
    let saddle = try Trials("monkey-saddle")
    let near = try saddle.run("gd", 0.0015, steps: 1000).trajectory.filter { $0.point.norm < 0.5 }
    #expect(near.count > 300)
    #expect(try saddle.run("adam", 0.02, steps: 300).trajectory.allSatisfy { $0.point.norm > 0.5 })
    #expect(try saddle.run("gd", 0.1, steps: 100).end != nil)
  }

  @Test func plateauAdamAloneWalksOff() throws {
    let plateau = try Trials("plateau")
    #expect(plateau.objective.evaluate(at: plateau.start).gradient.norm < 2.5e-6)
    // 1 and 1.9 are the stable limits in the hole.
    for (optimizer, limit) in [("gd", 1), ("momentum", 1.9)] {
      for rate in [0.1, limit] {
        let path = try plateau.run(optimizer, rate, steps: 3000).trajectory
        #expect((path[3000].point - plateau.start).norm < 0.3, "\(optimizer) \(rate)")
      }
    }
    #expect(try plateau.ending("adam", 0.1, steps: 100) == 0)
    #expect(firstStep(try plateau.run("adam", 0.1, steps: 100)) { $0.norm < 0.83 } == 26)
    let far = try Trials("plateau", start: Point(-3.9, 3.9))
    #expect(try far.run("adam", 0.1, steps: 1000).trajectory[1000].point.norm > 5)
  }

  @Test func rosenbrockMomentumNeedsATenthOfTheSteps() throws {
    let valley = try Trials("rosenbrock")
    let rates = Trials.rates(3e-4, to: 0.004)
    let momentum = try #require(try valley.fewestSteps("momentum", rates, below: 0.01, steps: 3000))
    let gd = try #require(try valley.fewestSteps("gd", rates, below: 0.01, steps: 3000))
    #expect(10 * momentum < gd)
  }

  @Test func bealeTheFloorIsSlowWithTheWalls() throws {
    let beale = try Trials("beale")
    let slow = try #require(try beale.settledStep("gd", 0.005, below: 1e-3, steps: 2000))
    #expect(abs(slow - 1100) < 20)
    #expect(try beale.settledStep("gd", 0.035, below: 1e-3) == 163)
    #expect(try beale.ending("gd", 0.045) == nil)
    for optimizer in ["momentum", "adam"] {
      let steps = try #require(try beale.fewestSteps(optimizer, Self.rates, below: 1e-3))
      #expect(abs(steps - 100) < 20)
    }
  }

  @Test func boothArrivesWithinFiftySteps() throws {
    let booth = try Trials("booth")
    #expect(try #require(try booth.settledStep("gd", 0.1, below: 1e-4)) < 50)
    let (least, largest) = booth.objective.hessian(at: Point(1, 3)).eigenvalues
    #expect(abs(largest / least - 9) < 1e-12)
  }

  @Test func matyasNoiseDriftsAlongTheFloor() throws {
    let matyas = try Trials("matyas")
    let (least, largest) = matyas.objective.hessian(at: .zero).eigenvalues
    #expect(abs(largest / least - 25) < 1e-12)
    let points = try matyas.run("sgd", 0.5, steps: 20_000).trajectory.suffix(19_000).map(\.point)
    let along = points.map { ($0.x + $0.y) * ($0.x + $0.y) }.reduce(0, +)
    let across = points.map { ($0.x - $0.y) * ($0.x - $0.y) }.reduce(0, +)
    #expect(along > 9 * across)
  }

  @Test func goldsteinPriceAdamTakesRatesOfTwoDecades() throws {
    let wall = try Trials("goldstein-price")
    #expect(try wall.endings("adam", Trials.rates(0.002, to: 0.2)) == [0])
    for rate in Trials.rates(2.5e-4, to: 1e-2) {
      #expect(try wall.run("gd", rate, steps: 1000).end != nil)
    }
    #expect(try wall.ending("gd", 1e-4) == 0)
  }
}
