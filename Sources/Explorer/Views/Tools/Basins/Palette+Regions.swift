import Canvas

/// The colours of regions of a map, in shades, under the trails.
///
/// They are as dark as the ramps, so that each trail has a contrast of at least 3:1. The first four have
/// the greatest least difference in normal vision and the three colour-vision deficiencies (a CIEDE2000
/// of at least 14 in all pairs of the brightest shades); the others were added one by one by the same
/// criterion.
extension Palette {
  private static let regions: [Color] = [
    0x4233A2, 0x4A4800, 0x00402F, 0x4E214B, 0x8C003D, 0x61366E, 0x69001A, 0x4C0078,
  ].map { Color($0) }

  /// Entries of xterm's fixed palette, brightest first; some hues have only one dark entry.
  private static let xtermRegions: [[Int]] = [
    [20, 19, 18], [22], [53], [239, 238, 237], [89, 88], [55, 54], [52], [23],
  ]

  /// The number of regions with different colours; the table repeats.
  static let regionCount = regions.count

  /// The number of shades of a region, if there are enough colours.
  static let regionShades = 5

  /// The ratio of the darkest shade's luminance to the brightest one's.
  private static let darkest = 0.22

  /// The colour of a region, from shade 0 (the brightest) to `regionShades` − 1; nil with 16 colours or
  /// fewer, which have no dark ones left.
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

  /// The common colour of all further regions, in the same shades: a gray.
  static func otherRegion(shade: Int, depth: ColorDepth = .trueColor) -> Color? {
    let shade = min(max(shade, 0), regionShades - 1)
    return switch depth {
    case .none, .eight, .sixteen: nil
    case .indexed256: XtermColors.all[[237, 236, 236, 234, 234][shade]]
    case .trueColor: otherFade[shade]
    }
  }

  /// The number of grays for places in no region.
  static let voidCount = 3

  /// A gray for places in no region; 0 is the darkest.
  static func void(_ index: Int, depth: ColorDepth = .trueColor) -> Color? {
    switch depth {
    case .none, .eight, .sixteen: nil
    case .indexed256: XtermColors.all[[16, 233, 235][min(max(index, 0), voidCount - 1)]]
    case .trueColor: Color([0x060606, 0x161616, 0x282828][min(max(index, 0), voidCount - 1)])
    }
  }

  /// The colour of a faint line over an area: lighter than the area and darker than each trail.
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
