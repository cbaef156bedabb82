/// The colours of the runs' trails.
///
/// All are light, for the dark ramps. The first four were chosen among xterm's fixed colours as
/// those that differ most in the worst of normal vision and the three colour-vision deficiencies
/// (CIEDE2000 of at least 14 in all pairs); the others were added one by one on the same ground.
public enum Palette {
  private static let light: [Color] = [
    0xFFD700, 0xFF87AF, 0x5FAFFF, 0x87FFAF, 0xFFFFFF, 0xFFAF5F, 0xD7AFFF, 0xAFAF5F, 0x00D7D7,
    0xFFD7FF, 0xD7FF00, 0xAFD7D7,
  ].map { Color($0) }

  /// The named colours that are light enough: yellow, magenta, cyan, green, white, red.
  private static let sixteen: [Color] = [11, 13, 14, 10, 15, 9].map { XtermColors.all[$0] }
  private static let eight: [Color] = [3, 5, 6, 2, 7, 1].map { XtermColors.all[$0] }

  /// How many runs have a colour of their own with 256 colours or more.
  public static let count = light.count

  /// No trail colour is darker.
  static let leastLuminance = 0.4

  /// The luminance of former trails and of the oldest part of a trail: 1.5:1 against the lightest
  /// contour line.
  static let faintLuminance = 0.178

  /// The colour of a run by its index; the table starts again after its end. `nil` without colours.
  public static func trail(_ index: Int, depth: ColorDepth = .trueColor) -> Color? {
    func entry(_ colors: [Color]) -> Color {
      colors[((index % colors.count) + colors.count) % colors.count]
    }
    return switch depth {
    case .none: nil
    case .eight: entry(eight)
    case .sixteen: entry(sixteen)
    case .indexed256, .trueColor: entry(light)
    }
  }

  /// How many shades a trail fades through: few enough that the trails of a whole race fit into the
  /// entries of a terminal's palette.
  public static let fadeSteps = 8

  /// The colour of a part of a trail, from 0 (the oldest part shown, still visible on every shade)
  /// to 1 (the newest), in `fadeSteps` shades. With 16 colours or fewer a trail has only one.
  public static func trail(
    _ index: Int, recency: Double, depth: ColorDepth = .trueColor
  ) -> Color? {
    guard depth >= .indexed256 else { return trail(index, depth: depth) }
    // `max` with 0 first: it also catches what is not a number.
    let step = (min(1, max(0, recency)) * Double(fadeSteps - 1)).rounded()
    let fades = depth == .trueColor ? fades : xtermFades
    return fades[wrapped(index)][Int(step)]
  }

  /// The colour of a run's former trail: grayish, and as faint as the oldest part of a trail.
  public static func ghost(_ index: Int, depth: ColorDepth = .trueColor) -> Color? {
    switch depth {
    case .none: nil
    case .eight: XtermColors.all[7]
    case .sixteen: XtermColors.all[8]
    case .indexed256: xtermGhosts[wrapped(index)]
    case .trueColor: ghosts[wrapped(index)]
    }
  }

  private static func wrapped(_ index: Int) -> Int {
    ((index % light.count) + light.count) % light.count
  }

  private static let fades: [[Color]] = light.map { full in
    // Even to the eye: in the cube root of the luminance.
    let (low, high) = (faintLuminance.cubeRoot, full.luminance.cubeRoot)
    return (0..<fadeSteps).map { step in
      let root = low + Double(step) / Double(fadeSteps - 1) * (high - low)
      return step == fadeSteps - 1 ? full : full.with(luminance: root * root * root)
    }
  }

  private static let ghosts: [Color] = fades.map {
    $0[0].mixed(with: Color(0x808080), 0.6).with(luminance: faintLuminance)
  }

  private static let xtermFades = fades.map { $0.map(nearestHue(to:)) }
  private static let xtermGhosts = ghosts.map(nearestHue(to:))

  /// The fixed colour that is light enough for a trail and nearest to a colour, its hue counting
  /// more than its lightness: a fading trail must not turn into another's colour.
  private static func nearestHue(to color: Color) -> Color {
    let wanted = OKLab(color)
    var best = color
    var smallest = Double.infinity
    for index in 16..<256 where XtermColors.luminances[index] >= faintLuminance {
      let candidate = XtermColors.labs[index]
      let lightness = 0.4 * (candidate.lightness - wanted.lightness)
      let (da, db) = (candidate.a - wanted.a, candidate.b - wanted.b)
      let distance = lightness * lightness + da * da + db * db
      if distance < smallest { (best, smallest) = (XtermColors.all[index], distance) }
    }
    return best
  }
}
