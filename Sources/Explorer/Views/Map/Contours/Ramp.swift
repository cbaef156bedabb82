import Canvas

/// A way to colour the map, from low loss (dark) to high loss (less dark).
public enum Ramp: String, Hashable, Sendable, CaseIterable {
  case magma, viridis, cividis, gray
  /// No bands: contour lines on the terminal's own background.
  case lines

  /// The most bands that get a colour of their own; more bands share colours with a neighbour.
  func bandLimit(depth: ColorDepth) -> Int {
    switch depth {
    case .none, .eight, .sixteen: 1
    case .indexed256: self == .lines ? 1 : xtermBands.count
    case .trueColor: self == .lines ? 1 : 256
    }
  }

  /// The colours for a number of bands (at least one) and the lines between them.
  ///
  /// Every band is dark enough that each trail colour of `Palette` for dark backgrounds has a
  /// contrast of 3:1 or more against it and its lines. With 256 colours all are entries of xterm's
  /// fixed palette. With 16 or fewer there are only lines, as no other two of those colours can be
  /// told apart below every trail. Lines without bands are made for the terminal's own background.
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

  /// How much lighter than its band a contour line is, in OKLab.
  static let lineLightness = 0.065

  /// The contrast between a line and its band among xterm's fixed colours, where they allow it.
  private static let xtermLineContrast = 1.3

  /// The published table at a position, between its samples straight through OKLab.
  func published(at position: Double) -> OKLab {
    let samples = publishedSamples
    let place = position * Double(samples.count - 1)
    let index = min(samples.count - 2, Int(place))
    return OKLab(samples[index]).mixed(with: OKLab(samples[index + 1]), place - Double(index))
  }

  static func position(_ index: Int, of count: Int) -> Double {
    count > 1 ? Double(index) / Double(count - 1) : 0.5
  }

  /// As many elements as wanted, evenly picked or repeated, the first and last kept.
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

  /// The darkest of the fixed grays that shows well on a band: the fixed hues near it would look
  /// like bands of their own.
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
/// the lowest to the highest. `nil` is the terminal's own colour.
struct Shades: Hashable, Sendable {
  var bands: [Color?]
  var lines: [Color?]
}
