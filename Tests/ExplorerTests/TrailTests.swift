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
  }
}
