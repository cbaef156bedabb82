import Canvas
import Explorer
import Terminal

/// How the picture looks: what the command line says, else the preferences, else what suits.
struct Look {
  let options: ViewOptions
  let preferences: Preferences

  var color: ColorChoice { options.color ?? preferences.colors ?? .automatic }

  /// The look in a terminal.
  func appearance(on terminal: Capabilities) -> Appearance {
    var appearance = appearance(
      depth: terminal.colorDepth, background: terminal.background,
      finest: terminal.finestGlyphs, glyphSets: terminal.glyphSets)
    appearance.hasBraille = terminal.hasBraille
    return appearance
  }

  /// The look on something that can show so much.
  /// - Parameters:
  ///   - background: As far as it is known.
  ///   - finest: The glyphs to use where nobody has chosen.
  ///   - glyphSets: All that can be used.
  func appearance(
    depth: ColorDepth, background: Background? = nil, finest: GlyphSet = .quadrant,
    glyphSets: [GlyphSet] = GlyphSet.allCases
  ) -> Appearance {
    var appearance = Appearance(
      view: options.view ?? preferences.view, glyphs: finest,
      levels: options.levels ?? preferences.levels, depth: depth, glyphSets: glyphSets)
    if let glyphs = options.glyphs ?? preferences.glyphs { appearance.fix(glyphs) }
    if let ramp = options.ramp ?? preferences.ramp { appearance.ramp = ramp }
    if let contours = options.contours ?? preferences.contours { appearance.contours = contours }
    if let background { appearance.background = background }
    if let background = preferences.background { appearance.fix(background) }
    return appearance
  }

  /// What is shown beside the map.
  var focus: ExplorerState.Focus {
    ExplorerState.Focus(
      selection: options.select.map { $0 - 1 }, tool: options.panel?.tool,
      chart: options.chart, camera: options.camera, sweepSteps: options.sweepSteps)
  }

  /// Opens what is no tool.
  func open(in state: inout ExplorerState) {
    if options.panel == .help { _ = state.perform(.showHelp) }
  }
}
