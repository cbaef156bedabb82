import Canvas

/// The colours of the runs' trails, for painted maps and for the terminal's own background.
///
/// All maps are painted dark (`Ramp`), so a trail on them takes the colours for `.dark`, whatever
/// the terminal's background is. What is drawn on that background itself takes those for it.
enum Palette {
  /// How many runs have a colour of their own with 256 colours or more.
  static let count = TrailColors.colors(on: .dark).full.count

  /// No trail colour for dark backgrounds is darker.
  static let leastLuminance = 0.4

  /// No trail colour for light backgrounds is lighter with 256 colours or more: 4.5:1 on white.
  static let greatestLuminance = 0.183

  /// The luminance of former trails and of the oldest part of a trail: 1.5:1 against the contour
  /// line most like it.
  static func faintLuminance(on background: Background) -> Double {
    switch background {
    case .dark: 0.178
    case .light: 0.32
    }
  }

  /// The colour of a run by its index; the table starts again after its end. `nil` without colours.
  static func trail(
    _ index: Int, depth: ColorDepth = .trueColor, on background: Background = .dark
  ) -> Color? {
    let colors = TrailColors.colors(on: background)
    return switch depth {
    case .none: nil
    case .eight: entry(index, of: colors.eight)
    case .sixteen: entry(index, of: colors.sixteen)
    case .indexed256, .trueColor: entry(index, of: colors.full)
    }
  }

  /// How many shades a trail fades through: few enough that the trails of a whole race fit into the
  /// entries of a terminal's palette.
  static let fadeSteps = 8

  /// The colour of a part of a trail, from 0 (the oldest part shown, still visible on every shade)
  /// to 1 (the newest), in `fadeSteps` shades. With 16 colours or fewer a trail has only one.
  static func trail(
    _ index: Int, recency: Double, depth: ColorDepth = .trueColor,
    on background: Background = .dark
  ) -> Color? {
    guard depth >= .indexed256 else { return trail(index, depth: depth, on: background) }
    // `max` with 0 first: it also catches what is not a number.
    let step = (min(1, max(0, recency)) * Double(fadeSteps - 1)).rounded()
    let colors = TrailColors.colors(on: background)
    return entry(index, of: depth == .trueColor ? colors.fades : colors.xtermFades)[Int(step)]
  }

  /// The colour of a run's former trail: as faint as the oldest part of a trail.
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
