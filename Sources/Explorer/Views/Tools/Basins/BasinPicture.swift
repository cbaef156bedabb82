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

/// The shaded colours of a map's regions, drawn under the trails. They are as dark as the ramps, so
/// that each trail has a contrast of at least 3:1. The first four have the largest minimum
/// difference in normal vision and the three colour-vision deficiencies (a CIEDE2000 of at least 14
/// in all pairs of the brightest shades); the others were added one by one by the same criterion.
extension Palette {
  private static let regions: [Color] = [
    0x4233A2, 0x4A4800, 0x00402F, 0x4E214B, 0x8C003D, 0x61366E, 0x69001A, 0x4C0078,
  ].map { Color($0) }

  /// Entries of xterm's fixed palette, brightest first; some hues have only one dark entry.
  private static let xtermRegions: [[Int]] = [
    [20, 19, 18], [22], [53], [239, 238, 237], [89, 88], [55, 54], [52], [23],
  ]

  /// The number of regions with distinct colours; the table repeats.
  static let regionCount = regions.count

  /// The number of shades of a region, if there are enough colours.
  static let regionShades = 5

  /// The ratio of the darkest shade's luminance to the brightest one's.
  private static let darkest = 0.22

  /// The colour of a region, from shade 0 (the brightest) to `regionShades` − 1; nil with 16
  /// colours or fewer, of which no dark ones are left.
  static func region(_ index: Int, shade: Int, depth: ColorDepth = .trueColor) -> Color? {
    let place = ((index % regionCount) + regionCount) % regionCount
    let shade = min(max(shade, 0), regionShades - 1)
    switch depth {
    case .none, .eight, .sixteen: return nil
    case .indexed256:
      let entries = xtermRegions[place]
      return XtermColors.all[entries[shade * entries.count / regionShades]]
    case .trueColor: return regionFades[place][shade]
    }
  }

  /// The common colour of all other regions, in the same shades: a gray.
  static func otherRegion(shade: Int, depth: ColorDepth = .trueColor) -> Color? {
    let shade = min(max(shade, 0), regionShades - 1)
    return switch depth {
    case .none, .eight, .sixteen: nil
    case .indexed256: XtermColors.all[[237, 236, 236, 234, 234][shade]]
    case .trueColor: otherFade[shade]
    }
  }

  /// The number of grays for places outside all regions.
  static let voidCount = 3

  /// A gray for places outside all regions; 0 is the darkest.
  static func void(_ index: Int, depth: ColorDepth = .trueColor) -> Color? {
    switch depth {
    case .none, .eight, .sixteen: nil
    case .indexed256: XtermColors.all[[16, 233, 235][min(max(index, 0), voidCount - 1)]]
    case .trueColor: Color([0x060606, 0x161616, 0x282828][min(max(index, 0), voidCount - 1)])
    }
  }

  /// The colour of a faint line on an area: lighter than the area and darker than each trail.
  static func line(over area: Color, depth: ColorDepth = .trueColor) -> Color {
    depth == .trueColor
      ? area.mixed(with: Ramp.line(above: area), 0.6) : Ramp.xtermLine(above: area)
  }

  private static let regionFades = regions.map(fade)
  private static let otherFade = fade(Color(0x40424A))

  /// The shades of a colour.
  private static func fade(_ full: Color) -> [Color] {
    let luminances = Color.evenLuminances(
      from: full.luminance, to: full.luminance * darkest, count: regionShades)
    return [full] + luminances.dropFirst().map { full.with(luminance: $0) }
  }
}
