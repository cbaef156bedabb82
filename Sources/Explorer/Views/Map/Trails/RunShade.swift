import Canvas
import Comparison

/// The place of a run among the colours of a race: runs of one optimizer have shades of one hue,
/// from dark to light by ascending rate.
struct RunShade: Hashable, Sendable {
  /// The run.
  let run: Int
  /// The run whose colour is the hue.
  let hue: Int
  /// The place among the shades, from 0.
  let rank: Int
  /// The number of shades; 1 for the only run of its optimizer.
  let count: Int

  /// The shade of the only run of its optimizer.
  init(_ run: Int) { (self.run, hue, rank, count) = (run, run, 0, 1) }

  init(_ run: Int, _ label: RunLabel) {
    (self.run, hue, rank, count) = (run, label.first, label.rank, label.count)
  }
}

/// The colours of a run in a depth, on a background.
struct RunInk: Hashable, Sendable {
  /// The colour of its name, its sign and the newest part of its trail; nil without colours.
  let full: Color?
  let ghost: Color?
  private let fade: [Color?]

  /// With 16 colours or fewer, hues have no shades: each run has a colour of its own.
  init(_ shade: RunShade, depth: ColorDepth, on background: Background) {
    guard shade.count > 1, depth >= .indexed256,
      let hue = Palette.trail(shade.hue, depth: .trueColor, on: background)
    else {
      full = Palette.trail(shade.run, depth: depth, on: background)
      ghost = Palette.ghost(shade.run, depth: depth, on: background)
      fade = (0..<Palette.fadeSteps).map { step in
        Palette.trail(
          shade.run, recency: Double(step) / Double(Palette.fadeSteps - 1), depth: depth,
          on: background)
      }
      return
    }
    let shades = Palette.shades(of: hue, shade.count, depth: depth, on: background)
    let own = shades[min(shade.rank, shades.count - 1)]
    let fades = TrailColors.fade(to: own, on: background)
    let faint = TrailColors.ghost(of: fades[0], on: background)
    if depth == .trueColor {
      (full, fade, ghost) = (own, fades, faint)
    } else {
      full = own
      fade = fades.dropLast().map { TrailColors.nearestHue(to: $0, on: background) } + [own]
      ghost = TrailColors.nearestHue(to: faint, on: background)
    }
  }

  /// The colour of a part of its trail, from 0, the oldest part, to 1, the newest.
  func trail(recency: Double) -> Color? {
    // `max` with 0 as its first argument also replaces NaN.
    fade[Int((min(1, max(0, recency)) * Double(fade.count - 1)).rounded())]
  }
}

extension Palette {
  /// The luminance of the lightest shade of a hue on a dark background: lighter ones all look
  /// white.
  private static let lightestShade = 0.86
  /// The luminance of the darkest shade of a hue on a light background: darker ones all look black.
  private static let darkestShade = 0.025

  /// Shades of a hue, from dark to light, each visible enough for a trail; with 256 colours the
  /// nearest fixed ones, all different as long as there are enough of them.
  static func shades(
    of hue: Color, _ count: Int, depth: ColorDepth, on background: Background
  ) -> [Color] {
    // A little inside the limits, which rounding to whole colours would miss.
    let range =
      switch background {
      case .dark: (leastLuminance * 1.02)...lightestShade
      case .light: darkestShade...(greatestLuminance(at: depth) * 0.98)
      }
    let shades = hue.shades(max(count, 2), luminance: range)
    guard depth == .indexed256 else { return shades }
    let fixed = (16..<256).filter { index in
      let luminance = XtermColors.luminances[index]
      return background == .dark
        ? luminance >= leastLuminance : luminance <= greatestLuminance(at: depth)
    }
    var free = fixed
    return shades.map { shade in
      let wanted = OKLab(shade)
      /// Lightness counts most: it is what tells the shades apart.
      func distance(_ index: Int) -> Double {
        let lightness = 2 * (XtermColors.labs[index].lightness - wanted.lightness)
        return XtermColors.labs[index].squaredDistance(to: wanted) + lightness * lightness
      }
      let nearest = (free.isEmpty ? fixed : free).min { distance($0) < distance($1) }
      free.removeAll { $0 == nearest }
      return nearest.map { XtermColors.all[$0] } ?? shade
    }
  }
}
