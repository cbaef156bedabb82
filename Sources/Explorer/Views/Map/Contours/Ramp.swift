import Canvas

/// The colours of a map, from low loss (dark) to high loss (less dark).
public enum Ramp: String, Hashable, Sendable, CaseIterable {
  case magma, viridis, cividis, gray
  /// No bands, only contour lines on the terminal's default background.
  case lines

  /// The maximum number of bands with different colours; beyond it, neighbours share colours.
  func bandLimit(depth: ColorDepth) -> Int {
    switch depth {
    case .none, .eight, .sixteen: 1
    case .indexed256: self == .lines ? 1 : xtermBands.count
    case .trueColor: self == .lines ? 1 : 256
    }
  }

  /// The colours for a number of bands (at least one) and the lines between them.
  ///
  /// Bands and lines are dark enough for a contrast of at least 3:1 with each trail colour of
  /// `Palette` for dark backgrounds. With 256 colours, all are entries of xterm's fixed palette.
  /// With 16 or fewer there are only lines, because no two of those colours differ enough from each
  /// other and from all trails. Lines without bands suit the terminal's default background.
  func shades(count: Int, depth: ColorDepth, on background: Background = .dark) -> Shades {
    let count = max(1, count)
    guard self != .lines, depth >= .indexed256 else {
      return Shades(
        bands: Array(repeating: nil, count: count),
        lines: Self.bareLines(count - 1, depth: depth, on: background))
    }
    let bands: [Color]
    if depth == .indexed256 {
      bands = Self.spread(xtermBands, count).map { XtermColors.all[Int($0)] }
      return Shades(bands: bands, lines: bands.dropFirst().map(Self.xtermLine(above:)))
    }
    bands = (0..<count).map { color(at: Self.position($0, of: count)) }
    return Shades(bands: bands, lines: bands.dropFirst().map(Self.line(above:)))
  }

  /// The colour at a position from 0 (lowest) to 1 (highest).
  ///
  /// The hues are those of the published table; OKLab's lightness rises evenly.
  func color(at position: Double) -> Color {
    let position = min(1, max(0, position))
    let lightness = Self.lowestLightness + position * (highestLightness - Self.lowestLightness)
    let hue = published(at: position)
    return Color(
      OKLab(lightness: lightness, a: hue.a * publishedChroma, b: hue.b * publishedChroma))
  }

  static let lowestLightness = 0.15

  /// The luminance of the lightest contour line: with `Palette.leastLuminance` it keeps 3:1.
  static let lightestLine = 0.0995

  /// The difference in OKLab lightness between a contour line and its band.
  static let lineLightness = 0.065

  /// The contrast between a line and its band among xterm's fixed colours, if possible.
  private static let xtermLineContrast = 1.3

  /// The published table at a position, linearly interpolated in OKLab.
  func published(at position: Double) -> OKLab {
    let samples = publishedSamples
    let place = position * Double(samples.count - 1)
    let index = min(samples.count - 2, Int(place))
    return OKLab(samples[index]).mixed(with: OKLab(samples[index + 1]), place - Double(index))
  }

  static func position(_ index: Int, of count: Int) -> Double {
    count > 1 ? Double(index) / Double(count - 1) : 0.5
  }

  /// A number of elements, picked or repeated evenly, including the first and the last.
  static func spread<Element>(_ elements: [Element], _ count: Int) -> [Element] {
    (0..<count).map {
      elements[Int((position($0, of: count) * Double(elements.count - 1)).rounded())]
    }
  }

  static func line(above band: Color) -> Color {
    let lab = OKLab(band)
    let line = Color(
      OKLab(lightness: lab.lightness + lineLightness, a: 0.85 * lab.a, b: 0.85 * lab.b))
    return line.luminance <= lightestLine ? line : line.with(luminance: lightestLine)
  }

  /// The darkest fixed gray that is visible on a band: fixed hues of similar lightness would look
  /// like other bands.
  static func xtermLine(above band: Color) -> Color {
    let grays = (232..<256).filter { XtermColors.luminances[$0] <= lightestLine }
    let clear = grays.first {
      XtermColors.all[$0].contrast(with: band) >= xtermLineContrast
        && XtermColors.luminances[$0] > band.luminance
    }
    return XtermColors.all[clear ?? grays[grays.count - 1]]
  }
}

/// The colours of a contour map: one per band and one per line between two bands, from the lowest
/// to the highest. Nil means the terminal's default colour.
struct Shades: Hashable, Sendable {
  var bands: [Color?]
  var lines: [Color?]
}

