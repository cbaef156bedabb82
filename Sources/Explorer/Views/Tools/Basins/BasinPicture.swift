import Calculus
import Canvas
import Experiments
import RealModule

/// A map of basins, without anything that moves. It costs a lookup per pixel, so it is kept while
/// its atlas and its key are unchanged.
struct BasinPicture: Sendable {
  /// Everything it depends on except the atlas and the run.
  struct Key: Equatable {
    var map: MapPicture.Key
    /// Nil for a flat map.
    var camera: Camera?
  }

  let key: Key
  let atlas: BasinAtlas
  /// The basins of the map's run; nil before the first result, while the losses are shown.
  let chart: BasinAtlas.Chart?
  let raster: Raster

  /// - Parameter relief: the relief of the same map, if it is shown.
  init(_ atlas: BasinAtlas, of run: Int, over picture: MapPicture, relief: ReliefPicture?) {
    key = Key(map: picture.key, camera: relief?.key.camera)
    self.atlas = atlas
    chart = atlas.chart(of: run)
    let bare = relief?.raster ?? picture.raster
    raster = chart.map { relief?.raster(of: $0) ?? picture.raster(of: $0) } ?? bare
  }

  /// The numbers of steps at which the shades begin and end.
  static let quickest = 2.0
  static let slowest = 200.0

  /// The shade of a number of steps: even on a logarithmic scale, 0 for the fewest.
  static func shade(ofSteps steps: Int) -> Int {
    let place =
      Double.log(max(Double(steps), 1) / quickest) / Double.log(slowest / quickest)
    return min(max(Int(place * Double(Palette.regionShades)), 0), Palette.regionShades - 1)
  }

  /// A region in a shade, and a contour line on it.
  struct Ink {
    let area: Pixel
    let line: Pixel

    static func shades(
      of region: BasinRegion, depth: ColorDepth, on ground: Background
    ) -> [Ink] {
      (0..<Palette.regionShades).map { shade in
        guard let color = region.color(shade: shade, depth: depth, on: ground) else {
          return Ink(area: .empty, line: .empty)
        }
        return Ink(
          area: Pixel(color, layer: .band),
          line: Pixel(Palette.line(over: color, depth: depth, on: ground), layer: .line))
      }
    }
  }
}

extension MapPicture {
  /// The map in the colours of the basins: colours for minima and shades for numbers of steps, with
  /// the surface's contour lines faintly on top.
  func raster(of chart: BasinAtlas.Chart) -> Raster {
    let depth = key.depth
    var painted = Raster(width: raster.width, height: raster.height)
    guard depth >= .indexed256, raster.width > 0 else { return painted }
    var inks: [BasinRegion: [BasinPicture.Ink]] = [:]
    painted.withPixels { pixels in
      for y in 0..<raster.height {
        let row = chart.map.height - 1 - y * chart.map.height / raster.height
        for x in 0..<raster.width {
          let column = x * chart.map.width / raster.width
          guard let cell = chart.map.nearest(column: column, row: row) else { continue }
          let region = chart.region(of: cell.outcome)
          let ink =
            inks[region]
            ?? BasinPicture.Ink.shades(of: region, depth: depth, on: key.regionGround)
          inks[region] = ink
          let isLine = raster[x, y].layer == .line
          let shade = ink[BasinPicture.shade(ofSteps: cell.steps)]
          pixels[y * raster.width + x] = isLine ? shade.line : shade.area
        }
      }
    }
    return painted
  }
}

extension Frame {
  /// Draws the letters of the basins. Without colours they fill the map, more densely where a
  /// minimum is reached sooner; with colours only areas without a minimum have letters, sparsely.
  /// - Parameter point: the point of a cell; nil if it shows no part of the surface.
  mutating func drawBasinLetters(
    _ chart: BasinAtlas.Chart, in interior: Rectangle, depth: ColorDepth, theme: Theme,
    at point: (_ column: Int, _ row: Int) -> Point?
  ) {
    for row in interior.rows {
      let up = interior.rows.upperBound - 1 - row
      for column in interior.columns where self[column, row].glyph == " " {
        let across = column - interior.column
        if depth >= .indexed256 {
          guard (across + 5 * (up % 4 / 2)).isMultiple(of: 10), up.isMultiple(of: 2) else {
            continue
          }
        }
        guard let point = point(column, row), let cell = chart.map.nearest(to: point) else {
          continue
        }
        let region = chart.region(of: cell.outcome)
        if depth >= .indexed256 {
          let ground = theme.key.mapBackground
          guard let area = region.color(shade: 0, depth: depth, on: ground),
            self[column, row].style.background == area
          else { continue }
          if case .minimum = region { continue }
          self[column, row] = Cell(
            region.letter,
            Style(
              foreground: Palette.line(over: area, depth: depth, on: ground), background: area))
          continue
        }
        let isQuick = BasinPicture.shade(ofSteps: cell.steps) < Palette.regionShades / 2
        if isQuick ? (across + up).isMultiple(of: 2) : (across + 2 * up).isMultiple(of: 4) {
          self[column, row] = Cell(region.letter, Style(attributes: depth == .none ? .dim : []))
        }
      }
    }
  }
}
