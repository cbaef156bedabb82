import Canvas
import Comparison

/// The colours of a figure.
public enum Theme: String, CaseIterable, Hashable, Sendable {
  /// Pale bands and dark paths, for white slides and papers.
  case light
  /// Dark bands and light paths, for dark slides.
  case dark
  /// Grays and dashes that survive a printer without colours.
  case print
}

extension Theme {
  var background: Color { self == .dark ? Color(0x121218) : Color(0xFFFFFF) }
  var text: Color { self == .dark ? Color(0xE4E4E8) : Color(0x1A1A1A) }
  /// What explains: ticks, rates, signs.
  var muted: Color { self == .dark ? Color(0xA8A8B0) : Color(0x595959) }
  var frame: Color { self == .dark ? Color(0x707078) : Color(0x808080) }
  /// The lines that lead the eye through the chart.
  var grid: Color { self == .dark ? Color(0x303038) : Color(0xE4E4E4) }
  /// The strokes over what has no loss.
  var hatch: Color { self == .dark ? Color(0x606068) : Color(0xB0B0B0) }

  /// The colours of a number of bands, the lowest first.
  ///
  /// Low losses stand where paths end, so there the ground is farthest from the paths' colours. Each
  /// colour of a run has a contrast of 3:1 or more against each band.
  func bands(_ count: Int) -> [Color] {
    let stops = groundStops
    return (0..<count).map { index in
      let place = count > 1 ? Double(index) / Double(count - 1) : 0
      let position = place * Double(stops.count - 1)
      let lower = min(Int(position), stops.count - 2)
      return stops[lower].mixed(with: stops[lower + 1], position - Double(lower))
    }
  }

  /// The line where a band begins.
  func line(on band: Color) -> Color {
    var lab = OKLab(band)
    lab.lightness += self == .dark ? 0.09 : -0.13
    return Color(lab)
  }

  private var groundStops: [Color] {
    switch self {
    case .light:
      [0xFFFFFF, 0xEFF7DE, 0xC9EBCD, 0xA9DCE6, 0xABC2F2].map { Color($0) }
    case .dark: [Color(0x0B0B14), Color(0x1D1638), Color(0x3F1F52), Color(0x5A2A56)]
    case .print: [Color(0xFFFFFF), Color(0xE4E4E4), Color(0xC6C6C6)]
    }
  }

  /// The colour of a run; beyond the last they begin again.
  func run(_ index: Int) -> Color {
    let colors = runColors
    return colors[index % colors.count]
  }

  /// The colour of a run with a label: runs of one optimizer have shades of one hue, from dark to
  /// light by ascending rate.
  func run(_ index: Int, _ label: RunLabel) -> Color {
    guard label.count > 1, self != .print else { return run(index) }
    let luminances = self == .dark ? 0.42...0.86 : 0.025...0.135
    return run(label.first).shades(label.count, luminance: luminances)[label.rank]
  }

  /// Those for light ground are dark and those for dark ground light, with the same hues, so that a
  /// run is told by the same word on both.
  private var runColors: [Color] {
    let inks: [UInt32] =
      switch self {
      case .dark:
        [
          0xFFD700, 0xFF87AF, 0x5FAFFF, 0x87FFAF, 0xFFFFFF, 0xFFAF5F, 0xD7AFFF, 0xAFAF5F, 0x00D7D7,
          0xFFD7FF, 0xD7FF00, 0xAFD7D7,
        ]
      case .light:
        [
          0x7A5200, 0xB8006E, 0x0050C8, 0x005F4B, 0x5F0000, 0x202070, 0x000000, 0x6B4A9B, 0x8A2F00,
          0x3A3A3A, 0x700070, 0x00586E,
        ]
      case .print: [0x000000, 0x4A4A4A, 0x1F1F1F, 0x5C5C5C, 0x101010, 0x3C3C3C]
      }
    return inks.map { Color($0) }
  }

  /// The dashes of a run's line, as lengths of strokes and gaps; empty for a whole one.
  ///
  /// With colours, runs beyond the last colour have other dashes than those with the same colour.
  func dashes(_ run: Int) -> [Double] {
    let patterns: [[Double]] = [[], [6, 2.5], [1.5, 2.5], [8, 2.5, 1.5, 2.5], [3, 2], [12, 3]]
    let index = self == .print ? run : run / runColors.count
    return patterns[index % patterns.count]
  }
}

extension Figure {
  /// The colour of a run.
  func color(of run: Int) -> Color { theme.run(run, scene.labels[run]) }
}

extension Color {
  /// The colour as SVG writes it: `#ffd700`.
  var webColor: String { "#" + hexadecimal }
}
