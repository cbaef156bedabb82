import Canvas

/// The colours of a map, from low loss (dark) to high loss (less dark).
public enum Ramp: String, Hashable, Sendable, CaseIterable {
  case magma, viridis, cividis, gray
  /// No bands, only contour lines on the terminal's default background.
  case lines

  /// The most bands with different colours; with more bands, neighbours share colours.
  func bandLimit(depth: ColorDepth) -> Int {
    switch depth {
    case .none, .eight, .sixteen: 1
    case .indexed256: self == .lines ? 1 : xtermBands.count
    case .trueColor: self == .lines ? 1 : 256
    }
  }

  /// The colours for a number of bands (at least one) and the lines between them.
  ///
  /// Bands and lines are so dark that each trail colour of `Palette` for dark backgrounds has a contrast
  /// of at least 3:1 against them. With 256 colours, all are entries of xterm's fixed palette. With 16
  /// or fewer there are only lines, because no two of those colours are distinguishable from each other
  /// and from all trails. Lines without bands suit the terminal's default background.
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

  /// The contrast between a line and its band among xterm's fixed colours, if they allow it.
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

  /// A number of elements, evenly picked or repeated, including the first and the last.
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

  /// The darkest of the fixed grays that is visible on a band: the fixed hues near it would look like
  /// other bands.
  static func xtermLine(above band: Color) -> Color {
    let grays = (232..<256).filter { XtermColors.luminances[$0] <= lightestLine }
    let clear = grays.first {
      XtermColors.all[$0].contrast(with: band) >= xtermLineContrast
        && XtermColors.luminances[$0] > band.luminance
    }
    return XtermColors.all[clear ?? grays[grays.count - 1]]
  }
}

/// The colours of a contour map: one for each band and one for each line between two bands, from
/// the lowest to the highest. `nil` is the terminal's default colour.
struct Shades: Hashable, Sendable {
  var bands: [Color?]
  var lines: [Color?]
}

extension Ramp {
  /// The colours of contour lines without bands, on the terminal's default background, from the lowest
  /// to the highest: higher levels stand out more.
  ///
  /// Trails have a contrast of at least 3:1 against each line on a dark background, 2.4:1 on a light one,
  /// where visible lines leave less room.
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
