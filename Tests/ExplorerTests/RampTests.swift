import Canvas
import Testing

@testable import Explorer

@Suite("Ramps")
struct RampTests {
  private static let depths: [ColorDepth] = [.indexed256, .trueColor]

  @Test(
    "bands become lighter from the lowest to the highest, and darker on paper",
    arguments: Ramp.allCases)
  func monotone(ramp: Ramp) {
    for depth in Self.depths {
      for count in 1...24 {
        let bands = ramp.shades(count: count, depth: depth).bands
        #expect(bands.count == count)
        guard ramp != .lines else {
          #expect(bands.allSatisfy { $0 == nil })
          continue
        }
        let luminances = bands.compactMap { $0?.luminance }
        #expect(luminances.count == count)
        let isDistinct = count <= ramp.bandLimit(depth: depth)
        let rising = ramp.ground == .light ? luminances.reversed() : luminances
        for (lower, upper) in zip(rising, rising.dropFirst()) {
          #expect(isDistinct ? lower < upper : lower <= upper)
        }
      }
    }
  }

  @Test("neighbouring bands can be told apart also with each colour-vision deficiency")
  func distinctBands() {
    for ramp in Ramp.allCases where ramp != .lines {
      let bands = ramp.shades(count: 10, depth: .trueColor).bands.compactMap { $0 }
      for vision in ColorVision.allCases {
        for (lower, upper) in zip(bands, bands.dropFirst()) {
          #expect(vision.seen(lower).difference(from: vision.seen(upper)) > 1)
        }
      }
    }
  }

  @Test(
    "a line is lighter than the bands on both sides, and darker on paper", arguments: Ramp.allCases)
  func lines(ramp: Ramp) {
    for depth in Self.depths {
      for count in [1, 2, 7, 12] {
        let shades = ramp.shades(count: count, depth: depth)
        #expect(shades.lines.count == count - 1)
        for (index, line) in shades.lines.enumerated() {
          let luminance = line?.luminance ?? 0
          for band in shades.bands[index...index + 1] {
            let other = band?.luminance ?? 0
            #expect(ramp.ground == .light ? luminance < other : luminance > other)
          }
        }
      }
    }
  }

  @Test("with 256 colours every shade is one of the fixed ones", arguments: Ramp.allCases)
  func indexed(ramp: Ramp) {
    let fixed = Set(XtermColors.all[16...])
    let shades = ramp.shades(count: 12, depth: .indexed256)
    #expect((shades.bands + shades.lines).allSatisfy { $0.map(fixed.contains) ?? true })
  }

  @Test("with few colours there are only lines, without colours nothing")
  func fewColors() {
    for ramp in Ramp.allCases {
      for depth in [ColorDepth.none, .eight, .sixteen] {
        let shades = ramp.shades(count: 5, depth: depth)
        #expect(shades.bands == [nil, nil, nil, nil, nil])
        #expect(shades.lines.allSatisfy { ($0 == nil) == (depth == .none) })
      }
    }
  }

  @Test("on a light background only lines without bands change, and higher ones are darker")
  func lightBackground() {
    for ramp in Ramp.allCases where ramp != .lines {
      for depth in Self.depths {
        #expect(
          ramp.shades(count: 9, depth: depth, on: .light) == ramp.shades(count: 9, depth: depth))
      }
    }
    let lines = Ramp.lines.shades(count: 9, depth: .trueColor, on: .light).lines
    let luminances = lines.compactMap { $0?.luminance }
    #expect(luminances.count == 8)
    #expect(zip(luminances, luminances.dropFirst()).allSatisfy { $0 > $1 })
    for vision in ColorVision.allCases {
      let ends = [lines[0], lines[7]].compactMap { $0.map(vision.seen) }
      #expect(ends[0].difference(from: ends[1]) > 5)
    }
    for depth in [ColorDepth.eight, .sixteen, .indexed256] {
      for color in Ramp.magma.shades(count: 5, depth: min(depth, .sixteen), on: .light).lines {
        #expect((1.5...2.5).contains(color?.contrast(with: Color(0xFFFFFF)) ?? 0))
      }
      let shades = Ramp.lines.shades(count: 5, depth: depth, on: .light)
      #expect(shades.lines.allSatisfy { $0.map { XtermColors.all.contains($0) } == true })
    }
  }

  @Test("positions outside 0…1 are cut off, also those that are not numbers")
  func positions() {
    #expect(Ramp.magma.color(at: -1) == Ramp.magma.color(at: 0))
    #expect(Ramp.magma.color(at: 7) == Ramp.magma.color(at: 1))
    #expect(Ramp.magma.color(at: .nan) == Ramp.magma.color(at: 0))
  }
}
