import Canvas

/// The colours of the runs' trails, for painted maps and for the terminal's default background.
///
/// Trails on a map have the colours for the ground of its ramp, and trails on the terminal's default
/// background those for that background.
enum Palette {
  /// The number of runs with distinct colours in a depth of 256 colours or more.
  static let count = TrailColors.colors(on: .dark).full.count

  /// The minimum luminance of a trail colour for dark backgrounds.
  static let leastLuminance = 0.4

  /// The maximum luminance of a trail colour for light backgrounds: with 256 colours 4.5:1 on white,
  /// and in true colour so dark that the bands of `Ramp.paper` have room to differ.
  static func greatestLuminance(at depth: ColorDepth) -> Double {
    depth == .trueColor ? 0.1322 : 0.183
  }

  /// The luminance of ghosts and of the oldest part of a trail, with a contrast of 1.5:1 to the
  /// most similar contour line.
  static func faintLuminance(on background: Background) -> Double {
    switch background {
    case .dark: 0.178
    case .light: 0.32
    }
  }

  /// The colour of a run by its index; the table repeats. Nil without colours.
  static func trail(
    _ index: Int, depth: ColorDepth = .trueColor, on background: Background = .dark
  ) -> Color? {
    let colors = TrailColors.colors(on: background)
    return switch depth {
    case .none: nil
    case .eight: entry(index, of: colors.eight)
    case .sixteen: entry(index, of: colors.sixteen)
    case .indexed256: entry(index, of: colors.xterm)
    case .trueColor: entry(index, of: colors.full)
    }
  }

  /// The number of shades of a fading trail: small enough that all trails of a race fit into the
  /// palette of a terminal.
  static let fadeSteps = 8

  /// The colour of a part of a trail, from 0 (the oldest part, still visible on every shade) to 1
  /// (the newest), in `fadeSteps` shades. With 16 colours or fewer a trail has only one.
  static func trail(
    _ index: Int, recency: Double, depth: ColorDepth = .trueColor,
    on background: Background = .dark
  ) -> Color? {
    guard depth >= .indexed256 else { return trail(index, depth: depth, on: background) }
    // `max` with 0 as its first argument also replaces NaN.
    let step = (min(1, max(0, recency)) * Double(fadeSteps - 1)).rounded()
    let colors = TrailColors.colors(on: background)
    return entry(index, of: depth == .trueColor ? colors.fades : colors.xtermFades)[Int(step)]
  }

  /// The colour of a run's ghost, as faint as the oldest part of a trail.
  static func ghost(
    _ index: Int, depth: ColorDepth = .trueColor, on background: Background = .dark
  ) -> Color? {
    let colors = TrailColors.colors(on: background)
    return switch depth {
    case .none: nil
    case .eight: colors.ghostOfEight
    case .sixteen: entry(index, of: colors.ghostsOfSixteen)
    case .indexed256: entry(index, of: colors.xtermGhosts)
    case .trueColor: entry(index, of: colors.ghosts)
    }
  }

  private static func entry<Value>(_ index: Int, of table: [Value]) -> Value {
    table[((index % table.count) + table.count) % table.count]
  }
}

/// The colours of all runs' trails for one background, in each colour depth.
struct TrailColors: Sendable {
  /// The colours in true colour.
  let full: [Color]
  /// Those of xterm's fixed palette.
  let xterm: [Color]
  let sixteen: [Color]
  let eight: [Color]
  /// Shades by run, from the oldest part of a trail to the newest.
  let fades: [[Color]]
  let xtermFades: [[Color]]
  let ghosts: [Color]
  let xtermGhosts: [Color]
  /// The colours of ghosts with 16 colours.
  let ghostsOfSixteen: [Color]
  /// The one colour of ghosts with 8 colours.
  let ghostOfEight: Color

  static func colors(on background: Background) -> TrailColors {
    switch background {
    case .dark: dark
    case .light: light
    }
  }

