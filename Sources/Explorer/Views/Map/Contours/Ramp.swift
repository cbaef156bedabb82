import Canvas

/// The colours of a map, from low loss to high loss: from dark to less dark, or in `paper` from white to
/// less light, for light terminals, projectors and printers.
public enum Ramp: String, Hashable, Sendable, CaseIterable {
  case magma, viridis, cividis, gray, paper
  /// No bands, only contour lines on the terminal's default background.
  case lines

  /// Whether trails on the bands must be light (on dark ones) or dark; nil without bands.
  var ground: Background? {
    switch self {
    case .magma, .viridis, .cividis, .gray: .dark
    case .paper: .light
    case .lines: nil
    }
  }

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
  /// Bands and lines are dark or light enough for a contrast of at least 3:1 with each trail colour of
  /// `Palette` for their ground. With 256 colours, all are entries of xterm's fixed palette.
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
      let lines = bands.dropFirst()
      return Shades(
        bands: bands,
        lines: ground == .light
          ? lines.map { _ in Self.xtermLineOnPaper } : lines.map(Self.xtermLine(above:)))
    }
    bands = (0..<count).map { color(at: Self.position($0, of: count)) }
    let lines = bands.dropFirst()
    return Shades(
      bands: bands,
      lines: ground == .light ? lines.map(Self.lineOnPaper) : lines.map(Self.line(above:)))
  }

  /// The colour at a position from 0 (lowest) to 1 (highest).
  ///
  /// The hues are those of the published table; OKLab's lightness rises evenly.
  func color(at position: Double) -> Color {
    let position = min(1, max(0, position))
    let hue = published(at: position)
    if self == .paper { return Color(hue) }
    let lightness = Self.lowestLightness + position * (highestLightness - Self.lowestLightness)
    return Color(
      OKLab(lightness: lightness, a: hue.a * publishedChroma, b: hue.b * publishedChroma))
  }

  static let lowestLightness = 0.13

  /// The luminance of the darkest line on paper: with `Palette.greatestLuminance` it keeps 3:1.
  static let darkestOnPaper = 0.4975

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

  static func lineOnPaper(_ band: Color) -> Color {
    let lab = OKLab(band)
    let line = Color(
      OKLab(lightness: lab.lightness - lineLightness, a: 1.2 * lab.a, b: 1.2 * lab.b))
    return line.luminance >= darkestOnPaper ? line : line.with(luminance: darkestOnPaper)
  }

  /// The darkest fixed gray that keeps 3:1 with trails.
  private static let xtermLineOnPaper = Color(0xDADADA)

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

  /// The lines of the hatch where there is no loss: gray, which no ramp with hues has; without bands
  /// like the contour lines.
  var hatch: Pixel {
    guard let lowest = bands.first ?? nil else {
      return Pixel(lines.last ?? nil, layer: .line, mark: .max)
    }
    return Pixel(Color(lowest.luminance < 0.5 ? 0x4E4E4E : 0xD4D4D4), layer: .band, mark: .max)
  }
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
    // Descent's own, from white by green to blue, with a lightness that falls evenly.
    case .paper: [0xFFFFFF, 0xEFF8DC, 0xC6ECCB, 0xA6DDE8, 0xAFC4F8].map { Color($0) }
    }
  }

  /// The part of the published chroma that is used, reduced with the lightness.
  var publishedChroma: Double {
    switch self {
    case .magma: 0.72
    case .viridis, .lines: 0.75
    case .cividis: 0.55
    case .gray: 0
    case .paper: 1
    }
  }

  /// The OKLab lightness of the highest band, which leaves room for a line that is lighter, or on paper
  /// darker.
  private var highestLightness: Double {
    switch self {
    case .magma: 0.435
    case .viridis, .lines: 0.405
    case .cividis, .gray: 0.41
    case .paper: 0.81
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
    case .paper: [231, 255, 254, 189]
    }
  }
}
