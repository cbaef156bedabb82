import Canvas
import Testing

@testable import Explorer

@Suite("Region colours")
struct PaletteRegionsTests {
  /// The depths with colours of regions, and the grounds that they have there.
  private static let grounds: [(depth: ColorDepth, ground: Background)] = [
    (.indexed256, .dark), (.trueColor, .dark), (.trueColor, .light),
  ]

  private func fills(_ depth: ColorDepth, _ ground: Background) -> [Color] {
    let regions = (0..<Palette.regionCount).flatMap { region in
      (0..<Palette.regionShades).compactMap {
        Palette.region(region, shade: $0, depth: depth, on: ground)
      }
    }
    let others = (0..<Palette.regionShades).compactMap {
      Palette.otherRegion(shade: $0, depth: depth, on: ground)
    }
    let voids = (0..<Palette.voidCount).compactMap {
      Palette.void($0, depth: depth, on: ground)
    }
    return regions + others + voids
  }

  @Test("every trail has a contrast of 3:1 or more against every region and the lines over it")
  func contrast() {
    for (depth, ground) in Self.grounds {
      let fills = fills(depth, ground)
      let lines = fills.map { Palette.line(over: $0, depth: depth, on: ground) }
      for index in 0..<Palette.count {
        let trail = Palette.trail(index, depth: depth, on: ground) ?? Color(0x808080)
        #expect((fills + lines).allSatisfy { trail.contrast(with: $0) >= 3 })
      }
    }
  }

  @Test(
    "the first four regions differ by a CIEDE2000 of 14 or more for every kind of colour vision",
    arguments: ColorVision.allCases)
  func colorVision(vision: ColorVision) {
    for (depth, ground) in Self.grounds {
      let colors = (0..<4).compactMap { Palette.region($0, shade: 0, depth: depth, on: ground) }
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
    for (depth, ground) in Self.grounds {
      let colors =
        (0..<Palette.regionCount).compactMap {
          Palette.region($0, shade: 0, depth: depth, on: ground)
        }
        + [Palette.otherRegion(shade: 0, depth: depth, on: ground)].compactMap { $0 }
        + (0..<Palette.voidCount).compactMap { Palette.void($0, depth: depth, on: ground) }
      for first in colors.indices {
        for second in colors.indices where second > first {
          #expect(colors[first].difference(from: colors[second]) >= 3)
        }
      }
    }
  }

  @Test("shades become darker, pale ones paler, or stay where there is no other colour")
  func shades() {
    for (depth, ground) in Self.grounds {
      for region in 0..<Palette.regionCount {
        let shades = (0..<Palette.regionShades).compactMap {
          Palette.region(region, shade: $0, depth: depth, on: ground)?.luminance
        }
        let luminances = ground == .light ? shades.map { -$0 } : shades
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
