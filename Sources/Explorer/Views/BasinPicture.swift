import Calculus
import Canvas
import Experiments
import RealModule

/// A map of basins painted: the minimum by its colour, the number of steps by its shade, with the
/// surface's contour lines faintly over them.
struct BasinPicture: Sendable {
  let raster: Raster

  /// The numbers of steps between which the shades are spread.
  static let quickest = 2.0
  static let slowest = 200.0

  /// - Parameter picture: the surface on the same pixels, for its lines.
  init(_ chart: BasinAtlas.Chart, over picture: MapPicture) {
    let depth = picture.key.depth
    let under = picture.raster
    guard depth >= .indexed256, under.width > 0 else {
      raster = Raster(width: under.width, height: under.height)
      return
    }
    var inks: [BasinRegion: [Ink]] = [:]
    var painted = Raster(width: under.width, height: under.height)
    painted.withPixels { pixels in
      for y in 0..<under.height {
        let row = chart.map.height - 1 - y * chart.map.height / under.height
        for x in 0..<under.width {
          let column = x * chart.map.width / under.width
          guard let cell = chart.map.nearest(column: column, row: row) else { continue }
          let region = chart.region(of: cell.outcome)
          let ink = inks[region] ?? Ink.shades(of: region, depth: depth)
          inks[region] = ink
          let isLine = under[x, y].layer == .line
          let shade = ink[BasinPicture.shade(ofSteps: cell.steps)]
          pixels[y * under.width + x] = isLine ? shade.line : shade.area
        }
      }
    }
    raster = painted
  }

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
        guard let point = point(column, row), let cell = chart.map.nearest(to: point) else {
          continue
        }
        let region = chart.region(of: cell.outcome)
        let isQuick = BasinPicture.shade(ofSteps: cell.steps) < Palette.regionShades / 2
        if depth >= .indexed256 {
          guard (across + 5 * (up % 4 / 2)).isMultiple(of: 10), up.isMultiple(of: 2),
            let area = region.color(shade: 0, depth: depth),
            self[column, row].style.background == area
          else { continue }
          if case .minimum = region { continue }
          self[column, row] = Cell(
            region.letter,
            Style(foreground: Palette.line(over: area, depth: depth), background: area))
        } else if isQuick ? (across + up).isMultiple(of: 2) : (across + 2 * up).isMultiple(of: 4) {
          self[column, row] = Cell(region.letter, Style(attributes: depth == .none ? .dim : []))
        }
      }
    }
  }
}
