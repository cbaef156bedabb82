import Canvas
import Testing

@testable import Explorer

@Suite("Trail colours")
struct PaletteTests {
  private static let depths: [ColorDepth] = [.indexed256, .trueColor]

  /// Every colour of a map that may be behind a trail.
  private func shades(_ depth: ColorDepth, ground: Background = .dark) -> [Color] {
    Ramp.allCases.filter { ($0.ground ?? .dark) == ground }.flatMap { ramp in
      [1, 2, 3, 5, 8, 12, 16, 24, 64].flatMap { count in
        let shades = ramp.shades(count: count, depth: depth)
        return (shades.bands + shades.lines).compactMap { $0 }
      }
    }
  }

  @Test("every trail has a contrast of 3:1 or more against every shade of every ramp")
  func contrast() {
    for depth in Self.depths {
      let (shades, paper) = (shades(depth), shades(depth, ground: .light))
      #expect(!paper.isEmpty)
      for index in 0..<Palette.count {
        let trail = Palette.trail(index, depth: depth) ?? Color(0)
        #expect(trail.luminance >= Palette.leastLuminance)
        #expect(shades.allSatisfy { trail.contrast(with: $0) >= 3 })
        let onPaper = Palette.trail(index, depth: depth, on: .light) ?? Color(0xFFFFFF)
        #expect(paper.allSatisfy { onPaper.contrast(with: $0) >= 3 })
      }
    }
  }

  @Test("the oldest part of a trail and a former trail keep 1.5:1")
  func faintContrast() {
    for depth in Self.depths {
      for ground in Background.allCases {
        let shades = shades(depth, ground: ground)
        for index in 0..<Palette.count {
          for faint in [
            Palette.trail(index, recency: 0, depth: depth, on: ground),
            Palette.ghost(index, depth: depth, on: ground),
          ] {
            #expect(shades.allSatisfy { faint?.contrast(with: $0) ?? 0 >= 1.45 })
          }
        }
      }
    }
  }

