import Canvas
import Optimizers

/// The styles of everything on the screen, for a number of colours and a background. Colour is
/// never the only sign: anything amber or red is also bold, or stated in words.
struct Theme: Hashable, Sendable {
  /// Everything that the styles depend on.
  struct Key: Hashable, Sendable {
    var depth: ColorDepth
    /// The number of runs that need colours.
    var runs: Int
    /// The terminal's own background, behind text, tables and charts.
    var background: Background = .dark
    /// The background of trails and signs: that of the painted map, else the terminal's.
    var mapBackground: Background = .dark
    /// Whether the map has a background of its own.
    var isMapPainted = true
    /// The shades of the runs; empty if each is the only run of its optimizer.
    var shades: [RunShade] = []
  }

  let key: Key
  private let trails: [TrailLook]
  /// The colours of the runs on the map, and on the terminal's own background.
  private let mapInks: [RunInk]
  private let inks: [RunInk]

  init(_ key: Key) {
    self.key = key
    let shades = key.shades.isEmpty ? (0..<key.runs).map { RunShade($0) } : key.shades
    let mapInks = shades.map { RunInk($0, depth: key.depth, on: key.mapBackground) }
    self.mapInks = mapInks
    inks = shades.map { RunInk($0, depth: key.depth, on: key.background) }
    trails = (0..<key.runs).map {
      TrailLook(run: $0, depth: key.depth, on: key.mapBackground, ink: mapInks[$0])
    }
  }

  /// The theme on a dark background.
  init(depth: ColorDepth, runs: Int) { self.init(Key(depth: depth, runs: runs)) }

  var depth: ColorDepth { key.depth }

  /// One colour for a dark background and another for a light one.
  private func ink(
    _ dark: UInt32, light: UInt32, _ attributes: Style.Attributes = []
  ) -> Style {
    switch (key.background, depth) {
    case (_, .none): Style(attributes: attributes)
    case (.dark, _): Style(foreground: Color(dark), attributes: attributes)
    // None of the eight or sixteen fixed colours is both strong and readable on white.
    case (.light, .eight), (.light, .sixteen): Style(attributes: attributes)
    case (.light, _): Style(foreground: Color(light), attributes: attributes)
    }
  }

  /// A colour, and its substitutes among sixteen and eight colours: the nearest ones of pale
  /// colours would all be yellow or white.
  private func limited(_ many: UInt32, _ sixteen: UInt32, _ eight: UInt32) -> UInt32 {
    depth >= .indexed256 ? many : depth == .sixteen ? sixteen : eight
  }

  /// Names and keys, which the eye should find first.
  var accent: Style { ink(0xFFB000, light: 0x875F00, .bold) }
  /// Titles.
  var strong: Style { Style(attributes: .bold) }
  var text: Style { depth >= .indexed256 ? ink(0xD0D0D0, light: 0x303030) : .plain }
  /// Explanations, less prominent than what they explain.
  var muted: Style { depth >= .indexed256 ? ink(0x949494, light: 0x6C6C6C) : .plain }
  var border: Style { depth >= .indexed256 ? ink(0x585858, light: 0xB2B2B2) : .plain }
  var good: Style { ink(limited(0x87D787, 0x00FF00, 0x00CD00), light: 0x008700) }
  var warning: Style { ink(limited(0xFFD75F, 0xFFFF00, 0xCDCD00), light: 0xAF5F00) }
  var bad: Style { ink(limited(0xFF8787, 0xFF0000, 0xCD0000), light: 0xAF0000, .bold) }
  /// The selected line or panel.
  var selected: Style { Style(attributes: .reverse) }

  /// The look of a run's path on the map.
  /// - Parameter isOnTop: whether it shares no pixel with other paths.
  func trail(_ run: Int, isOnTop: Bool = false) -> TrailLook {
    isOnTop ? trails[run].unshared : trails[run]
  }

  /// The colour of a run on the map.
  func mapColor(_ run: Int) -> Color? { mapInks[run].full }

  /// The background of signs on a painted map, darker or lighter than its bands.
  private var signGround: Color? {
    switch key.mapBackground {
    case .dark: Color(0x080808)
    case .light: key.isMapPainted ? Color(0xFFFFFF) : nil
    }
  }

  /// A sign on the map, with or without the colour of a run, on a darkened cell of a painted map.
  func sign(of run: Int? = nil) -> Style {
    guard depth != .none else { return Style(attributes: run == nil ? [] : .bold) }
    let color = run.flatMap(mapColor)
    let isLight = key.mapBackground == .light
    return Style(
      foreground: color ?? (!isLight ? Color(0xFFFFFF) : key.isMapPainted ? Color(0x000000) : nil),
      background: signGround, attributes: run == nil ? [] : .bold)
  }

  /// The sign at the current place of a run, which differs from the same sign along its trail.
  /// - Parameter isHidden: whether it is behind a hill.
  func head(of run: Int, isASCII: Bool, isHidden: Bool = false) -> Style {
    var style = isHidden ? hiddenSign(of: run) : sign(of: run)
    if isASCII { style.attributes.insert(.reverse) }
    return style
  }

  /// A sign behind a hill.
  func hiddenSign(of run: Int? = nil) -> Style {
    let color = run.map(mapColor) ?? Color(key.mapBackground == .dark ? 0xFFFFFF : 0x000000)
    guard depth >= .indexed256 else {
      return Style(foreground: depth == .none ? nil : color, attributes: .dim)
    }
    let faint =
      key.mapBackground == .dark
      ? color?.with(luminance: 0.2) : (color ?? Color(0)).lightened(toLuminance: 0.3)
    return Style(
      foreground: faint.map { $0.shown(at: depth) ?? $0 }, background: signGround)
  }

  /// The colour of a run on the terminal's own background.
  func run(_ index: Int) -> Color? { inks[index].full }

  /// The style of a run's name or sign, in its colour.
  func run(_ index: Int, _ attributes: Style.Attributes = .bold) -> Style {
    Style(foreground: run(index), attributes: attributes)
  }

  /// The colour of a run's future or replaced steps, on the terminal's own background.
  func ghost(_ index: Int) -> Color? { inks[index].ghost }

  func style(of account: Account) -> Style { style(of: account.tone) }

  func style(of tone: Verdict.Tone) -> Style {
    switch tone {
    case .good: good
    case .neutral: text
    case .warning: warning
    case .bad: bad
    }
  }
}

extension Theme.Key {
  init(_ state: ExplorerState) {
    let appearance = state.appearance
    self.init(
      depth: appearance.depth, runs: state.race.runs.count, background: appearance.background,
      mapBackground: state.mapGround ?? appearance.background,
      isMapPainted: state.mapGround != nil,
      shades: state.scene.labels.enumerated().map { RunShade($0, $1) })
  }
}

extension ExplorerState {
  private var regionGround: Background {
    Palette.regionGround(
      ramp: appearance.ramp, depth: appearance.depth, on: appearance.background)
  }

  /// The ramp of the map; below basins with dark colours a dark one.
  var mapRamp: Ramp {
    let ramp = appearance.ramp
    let isDark = tool == .basins && regionGround == .dark
    return isDark && ramp.ground == .light ? .magma : ramp
  }

  /// The background that the painted map gives to trails; nil where the terminal's own shows.
  var mapGround: Background? {
    if tool == .basins, appearance.depth >= .indexed256 { return regionGround }
    return appearance.isMapPainted ? mapRamp.ground : nil
  }
}
