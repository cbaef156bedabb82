import Calculus
import Canvas
import Comparison
import Landscape

/// The present points of all seeds of the runs that show many.
struct SeedDots {
  struct Dot {
    let point: Point
    let loss: Double
    let pixel: Pixel
  }

  let dots: [Dot]

  /// - Parameter runs: from top to bottom.
  init(of state: ExplorerState, runs: [Int], theme: Theme) {
    dots = runs.reversed().flatMap { run -> [Dot] in
      guard let cloud = state.seedCloud(of: run) else { return [] }
      let position = min(state.playback.position, cloud.position)
      let pixel = theme.trail(run).dot(at: 0)
      return (0..<cloud.count).map { seed in
        let row = cloud.row(of: seed, at: position)
        return Dot(point: row.point, loss: row.loss, pixel: pixel)
      }
    }
  }
}

extension Raster {
  /// Paints the seeds on a map.
  mutating func paint(_ seeds: SeedDots, in projection: Projection, glyphs: GlyphSet) {
    for dot in seeds.dots where projection.domain.contains(dot.point) {
      paint(dot.pixel, at: projection.pixel(of: dot.point), glyphs: glyphs)
    }
  }

  /// Paints the visible seeds on a relief.
  mutating func paint(_ seeds: SeedDots, on picture: ReliefPicture, glyphs: GlyphSet) {
    for dot in seeds.dots where picture.map.key.domain.contains(dot.point) {
      let place = picture.place(of: dot.point, loss: dot.loss)
      if picture.isVisible(place) { paint(dot.pixel, at: place.pixel, glyphs: glyphs) }
    }
  }

  /// A dot as wide as a cell, and about as high as it is wide.
  private mutating func paint(_ pixel: Pixel, at place: PixelPoint, glyphs: GlyphSet) {
    let left = Int(place.x) / glyphs.columns * glyphs.columns
    for x in left..<left + glyphs.columns { set(x: x, y: Int(place.y), to: pixel) }
  }
}
