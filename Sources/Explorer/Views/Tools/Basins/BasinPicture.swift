import Calculus
import Canvas
import Experiments
import RealModule

/// A map of basins, without anything that moves.
///
/// It costs a lookup for each pixel, so it is kept as long as its atlas and its key are the same.
struct BasinPicture: Sendable {
  /// Everything it depends on besides the atlas and the run.
  struct Key: Equatable {
    var map: MapPicture.Key
    /// Nil on a flat map.
    var camera: Camera?
  }

  let key: Key
  let atlas: BasinAtlas
  /// The basins of the map's run; nil while nothing of them is known, and the losses are shown.
  let chart: BasinAtlas.Chart?
  let raster: Raster

  /// - Parameter relief: of the same map, where it is shown in relief.
  init(_ atlas: BasinAtlas, of run: Int, over picture: MapPicture, relief: ReliefPicture?) {
    key = Key(map: picture.key, camera: relief?.key.camera)
    self.atlas = atlas
    chart = atlas.chart(of: run)
    let bare = relief?.raster ?? picture.raster
    raster = chart.map { relief?.raster(of: $0) ?? picture.raster(of: $0) } ?? bare
  }

  /// The numbers of steps between which the shades are spread.
  static let quickest = 2.0
  static let slowest = 200.0

  /// The shade for a number of steps: evenly on a logarithmic scale, 0 for the fewest.
  static func shade(ofSteps steps: Int) -> Int {
    let place =
      Double.log(max(Double(steps), 1) / quickest) / Double.log(slowest / quickest)
    return min(max(Int(place * Double(Palette.regionShades)), 0), Palette.regionShades - 1)
  }

  /// A region in a shade, and a contour line over it.
  struct Ink {
    let area: Pixel
    let line: Pixel

    static func shades(of region: BasinRegion, depth: ColorDepth) -> [Ink] {
      (0..<Palette.regionShades).map { shade in
        guard let color = region.color(shade: shade, depth: depth) else {
          return Ink(area: .empty, line: .empty)
        }
        return Ink(
          area: Pixel(color, layer: .band),
          line: Pixel(Palette.line(over: color, depth: depth), layer: .line))
      }
    }
  }
}

extension MapPicture {
  /// The map in the colours of the basins: the minimum by its colour, the number of steps by its
  /// shade, with the surface's contour lines faintly over them.
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
          let ink = inks[region] ?? BasinPicture.Ink.shades(of: region, depth: depth)
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
  /// The letters of the basins: everywhere where there are no colours for them, denser where the
  /// minimum is reached sooner; else only where no minimum is reached, and sparsely.
  /// - Parameter point: what a cell shows; nil where it shows nothing of the surface.
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
          guard let area = region.color(shade: 0, depth: depth),
            self[column, row].style.background == area
          else { continue }
          if case .minimum = region { continue }
          self[column, row] = Cell(
            region.letter,
            Style(foreground: Palette.line(over: area, depth: depth), background: area))
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
