import Canvas
import Testing

@testable import Explorer

@Suite("Region colours")
struct PaletteRegionsTests {
  private static let depths: [ColorDepth] = [.indexed256, .trueColor]

  private func fills(_ depth: ColorDepth) -> [Color] {
    let regions = (0..<Palette.regionCount).flatMap { region in
      (0..<Palette.regionShades).compactMap {
        Palette.region(region, shade: $0, depth: depth)
      }
    }
    let others = (0..<Palette.regionShades).compactMap {
      Palette.otherRegion(shade: $0, depth: depth)
    }
    return regions + others + (0..<Palette.voidCount).compactMap { Palette.void($0, depth: depth) }
  }

  @Test("every trail has a contrast of 3:1 or more against every region and the lines over it")
  func contrast() {
    for depth in Self.depths {
      let fills = fills(depth)
      let lines = fills.map { Palette.line(over: $0, depth: depth) }
      for index in 0..<Palette.count {
        let trail = Palette.trail(index, depth: depth) ?? Color(0)
        #expect((fills + lines).allSatisfy { trail.contrast(with: $0) >= 3 })
      }
    }
  }

  @Test(
    "the first four regions differ by a CIEDE2000 of 14 or more for every kind of colour vision",
    arguments: ColorVision.allCases)
  func colorVision(vision: ColorVision) {
    for depth in Self.depths {
      let colors = (0..<4).compactMap { Palette.region($0, shade: 0, depth: depth) }
        .map(vision.seen)
      for first in colors.indices {
        for second in colors.indices where second > first {
          #expect(colors[first].difference(from: colors[second]) >= 14)
        }
      }
    }
  }

  @Test("all regions differ for normal vision, and from what belongs to none")
  func distinct() {
    for depth in Self.depths {
      let colors =
        (0..<Palette.regionCount).compactMap { Palette.region($0, shade: 0, depth: depth) }
        + [Palette.otherRegion(shade: 0, depth: depth)].compactMap { $0 }
        + (0..<Palette.voidCount).compactMap { Palette.void($0, depth: depth) }
      for first in colors.indices {
        for second in colors.indices where second > first {
          #expect(colors[first].difference(from: colors[second]) >= 3)
        }
      }
    }
  }

  @Test("shades become darker, or stay as they are where there is no darker colour")
  func shades() {
    for depth in Self.depths {
      for region in 0..<Palette.regionCount {
        let luminances = (0..<Palette.regionShades).compactMap {
          Palette.region(region, shade: $0, depth: depth)?.luminance
        }
        let pairs = zip(luminances, luminances.dropFirst())
        #expect(pairs.allSatisfy { depth == .trueColor ? $0 > $1 : $0 >= $1 })
      }
    }
  }

  @Test("with 16 colours or fewer there are none; the table starts again after its end")
  func indices() {
    for depth in [ColorDepth.none, .eight, .sixteen] {
      #expect(Palette.region(0, shade: 0, depth: depth) == nil)
      #expect(Palette.void(0, depth: depth) == nil)
    }
    #expect(Palette.region(Palette.regionCount, shade: 1) == Palette.region(0, shade: 1))
    #expect(Palette.region(-1, shade: 9) == Palette.region(7, shade: 4))
  }
}
