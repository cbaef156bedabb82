import Canvas
import Explorer
import Terminal

/// How the picture looks: as the command line says, else the preferences, else the output.
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
    appearance.showsImages = terminal.showsImages
    appearance.prefersImages = terminal.prefersImages
    appearance.backgroundColor = terminal.backgroundColor
    return appearance
  }

  /// The look on an output with these abilities.
  /// - Parameters:
  ///   - background: the background, if it is known.
  ///   - finest: the glyphs to use by default.
  ///   - glyphSets: all glyph sets that can be used.
  func appearance(
    depth: ColorDepth, background: Background? = nil, finest: GlyphSet = .quadrant,
    glyphSets: [GlyphSet] = GlyphSet.allCases
  ) -> Appearance {
    var appearance = Appearance(
      view: options.view ?? preferences.view, glyphs: finest,
      levels: options.levels ?? preferences.levels, depth: depth, glyphSets: glyphSets)
    if let glyphs: MapGlyphs = options.glyphs ?? preferences.glyphs { appearance.fix(glyphs) }
    appearance.aspect = options.shape.aspect ?? preferences.aspect
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
      chart: options.chart, camera: options.camera, sweepSteps: options.sweepSteps,
      checksSinglePrecision: options.precision.isSingle,
      clock: options.measure.axis ?? options.spending.budget?.clock ?? preferences.axis,
      seeds: options.many.seeds, lawParameter: options.law.over, isLawTuned: options.law.tuned)
  }

  /// Opens the help, which is not a tool.
  func open(in state: inout ExplorerState) {
    if options.panel == .help { _ = state.perform(.showHelp) }
  }
}