extension Ramp {
  /// The colours of contour lines without bands, on the terminal's default background, from the lowest
  /// to the highest: higher levels stand out more.
  ///
  /// Trails have a contrast of at least 3:1 with each line on a dark background, and 2.4:1 on a
  /// light one, where visible lines leave less room.
  static func bareLines(_ count: Int, depth: ColorDepth, on background: Background) -> [Color?] {
    (0..<max(0, count)).map { index in
      let position = position(index, of: count)
      return switch depth {
      case .none: nil
      case .eight: XtermColors.all[background == .dark ? 7 : 6]
      case .sixteen: XtermColors.all[background == .light ? 6 : 2 * index < count ? 12 : 8]
      case .indexed256: xtermLine(at: position, on: background)
      case .trueColor: bareLine(at: position, on: background)
      }
    }
  }

  /// The luminances of lines on a light background, with a contrast of at least 1.5:1 against white.
  static let (lightestOnLight, darkestOnLight) = (0.62, 0.51)

  private static func bareLine(at position: Double, on background: Background) -> Color {
    switch background {
    case .dark:
      return viridis.color(at: position).with(luminance: lightestLine * (0.6 + 0.4 * position))
    case .light:
      // The same hues, as pale as possible at this lightness.
      let hue = viridis.published(at: position)
      let chroma = (hue.a * hue.a + hue.b * hue.b).squareRoot()
      let pale = OKLab(
        lightness: 0.83, a: 0.07 * hue.a / chroma, b: 0.07 * hue.b / chroma)
      return Color(pale).with(
        luminance: lightestOnLight + position * (darkestOnLight - lightestOnLight))
    }
  }

  private static func xtermLine(at position: Double, on background: Background) -> Color {
    let entries = background == .dark ? [21, 23, 24] : [152, 116, 44]
    return XtermColors.all[entries[Int((position * Double(entries.count - 1)).rounded())]]
  }
}

extension Ramp {
  /// Evenly spaced samples of the part of the published table that is used: for magma and viridis
  /// the lower part, whose hues are far from the yellows of trails.
  ///
  /// Source: matplotlib, `lib/matplotlib/_cm_listed.py` (magma and viridis by Smith and van der
  /// Walt, CC0; cividis by Nuñez, Anderton and Renslow, PLoS ONE 13 (2018) e0199239), every 15th
  /// entry of 256.
  var publishedSamples: [Color] {
    switch self {
    case .magma:
      [
        0x000004, 0x090720, 0x1A1042, 0x311165, 0x4A1079, 0x621980, 0x792282, 0x912B81, 0xAA337D,
        0xC23B75, 0xD9466B,
      ].map { Color($0) }
    case .viridis, .lines:
      [
        0x440154, 0x481769, 0x472A7A, 0x433D84, 0x3D4E8A, 0x355E8D, 0x2E6D8E, 0x297B8E, 0x23898E,
        0x1F978B, 0x21A585, 0x2EB37C,
      ].map { Color($0) }
    case .cividis:
      [
        0x00224E, 0x002D68, 0x163770, 0x2E416D, 0x3F4C6C, 0x4E566C, 0x5C616E, 0x696B71, 0x767676,
        0x838179, 0x928C78, 0xA09875, 0xAFA471, 0xBFB06B, 0xCFBD62, 0xDFCA57, 0xF0D846, 0xFEE838,
      ].map { Color($0) }
    case .gray: [Color(0x000000), Color(0x808080)]
    }
  }

  /// The part of the published chroma that is used, reduced with the lightness.
  var publishedChroma: Double {
    switch self {
    case .magma: 0.72
    case .viridis, .lines: 0.75
    case .cividis: 0.55
    case .gray: 0
    }
  }

  /// The OKLab lightness of the highest band. Its luminance is about 0.062 in every ramp, which
  /// leaves room for lighter lines.
  var highestLightness: Double {
    switch self {
    case .magma: 0.425
    case .viridis, .lines: 0.39
    case .cividis, .gray: 0.395
    }
  }

  /// Entries of xterm's fixed palette, in order of lightness. Only the grays among its few dark
  /// entries form a ramp: a saturated blue, purple or teal between them would dominate the map.
  /// Navy, darker than the grays that follow it, does not.
  var xtermBands: [UInt8] {
    switch self {
    case .magma, .gray: [16, 232, 233, 234, 235, 236, 237, 238, 239]
    case .viridis, .lines: [16, 17, 234, 235, 236, 237, 238, 239]
    case .cividis: [16, 232, 17, 234, 235, 236, 237, 238, 239]
    }
  }
}