  @Test("trails brighten with recency, to their full colour")
  func recency() {
    for index in 0..<Palette.count {
      let luminances = [0, 0.25, 0.5, 0.75, 1].compactMap {
        Palette.trail(index, recency: $0)?.luminance
      }
      #expect(zip(luminances, luminances.dropFirst()).allSatisfy { $0 < $1 })
      for depth in ColorDepth.allCases {
        #expect(
          Palette.trail(index, recency: 1, depth: depth) == Palette.trail(index, depth: depth))
      }
    }
    #expect(Palette.trail(0, recency: .nan) == Palette.trail(0, recency: 0))
  }

  /// The smallest difference between two of the first four colours, for one kind of vision.
  private func leastDifference(
    _ vision: ColorVision, depth: ColorDepth, on background: Background
  ) -> Double {
    let colors = (0..<4).compactMap { Palette.trail($0, depth: depth, on: background) }
      .map(vision.seen)
    var least = Double.infinity
    for first in colors.indices {
      for second in colors.indices where second > first {
        least = min(least, colors[first].difference(from: colors[second]))
      }
    }
    return least
  }

  @Test(
    "the four default trails differ by a CIEDE2000 of 14 or more for every kind of colour vision",
    arguments: ColorVision.allCases)
  func colorVision(vision: ColorVision) {
    for background in Background.allCases {
      for depth in Self.depths {
        let least = leastDifference(vision, depth: depth, on: background)
        #expect(least >= (vision == .normal ? 30 : 14))
      }
    }
  }

  @Test(
    "with few colours on a light background the four trails differ as far as these colours do",
    arguments: ColorVision.allCases)
  func fewColors(vision: ColorVision) {
    #expect(leastDifference(vision, depth: .sixteen, on: .light) >= 15)
    #expect(leastDifference(vision, depth: .eight, on: .light) >= 8)
  }

  @Test("all trails differ for normal vision")
  func distinct() {
    for background in Background.allCases {
      for depth in Self.depths {
        let colors = (0..<Palette.count).compactMap {
          Palette.trail($0, depth: depth, on: background)
        }
        for first in colors.indices {
          for second in colors.indices where second > first {
            #expect(colors[first].difference(from: colors[second]) >= 10)
          }
        }
      }
    }
  }

  @Test("a fading trail does not turn into another's colour with 256 colours")
  func fadedHues() {
    func trail(_ index: Int, _ recency: Double, _ depth: ColorDepth, _ ground: Background) -> Color
    {
      Palette.trail(index, recency: recency, depth: depth, on: ground) ?? Color(0x123456)
    }
    for background in Background.allCases {
      for index in 0..<4 {
        for recency in [0, 0.3, 0.6] {
          let faded = trail(index, recency, .indexed256, background)
          let wanted = trail(index, recency, .trueColor, background)
          for other in 0..<4 where other != index {
            let others = trail(other, recency, .trueColor, background)
            #expect(faded.difference(from: wanted) < faded.difference(from: others))
          }
        }
      }
    }
  }

  @Test("every trail has 3:1 or more on the terminal's own background in any number of colours")
  func ownBackground() {
    for depth in ColorDepth.allCases where depth != .none {
      for index in 0..<Palette.count {
        let dark = Palette.trail(index, depth: depth, on: .dark)
        let light = Palette.trail(index, depth: depth, on: .light)
        #expect(dark?.contrast(with: Color(0x000000)) ?? 0 >= 3)
        #expect(light?.contrast(with: Color(0xFFFFFF)) ?? 0 >= (depth >= .indexed256 ? 4.5 : 3))
      }
    }
  }

  @Test("on white, lines can be seen, former trails stand out from them, and trails from both")
  func lightBackground() {
    let white = Color(0xFFFFFF)
    for depth in Self.depths {
      let lines = (2...16).flatMap {
        Ramp.lines.shades(count: $0, depth: depth, on: .light).lines.compactMap(\.self)
      }
      #expect(lines.allSatisfy { (1.5...2).contains($0.contrast(with: white)) })
      for index in 0..<Palette.count {
        let trail = Palette.trail(index, depth: depth, on: .light) ?? white
        #expect(trail.luminance <= Palette.greatestLuminance(at: depth))
        #expect(lines.allSatisfy { trail.contrast(with: $0) >= 2.4 })
        for faint in [
          Palette.trail(index, recency: 0, depth: depth, on: .light),
          Palette.ghost(index, depth: depth, on: .light),
        ] {
          #expect(lines.allSatisfy { faint?.contrast(with: $0) ?? 0 >= 1.45 })
        }
      }
    }
  }

  @Test("on a light background trails darken with recency, to their full colour")
  func lightRecency() {
    for index in 0..<Palette.count {
      let luminances = (0..<Palette.fadeSteps).compactMap {
        let recency = Double($0) / Double(Palette.fadeSteps - 1)
        return Palette.trail(index, recency: recency, on: .light)?.luminance
      }
      #expect(luminances.count == Palette.fadeSteps)
      #expect(zip(luminances, luminances.dropFirst()).allSatisfy { $0 > $1 })
      for depth in ColorDepth.allCases {
        #expect(
          Palette.trail(index, recency: 1, depth: depth, on: .light)
            == Palette.trail(index, depth: depth, on: .light))
      }
    }
  }

  @Test("the table starts again after its end; there are no colours without colours")
  func indices() {
    #expect(Palette.trail(Palette.count) == Palette.trail(0))
    #expect(Palette.trail(-1) == Palette.trail(Palette.count - 1))
    #expect(Palette.trail(2, depth: .none) == nil)
    #expect(Palette.trail(2, recency: 0.5, depth: .none) == nil)
    #expect(Palette.ghost(2, depth: .none) == nil)
  }
}
