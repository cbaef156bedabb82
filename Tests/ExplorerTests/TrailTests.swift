import Canvas
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

  @Test func withoutColoursTrailsAreDotsThatNeverMerge() {
    let looks = (0..<8).map { TrailLook(run: $0, depth: .none) }
    let spacings = stride(from: 0, through: 1, by: 0.1).map { looks[0].stroke(at: $0).spacing }
    #expect(spacings == spacings.sorted(by: >) && spacings.last ?? 0 > 1)
    #expect(zip(spacings, spacings.dropFirst()).allSatisfy { $0 % $1 == 0 }, "dots coincide")
    #expect(Set(looks.map { $0.stroke(at: 1).phase }).count == 1)
  }
}
