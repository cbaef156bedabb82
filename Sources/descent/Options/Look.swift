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
    appearance(
      depth: terminal.colorDepth, background: terminal.background, isUTF8: terminal.isUTF8,
      drawsQuadrants: terminal.drawsQuadrants, drawsSextants: terminal.drawsSextants)
  }

  /// The look on something that can show so much.
  /// - Parameter background: as far as it is known.
  func appearance(
    depth: ColorDepth, background: Background? = nil, isUTF8: Bool = true,
    drawsQuadrants: Bool = true, drawsSextants: Bool = false
  ) -> Appearance {
    let best: GlyphSet = !drawsQuadrants ? .ascii : drawsSextants ? .sextant : .quadrant
    var appearance = Appearance(
      view: options.view ?? preferences.view,
      glyphs: options.glyphs ?? preferences.glyphs ?? best,
      levels: options.levels ?? preferences.levels, depth: depth, isUTF8: isUTF8)
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
      chart: options.chart, camera: options.camera)
  }

  /// Opens what is no tool.
  func open(in state: inout ExplorerState) {
    if options.panel == .help { _ = state.perform(.showHelp) }
  }
}
