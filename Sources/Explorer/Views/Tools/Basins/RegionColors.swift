import Canvas

/// The shaded colours of a map's regions, drawn under the trails.
///
/// They leave each trail a contrast of at least 3:1: dark ones for the light trails, and in true colour
/// pale ones for the dark trails of light backgrounds. The first four of each have the largest minimum
/// difference in normal vision and the three colour-vision deficiencies (a CIEDE2000 of at least 14
/// in all pairs of the strongest shades); the others were added one by one by the same criterion.
extension Palette {
  private static let regions: [Color] = [
    0x4233A2, 0x4A4800, 0x00402F, 0x4E214B, 0x8C003D, 0x61366E, 0x69001A, 0x4C0078,
  ].map { Color($0) }

  private static let paleRegions: [Color] = [
    0xD5B9FF, 0xE4E87E, 0xB8CDA4, 0xF6C4D7, 0x7ED6CA, 0xA9CCFF, 0xFFC894, 0xBDE8F0,
  ].map { Color($0) }

  /// Entries of xterm's fixed palette, brightest first; some hues have only one dark entry.
  private static let xtermRegions: [[Int]] = [
    [20, 19, 18], [22], [53], [239, 238, 237], [89, 88], [55, 54], [52], [23],
  ]

  /// The number of regions with distinct colours; the table repeats.
  static let regionCount = regions.count

  /// The number of shades of a region, if there are enough colours.
  static let regionShades = 5

  /// The background of regions: light ones need more colours than the fixed palette has.
  static func regionGround(
    ramp: Ramp, depth: ColorDepth, on background: Background
  ) -> Background {
    depth == .trueColor ? ramp.ground ?? background : .dark
  }

  /// The colour of a region, from shade 0 (the strongest) to `regionShades` − 1; nil with 16
  /// colours or fewer, of which no suitable ones are left.
  static func region(
    _ index: Int, shade: Int, depth: ColorDepth = .trueColor, on ground: Background = .dark
  ) -> Color? {
    let place = ((index % regionCount) + regionCount) % regionCount
    let shade = min(max(shade, 0), regionShades - 1)
    switch depth {
    case .none, .eight, .sixteen: return nil
    case .indexed256:
      let entries = xtermRegions[place]
      return XtermColors.all[entries[shade * entries.count / regionShades]]
    case .trueColor: return (ground == .dark ? regionFades : paleFades)[place][shade]
    }
  }

  /// The common colour of all other regions, in the same shades: a gray.
  static func otherRegion(
    shade: Int, depth: ColorDepth = .trueColor, on ground: Background = .dark
  ) -> Color? {
    let shade = min(max(shade, 0), regionShades - 1)
    return switch depth {
    case .none, .eight, .sixteen: nil
    case .indexed256: XtermColors.all[[237, 236, 236, 234, 234][shade]]
    case .trueColor: (ground == .dark ? otherFade : otherPaleFade)[shade]
    }
  }

  /// The number of grays for places outside all regions.
  static let voidCount = 3

  /// A gray for places outside all regions; 0 differs most from the trails.
  static func void(
    _ index: Int, depth: ColorDepth = .trueColor, on ground: Background = .dark
  ) -> Color? {
    let index = min(max(index, 0), voidCount - 1)
    return switch (depth, ground) {
    case (.none, _), (.eight, _), (.sixteen, _): nil
    case (.indexed256, _): XtermColors.all[[16, 233, 235][index]]
    case (.trueColor, .dark): Color([0x060606, 0x161616, 0x282828][index])
    case (.trueColor, .light): Color([0xFCFCFC, 0xEAEAEA, 0xD6D6D6][index])
    }
  }

  /// The colour of a faint line on an area: between that of the area and those of the trails.
  static func line(
    over area: Color, depth: ColorDepth = .trueColor, on ground: Background = .dark
  ) -> Color {
    guard depth == .trueColor else { return Ramp.xtermLine(above: area) }
    return area.mixed(with: ground == .dark ? Ramp.line(above: area) : Ramp.lineOnPaper(area), 0.6)
  }

  private static let regionFades = regions.map(fade)
  private static let otherFade = fade(Color(0x40424A))
  private static let paleFades = paleRegions.map(paleFade)
  private static let otherPaleFade = paleFade(Color(0xC4C8D2))

  /// The ratio of the darkest shade's luminance to the brightest one's.
  private static let darkest = 0.22
  /// How far the palest shade is on the way to white.
  private static let palest = 0.8

  private static func fade(_ full: Color) -> [Color] {
    let luminances = Color.evenLuminances(
      from: full.luminance, to: full.luminance * darkest, count: regionShades)
    return [full] + luminances.dropFirst().map { full.with(luminance: $0) }
  }

  private static func paleFade(_ full: Color) -> [Color] {
    (0..<regionShades).map { shade in
      full.mixed(with: Color(0xFFFFFF), palest * Double(shade) / Double(regionShades - 1))
    }
  }
}
