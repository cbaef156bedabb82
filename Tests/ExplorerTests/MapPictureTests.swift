import Calculus
import Canvas
import Comparison
import Landscape
import TestSupport
import Testing

@testable import Explorer

/// How many levels a map has, and when they are lines.
struct MapPictureTests {
  private func picture(
    _ width: Int, _ height: Int, depth: ColorDepth, glyphs: GlyphSet = .quadrant,
    _ change: (inout MapPicture.Key) -> Void = { _ in }
  ) throws -> MapPicture {
    let state = try ExplorerState.paused(depth: depth) {
      $0 = Setup(surface: Surface.typed(formula: try Formula("x^2 + 2y^2")))
    }
    var key = MapPicture.Key(state, cells: Size(width: width, height: height))
    key.glyphs = glyphs
    change(&key)
    return MapPicture(key: key, function: state.scene.function)
  }

  private func lines(_ picture: MapPicture) -> Int {
    picture.raster.pixels.count { $0.layer == .line }
  }

  /// Few colours leave few bands, but lines can be between bands of one colour.
  @Test func onALargeMapLinesShowTheShapeOfABowlWithFewColours() throws {
    for ramp in [Ramp.magma, .paper] {
      let picture = try picture(72, 36, depth: .indexed256) { $0.ramp = ramp }
      #expect(picture.levels.thresholds.count >= 9, "\(ramp)")
      let rim = picture.levels.thresholds.prefix { $0 < 25 }
      #expect(rim.count >= 5, "\(ramp)")
    }
    let bare = try picture(72, 36, depth: .indexed256) {
      ($0.ramp, $0.contours) = (.paper, .bands)
    }
    #expect(bare.levels.thresholds.count == 3 && lines(bare) == 0)
  }

  @Test func withoutBandsThereAreLinesWhateverIsChosen() throws {
    for depth in [ColorDepth.none, .eight, .sixteen] {
      #expect(lines(try picture(30, 14, depth: depth) { $0.contours = .bands }) > 50, "\(depth)")
    }
    #expect(lines(try picture(30, 14, depth: .trueColor) { $0.contours = .bands }) == 0)
  }

  @Test func aVerySmallMapHasFewerLinesInsteadOfNone() throws {
    let letters = try picture(18, 8, depth: .none, glyphs: .ascii)
    #expect(letters.levels.thresholds.count <= 4 && lines(letters) > 10)
    #expect(try picture(34, 17, depth: .none).levels.thresholds.count >= 7)
  }
}