  /// Light colours, for the dark ramps. The first four are the ones among xterm's fixed colours
  /// with the largest minimum difference in normal vision and the three colour-vision deficiencies
  /// (a CIEDE2000 of at least 14 in all pairs); the others were added one by one by the same
  /// criterion.
  private static let dark = TrailColors(
    on: .dark,
    full: [
      0xFFD700, 0xFF87AF, 0x5FAFFF, 0x87FFAF, 0xFFFFFF, 0xFFAF5F, 0xD7AFFF, 0xAFAF5F, 0x00D7D7,
      0xFFD7FF, 0xD7FF00, 0xAFD7D7,
    ],
    // The light named colours: yellow, magenta, cyan, green, white, red.
    sixteen: [11, 13, 14, 10, 15, 9], eight: [3, 5, 6, 2, 7, 1], ghosts: ([3, 5, 6, 2, 7, 1], 7))

  /// Dark colours, found in the same way; the first four have the hues of those for dark
  /// backgrounds, so that a run has the same colour name on both.
  private static let light = TrailColors(
    on: .light,
    full: [
      0x7C6200, 0xBF1E6F, 0x085DDB, 0x00524A, 0x5F0000, 0x00005F, 0x000000, 0x007451, 0x0000FF,
      0x3A3A3A, 0x870087, 0x7A559E,
    ],
    xterm: [
      0x875F00, 0xD70087, 0x005FFF, 0x005F5F, 0x5F0000, 0x00005F, 0x000000, 0x00875F, 0x0000FF,
      0x3A3A3A, 0x870087, 0x875FAF,
    ],
    // The dark named colours: red, magenta, blue, black; then less distinct ones.
    sixteen: [1, 13, 4, 0, 12, 5], eight: [1, 5, 4, 0], ghosts: ([8], 2))

  private init(
    on background: Background, full: [UInt32], xterm: [UInt32]? = nil, sixteen: [Int],
    eight: [Int], ghosts: (sixteen: [Int], eight: Int)
  ) {
    let colors = full.map { Color($0) }
    self.full = colors
    self.xterm = (xterm ?? full).map { Color($0) }
    self.sixteen = sixteen.map { XtermColors.all[$0] }
    self.eight = eight.map { XtermColors.all[$0] }
    ghostsOfSixteen = ghosts.sixteen.map { XtermColors.all[$0] }
    ghostOfEight = XtermColors.all[ghosts.eight]
    fades = colors.map { Self.fade(to: $0, on: background) }
    xtermFades = zip(fades, self.xterm).map { fade, full in
      fade.dropLast().map { Self.nearestHue(to: $0, on: background) } + [full]
    }
    self.ghosts = fades.map { Self.ghost(of: $0[0], on: background) }
    xtermGhosts = self.ghosts.map { Self.nearestHue(to: $0, on: background) }
  }

  /// The colour of the ghost of a trail, from that of its oldest part.
  static func ghost(of oldest: Color, on background: Background) -> Color {
    oldest.mixed(with: Color(0x808080), 0.2)
      .with(luminance: Palette.faintLuminance(on: background))
  }

  /// Shades from the oldest part of a trail to its full colour.
  static func fade(to full: Color, on background: Background) -> [Color] {
    let luminances = Color.evenLuminances(
      from: Palette.faintLuminance(on: background), to: full.luminance, count: Palette.fadeSteps)
    let fading = luminances.dropLast().map { luminance in
      switch background {
      case .dark: full.with(luminance: luminance)
      case .light: full.lightened(toLuminance: luminance)
      }
    }
    return fading + [full]
  }

  /// The nearest fixed colour that is visible enough for a trail. Hue counts more than lightness,
  /// so that a fading trail does not take on the colour of another trail.
  static func nearestHue(to color: Color, on background: Background) -> Color {
    let wanted = OKLab(color)
    let faint = Palette.faintLuminance(on: background)
    var best = color
    var smallest = Double.infinity
    for index in 16..<256 {
      let luminance = XtermColors.luminances[index]
      guard background == .dark ? luminance >= faint : luminance <= faint else { continue }
      let candidate = XtermColors.labs[index]
      let lightness = 0.4 * (candidate.lightness - wanted.lightness)
      let (da, db) = (candidate.a - wanted.a, candidate.b - wanted.b)
      let distance = lightness * lightness + da * da + db * db
      if distance < smallest { (best, smallest) = (XtermColors.all[index], distance) }
    }
    return best
  }
}
