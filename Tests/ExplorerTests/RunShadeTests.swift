import Canvas
import Comparison
import Testing

@testable import Explorer

/// The colours of several runs of one optimizer.
@Suite struct RunShadeTests {
  private static let depths: [ColorDepth] = [.indexed256, .trueColor]

  private func inks(
    _ count: Int, hue: Int, depth: ColorDepth, on background: Background = .dark
  ) throws -> [RunInk] {
    // One optimizer at ascending rates, after other runs.
    let state = try ExplorerState.paused {
      $0.optimizers =
        try
        (["adam", "momentum", "sgd", "adagrad", "lion"].prefix(hue)
        + (1...count).map { "gd:lr=0.0\($0)" }).map { try OptimizerSpec($0) }
    }
    return (hue..<hue + count).map {
      RunInk(RunShade($0, state.scene.labels[$0]), depth: depth, on: background)
    }
  }

  @Test("every shade of a hue has a contrast of 3:1 or more against every shade of the map")
  func contrast() throws {
    for depth in Self.depths {
      let ground = Ramp.allCases.filter { $0.ground != .light }.flatMap { ramp in
        [2, 5, 12, 24].flatMap { count in
          let shades = ramp.shades(count: count, depth: depth)
          return (shades.bands + shades.lines).compactMap { $0 }
        }
      }
      for hue in 0...5 {
        for count in [2, 3, 5] {
          for ink in try inks(count, hue: hue, depth: depth) {
            let full = try #require(ink.full)
            #expect(full.luminance >= Palette.leastLuminance, "\(hue) \(count)")
            #expect(ground.allSatisfy { full.contrast(with: $0) >= 3 })
            for faint in [ink.ghost, ink.trail(recency: 0)] {
              #expect(ground.allSatisfy { faint?.contrast(with: $0) ?? 0 >= 1.5 })
            }
            #expect(ink.trail(recency: 1) == full)
          }
        }
      }
    }
  }

  @Test("on a light background every shade of a hue has a contrast of 4.5:1 or more")
  func lightContrast() throws {
    for depth in Self.depths {
      for hue in 0...5 {
        for ink in try inks(3, hue: hue, depth: depth, on: .light) {
          let full = try #require(ink.full)
          #expect(full.contrast(with: Color(0xFFFFFF)) >= 4.5)
        }
      }
    }
  }

  @Test("the shades of a hue go from dark to light by the rate, and differ")
  func order() throws {
    for background in Background.allCases {
      for depth in Self.depths {
        for hue in 0...5 {
          let colors = try inks(3, hue: hue, depth: depth, on: background).compactMap(\.full)
          let luminances = colors.map(\.luminance)
          #expect(luminances == luminances.sorted() && Set(colors).count == 3)
          // White has only grays.
          let least = depth == .trueColor ? 7.5 : 6
          for (darker, lighter) in zip(colors, colors.dropFirst()) {
            #expect(darker.difference(from: lighter) >= least, "\(background) \(depth) \(hue)")
          }
        }
      }
    }
  }

  @Test("with few colours each run has its own")
  func fewColors() throws {
    for depth in [ColorDepth.eight, .sixteen] {
      let colors = try inks(3, hue: 1, depth: depth).compactMap(\.full)
      #expect(colors == (1...3).compactMap { Palette.trail($0, depth: depth) })
    }
  }
}
