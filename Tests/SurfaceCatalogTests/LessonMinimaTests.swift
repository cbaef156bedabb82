import Calculus
import SurfaceCatalog
import TestSupport
import Testing

/// The lessons of the surfaces with several minima, in numbers.
@Suite(.slow) struct LessonMinimaTests {
  @Test func twoBasinsGradientDescentStaysInTheShallowOne() throws {
    let basins = try Trials("two-basins")
    #expect(try basins.endings("gd", Trials.rates(0.002, to: 0.5)) == [1])
    for seed in 0..<5 {
      let run = try basins.run("sgd", 0.1, steps: 3000, seed: UInt64(seed))
      let crossing = try #require((0...1000).first { run.trajectory.point($0).x < -0.5 })
      // Not back again.
      #expect((crossing...3000).allSatisfy { run.trajectory.point($0).x < 0 })
    }
  }

  @Test func gaussianWellsMomentumIsCarriedPastTheShallowOne() throws {
    let wells = try Trials("gaussian-wells")
    #expect(try wells.endings("gd", Trials.rates(0.002, to: 1)).subtracting([nil]) == [1])
    #expect(try wells.endings("momentum", Trials.rates(0.003, to: 0.06)) == [0])
  }

  @Test func dixonPriceShortStepsStayOnTheirSide() throws {
    let fork = try Trials("dixon-price")
    #expect(try fork.endings("gd", Trials.rates(0.002, to: 0.01)) == [0])
    #expect(try fork.endings("adam", Trials.rates(0.1, to: 1)) == [1])
  }

  @Test func himmelblauTheOptimizerChoosesTheMinimum() throws {
    let hill = try Trials("himmelblau")
    for optimizer in ["gd", "momentum"] {
      #expect(try hill.endings(optimizer, Trials.rates(0.001, to: 0.01)) == [3], "\(optimizer)")
    }
    #expect(try hill.endings("adam", Trials.rates(0.01, to: 1)) == [0])
  }

  @Test func styblinskiTangMomentumShootsThroughTheNearest() throws {
    let basins = try Trials("styblinski-tang")
    #expect(try basins.endings("gd", Trials.rates(0.001, to: 0.03)) == [2])
    #expect(try basins.endings("momentum", Trials.rates(0.004, to: 0.02)) == [0])
  }

  @Test func mcCormickTheStartChooses() throws {
    for (start, minimum) in [(nil, 0), (Point(3, 3), 1)] {
      let waves = try Trials("mccormick", start: start)
      for optimizer in ["gd", "momentum", "adam"] {
        for rate in Trials.rates(0.01, to: 0.4) {
          let end = try last(waves, optimizer, rate)
          guard waves.surface.domain.contains(end) else { continue }
          let distance = (end - waves.surface.minima[minimum]).norm
          #expect(distance < 0.1, "\(optimizer) \(rate)")
        }
      }
    }
    let function = try Trials("mccormick")
    let (low, high) = (function.surface.minima[0], function.surface.minima[1])
    let losses = [low, high].map { function.objective.evaluate(at: $0).loss }
    #expect(abs(losses[1] - losses[0] - 3) < 0.2)
  }

  @Test func threeHumpCamelMomentumRollsThrough() throws {
    let camel = try Trials("three-hump-camel")
    #expect(try camel.endings("gd", Trials.rates(0.002, to: 0.09)) == [1])
    #expect(try camel.endings("adam", Trials.rates(0.01, to: 0.29)) == [1])
    #expect(try camel.ending("momentum", 0.02) == 0)
  }

  @Test func sixHumpCamelMomentumJumpsOut() throws {
    let camel = try Trials("six-hump-camel")
    #expect(try camel.endings("gd", Trials.rates(0.001, to: 0.05)) == [5])
    #expect(try camel.endings("adam", Trials.rates(0.01, to: 0.08)) == [5])
    let rates = Trials.rates(0.002, to: 0.03)
    #expect(try camel.endings("momentum", rates).isSubset(of: [0, 1]))
  }

  /// The point of a run after 1000 steps.
  private func last(_ trials: Trials, _ optimizer: String, _ rate: Double) throws -> Point {
    let run = try trials.run(optimizer, rate, steps: 1000)
    return run.trajectory.point(run.step)
  }

  @Test func rastriginSmallStepsEndInTheFirstDimple() throws {
    let dimples = try Trials("rastrigin")
    let first = try last(dimples, "gd", 0.001)
    for optimizer in ["gd", "momentum", "adam"] {
      for rate in Trials.rates(0.001, to: 0.0025) {
        #expect(try (last(dimples, optimizer, rate) - first).norm < 0.1, "\(optimizer) \(rate)")
      }
    }
    for rate in Trials.rates(0.6, to: 3) {
      #expect(try (last(dimples, "adam", rate) - first).norm > 0.5)
    }
  }

  @Test func ackleyShortStepsSettleInTheFirstDimple() throws {
    let funnel = try Trials("ackley")
    let first = try last(funnel, "gd", 0.001)
    for (optimizer, limit) in [("gd", 0.025), ("momentum", 0.01), ("adam", 0.25)] {
      for rate in Trials.rates(0.001, to: limit) {
        #expect(try (last(funnel, optimizer, rate) - first).norm < 0.05, "\(optimizer) \(rate)")
      }
    }
    // In the middle, and not at rest.
    let run = try funnel.run("adam", 1, steps: 1000)
    let late = run.trajectory.suffix(200)
    #expect(late.allSatisfy { $0.point.norm < 1.5 })
    #expect(late.contains { $0.loss > 0.1 })
  }

  @Test func griewankNoOptimizerFindsTheMiddle() throws {
    let box = try Trials("griewank")
    for optimizer in ["gd", "momentum", "adam"] {
      #expect(try !box.endings(optimizer, Trials.rates(0.02, to: 1), steps: 600).contains(0))
    }
    let losses = box.surface.minima.map { box.objective.evaluate(at: $0).loss }
    #expect(losses.allSatisfy { $0 < 0.04 })
  }

  @Test func bohachevskyMomentumAndAdamRollOverTheDimples() throws {
    let bowl = try Trials("bohachevsky")
    let first = try last(bowl, "gd", 0.015)
    for rate in Trials.rates(0.001, to: 0.03) {
      #expect(try (last(bowl, "gd", rate) - first).norm < 0.01)
    }
    #expect(try bowl.endings("gd", Trials.rates(0.001, to: 1)) == [nil])
    #expect(try bowl.ending("momentum", 0.004) == 0)
    #expect(try bowl.ending("adam", 0.1) == 0)
  }

  @Test func levyAdamCrossesTheFurrows() throws {
    let furrows = try Trials("levy13")
    for rate in Trials.rates(0.0001, to: 0.0006) {
      #expect(try (last(furrows, "gd", rate) - furrows.start).norm < 3)
    }
    let run = try furrows.run("adam", 1, steps: 1000)
    #expect(run.trajectory.suffix(500).allSatisfy { ($0.point - Point(1, 1)).norm < 1 })
  }

  @Test func easomAStepDecides() throws {
    let (near, far) = (try Trials("easom"), try Trials("easom", start: Point(1.5, 1.5)))
    for (optimizer, rate) in [("gd", 0.35), ("momentum", 0.1), ("adam", 0.1)] {
      #expect(try near.ending(optimizer, rate) == 0)
      #expect(try far.endings(optimizer, Trials.rates(0.01, to: 1)) == [nil])
    }
  }
}
