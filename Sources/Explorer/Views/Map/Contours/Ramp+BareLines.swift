import Canvas

extension Ramp {
  /// The colours of contour lines without bands, on the terminal's own background, from the lowest
  /// to the highest: those of higher levels stand out more.
  ///
  /// On a dark background trails keep 3:1 against every line, on a light one 2.4:1: there lines that
  /// can be seen leave trails less room.
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

  /// The luminances of lines on a light background: 1.5:1 against white and more.
  static let (lightestOnLight, darkestOnLight) = (0.62, 0.51)

  private static func bareLine(at position: Double, on background: Background) -> Color {
    switch background {
    case .dark:
      return viridis.color(at: position).with(luminance: lightestLine * (0.6 + 0.4 * position))
    case .light:
      // The same hues, as pale as colours of this lightness can be.
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
