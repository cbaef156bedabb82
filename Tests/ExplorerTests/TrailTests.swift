import Calculus
import Canvas
import Comparison
import Landscape
import Optimizers
import Testing

@testable import Explorer

struct TrailTests {
  @Test(arguments: [0, 1, 5, 4096, 4097, 10_000, 1_000_000])
  func samplesAscendToTheLastStep(_ last: Int) {
    let samples = Array(TrailSamples(last: last))
    #expect(samples.last ?? 0 == last)
    #expect(zip(samples, samples.dropFirst()).allSatisfy { $0 < $1 })
    #expect(samples.count <= 3 * 4096)
    // All of the recent past.
    #expect(samples.suffix(100).count == min(100, last))
    #expect(samples.suffix(100).first ?? 0 == max(last - 99, min(last, 1)))
  }

  @Test func theStrideThroughALongPastIsOdd() {
    let samples = Array(TrailSamples(last: 1_000_000))
    #expect((samples[1] - samples[0]) % 2 == 1)
  }

  @Test func trailsBrightenTowardsThePresent() throws {
    let look = TrailLook(run: 0, depth: .trueColor)
    let luminances = try [0, 0.3, 0.6, 1].map {
      try #require(look.stroke(at: $0).pixel.color).luminance
    }
    #expect(luminances == luminances.sorted() && luminances[0] < luminances[3])
    // The older half is hardly brighter than the beginning.
    let full = try #require(Palette.trail(0)).luminance
    let middle = try #require(look.stroke(at: 0.5).pixel.color).luminance
    #expect(middle - luminances[0] < (full - luminances[0]) / 2)
  }

  /// Steps two pixels or more apart are dots, brighter than the links between them.
  @Test func stepsApartAreDots() throws {
    for depth in [ColorDepth.trueColor, .indexed256] {
      for background in Background.allCases {
        let look = TrailLook(run: 0, depth: depth, on: background)
        for fraction in [0, 0.3, 0.6, 1] {
          let dot = try #require(look.dot(at: fraction).color).luminance
          let link = try #require(look.link(at: fraction).pixel.color).luminance
          #expect(background == .dark ? dot > link + 0.05 : dot < link - 0.05)
        }
      }
    }
    for depth in [ColorDepth.none, .eight] {
      #expect(TrailLook(run: 0, depth: depth).link(at: 1).spacing > 1)
    }
  }

  @Test func aPathLeavesADotForEachStepApart() throws {
    // On the line x, gd with a rate of 1 goes left by 1 in each step.
    let state = try ExplorerState.paused(step: 3) {
      $0 = Setup(surface: Surface.typed(formula: try Formula("x")))
      $0.optimizers = [OptimizerSpec(.gd, learningRate: LearningRatePlan(1))]
    }
    let trajectory = state.race.runs[0].trajectory
    func raster(width: Int) -> (Raster, [PixelPoint]) {
      let projection = Projection(
        domain: state.viewport, cells: Rectangle(column: 0, row: 0, width: width, height: 4),
        glyphs: .quadrant)
      var raster = Raster(width: 2 * width, height: 8)
      let path = RunPath(trajectory, upTo: 3, look: TrailLook(run: 0, depth: .trueColor))
      raster.paint(path, in: projection, within: state.reach(on: projection))
      return (raster, (0...3).map { projection.pixel(of: trajectory.point($0)) })
    }
    let (wide, places) = raster(width: 40)
    #expect(wide.pixels.count { $0.layer == .dot } == 4)
    #expect(places.allSatisfy { wide[Int($0.x), Int($0.y)].layer == .dot })
    #expect(wide.pixels.contains { $0.layer == .stroke })
    #expect(!raster(width: 4).0.pixels.contains { $0.layer == .dot })
  }

  @Test func withoutColoursTrailsAreDotsThatNeverMerge() {
    let looks = (0..<8).map { TrailLook(run: $0, depth: .none) }
    let spacings = stride(from: 0, through: 1, by: 0.1).map { looks[0].stroke(at: $0).spacing }
    #expect(spacings == spacings.sorted(by: >) && spacings.last ?? 0 > 1)
    #expect(zip(spacings, spacings.dropFirst()).allSatisfy { $0 % $1 == 0 }, "dots coincide")
    #expect(Set(looks.map { $0.stroke(at: 1).phase }).count == 1)
  }
}
