import Canvas

/// The colours of all runs' trails for one kind of background, in every number of colours.
struct TrailColors: Sendable {
  /// With 256 colours or more; all are among xterm's fixed ones.
  let full: [Color]
  let sixteen: [Color]
  let eight: [Color]
  /// Shades by run, from the oldest part of a trail to the newest.
  let fades: [[Color]]
  let xtermFades: [[Color]]
  let ghosts: [Color]
  let xtermGhosts: [Color]
  /// The same with 16 colours.
  let ghostsOfSixteen: [Color]
  /// The one colour of former trails with 8 colours.
  let ghostOfEight: Color

  static func colors(on background: Background) -> TrailColors {
    switch background {
    case .dark: dark
    case .light: light
    }
  }

  /// Light colours, for the dark ramps. The first four were chosen among xterm's fixed colours as
  /// those that differ most in the worst of normal vision and the three colour-vision deficiencies
  /// (CIEDE2000 of at least 14 in all pairs); the others were added one by one on the same ground.
  private static let dark = TrailColors(
    on: .dark,
    full: [
      0xFFD700, 0xFF87AF, 0x5FAFFF, 0x87FFAF, 0xFFFFFF, 0xFFAF5F, 0xD7AFFF, 0xAFAF5F, 0x00D7D7,
      0xFFD7FF, 0xD7FF00, 0xAFD7D7,
    ],
    // The named colours that are light enough: yellow, magenta, cyan, green, white, red.
    sixteen: [11, 13, 14, 10, 15, 9], eight: [3, 5, 6, 2, 7, 1], ghosts: ([3, 5, 6, 2, 7, 1], 7))

  /// Dark colours, found in the same way; the first four have the hues of those for dark
  /// backgrounds, so that a run is told by the same word on both.
  private static let light = TrailColors(
    on: .light,
    full: [
      0x875F00, 0xD70087, 0x005FFF, 0x005F5F, 0x5F0000, 0x00005F, 0x000000, 0x00875F, 0x0000FF,
      0x3A3A3A, 0x870087, 0x875FAF,
    ],
    // The named colours that are dark enough: red, magenta, blue, black; then those more alike.
    sixteen: [1, 13, 4, 0, 12, 5], eight: [1, 5, 4, 0], ghosts: ([8], 2))

  private init(
    on background: Background, full: [UInt32], sixteen: [Int], eight: [Int],
    ghosts: (sixteen: [Int], eight: Int)
  ) {
    let colors = full.map { Color($0) }
    self.full = colors
    self.sixteen = sixteen.map { XtermColors.all[$0] }
    self.eight = eight.map { XtermColors.all[$0] }
    ghostsOfSixteen = ghosts.sixteen.map { XtermColors.all[$0] }
    ghostOfEight = XtermColors.all[ghosts.eight]
    fades = colors.map { Self.fade(to: $0, on: background) }
    xtermFades = fades.map { $0.map { Self.nearestHue(to: $0, on: background) } }
    let faint = Palette.faintLuminance(on: background)
    self.ghosts = fades.map { $0[0].mixed(with: Color(0x808080), 0.2).with(luminance: faint) }
    xtermGhosts = self.ghosts.map { Self.nearestHue(to: $0, on: background) }
  }

  private static func fade(to full: Color, on background: Background) -> [Color] {
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

  /// The fixed colour that stands out enough for a trail and is nearest to a colour, its hue
  /// counting more than its lightness: a fading trail must not turn into another's colour.
  private static func nearestHue(to color: Color, on background: Background) -> Color {
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

extension Color {
  /// The colour mixed with so much white that it has a luminance, which must not be below its own.
  fileprivate func lightened(toLuminance target: Double) -> Color {
    let white = Color(0xFFFFFF)
    var (low, high) = (0.0, 1.0)
    for _ in 0..<20 {
      let middle = (low + high) / 2
      if mixed(with: white, middle).luminance < target { low = middle } else { high = middle }
    }
    return mixed(with: white, low)
  }
}
