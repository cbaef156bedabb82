import Canvas

/// The styles of everything on the screen, for a number of colours and a background.
///
/// Colour is never the only sign: what is amber or red is also bold, or said in words.
struct Theme: Hashable, Sendable {
  /// All that the styles depend on.
  struct Key: Hashable, Sendable {
    var depth: ColorDepth
    /// How many runs need colours.
    var runs: Int
    /// The terminal's own background, which text, tables and charts stand on.
    var background: Background = .dark
    /// What trails and signs stand on: the painted map is dark on every terminal.
    var mapBackground: Background = .dark
  }

  let key: Key
  private let trails: [TrailShades]

  init(_ key: Key) {
    self.key = key
    trails = (0..<key.runs).map {
      TrailShades(run: $0, depth: key.depth, on: key.mapBackground)
    }
  }

  /// The theme on a dark background.
  init(depth: ColorDepth, runs: Int) { self.init(Key(depth: depth, runs: runs)) }

  var depth: ColorDepth { key.depth }

  /// A colour for a dark background and another for a light one.
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

  /// Names and keys: what the eye should find first.
  var accent: Style { ink(0xFFB000, light: 0x875F00, .bold) }
  /// Titles.
  var strong: Style { Style(attributes: .bold) }
  var text: Style { depth >= .indexed256 ? ink(0xD0D0D0, light: 0x303030) : .plain }
  /// What explains; less important than what it stands beside.
  var muted: Style { depth >= .indexed256 ? ink(0x949494, light: 0x6C6C6C) : .plain }
  var border: Style { depth >= .indexed256 ? ink(0x585858, light: 0xB2B2B2) : .plain }
  var good: Style { ink(0x87D787, light: 0x008700) }
  var warning: Style { ink(0xFFD75F, light: 0xAF5F00) }
  var bad: Style { ink(0xFF8787, light: 0xAF0000, .bold) }
  /// The line or panel that is selected.
  var selected: Style { Style(attributes: .reverse) }

  /// The colours of a run's path on the map.
  func trail(_ run: Int) -> TrailShades { trails[run] }

  /// The colour of a run on the map.
  func mapColor(_ run: Int) -> Color? { Palette.trail(run, depth: depth, on: key.mapBackground) }

  /// A sign on the map, in a run's colour or without one: on a darkened cell where the map is
  /// painted.
  func sign(of run: Int? = nil) -> Style {
    guard depth != .none else { return Style(attributes: run == nil ? [] : .bold) }
    let color = run.flatMap(mapColor)
    let isLight = key.mapBackground == .light
    return Style(
      foreground: color ?? (isLight ? nil : Color(0xFFFFFF)),
      background: isLight ? nil : Color(0x080808), attributes: run == nil ? [] : .bold)
  }

  /// The colour of a run on the terminal's own background.
  func run(_ index: Int) -> Color? { Palette.trail(index, depth: depth, on: key.background) }

  /// A run's name or sign in its colour.
  func run(_ index: Int, _ attributes: Style.Attributes = .bold) -> Style {
    Style(foreground: run(index), attributes: attributes)
  }

  /// What is not yet shown of a run, or was replaced, on the terminal's own background.
  func ghost(_ index: Int) -> Color? { Palette.ghost(index, depth: depth, on: key.background) }
}

extension Theme.Key {
  init(_ state: ExplorerState) {
    let appearance = state.appearance
    self.init(
      depth: appearance.depth, runs: state.race.runs.count, background: appearance.background,
      mapBackground: appearance.isMapPainted ? .dark : appearance.background)
  }
}
