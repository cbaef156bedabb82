import Canvas

/// The styles of everything but the map, for a number of colours.
///
/// Colour is never the only sign: what is amber or red is also bold, or said in words.
struct Theme: Hashable, Sendable {
  let depth: ColorDepth
  private let trails: [TrailShades]

  /// - Parameter runs: how many runs need colours.
  init(depth: ColorDepth, runs: Int) {
    self.depth = depth
    trails = (0..<runs).map { TrailShades(run: $0, depth: depth) }
  }

  /// Whether it serves so many runs in so many colours.
  func serves(depth: ColorDepth, runs: Int) -> Bool { self.depth == depth && trails.count == runs }

  /// The colours of a run's path.
  func trail(_ run: Int) -> TrailShades { trails[run] }

  private func ink(_ hex: UInt32, _ attributes: Style.Attributes = []) -> Style {
    Style(foreground: depth == .none ? nil : Color(hex), attributes: attributes)
  }

  /// Names and keys: what the eye should find first.
  var accent: Style { ink(0xFFB000, .bold) }
  /// Titles.
  var strong: Style { Style(attributes: .bold) }
  var text: Style { depth >= .indexed256 ? ink(0xD0D0D0) : .plain }
  /// What explains; less important than what it stands beside.
  var muted: Style { depth >= .indexed256 ? ink(0x949494) : .plain }
  var border: Style { depth >= .indexed256 ? ink(0x585858) : .plain }
  var good: Style { ink(0x87D787) }
  var warning: Style { ink(0xFFD75F) }
  var bad: Style { ink(0xFF8787, .bold) }
  /// The line or panel that is selected.
  var selected: Style { Style(attributes: .reverse) }

  /// A sign on the map: its colour on a darkened cell.
  func sign(_ color: Color?, isStrong: Bool = true) -> Style {
    Style(
      foreground: color ?? (depth == .none ? nil : Color(0xFFFFFF)),
      background: depth == .none ? nil : Color(0x080808),
      attributes: isStrong ? .bold : [])
  }

  /// The colour of a run.
  func run(_ index: Int) -> Color? { Palette.trail(index, depth: depth) }

  /// A run's name or sign in its colour.
  func run(_ index: Int, _ attributes: Style.Attributes = .bold) -> Style {
    Style(foreground: run(index), attributes: attributes)
  }
}
