import Canvas
import Comparison

extension Frame {
  /// Draws the title line: the surface on the left, the state of the race on the right.
  mutating func drawTitle(_ state: ExplorerState, in area: Rectangle, theme: Theme) {
    let recording = state.dialogue.isRecording ? [Span("● recording  ", theme.bad)] : []
    let status =
      recording + [
        Span(
          state.playback.isPlaying ? "▶ " : state.appearance.isASCII ? "|| " : "‖ ", theme.accent),
        Span(state.clock.text(state.playback.position), theme.strong),
        state.returnText.map { Span($0, theme.accent) }
          ?? Span(" · \(state.playback.speedText(at: state.pace))", theme.muted),
      ] + (state.scene.setup.givenGradient.label.map { [Span(" · \($0)", theme.warning)] } ?? [])
      + (state.runsStatus.map { [Span(" · \($0)", theme.accent)] } ?? [])
      + (state.source.map {
        [
          Span($0.words(isOpening: state.isOpening, fitting: area.width / 2 - 20), theme.warning)
        ]
      } ?? [])
      + (state.isBranching ? [Span(" · branch", theme.accent)] : [])
    let name = state.scene.surface.name
    let fairness = "   " + state.fairness(isBrief: area.width < 120)
    // The fairness note takes precedence over the formula.
    let hasFairness = name.count + status.width + fairness.count + 5 <= area.width
    let right = hasFairness ? status + [Span(fairness, theme.muted)] : status
    let room = area.width - 4 - put(right, endingAt: area.column + area.width - 1, row: area.row)
    put(
      name: name, formula: state.scene.formulaLine, room: max(0, room), column: area.column + 1,
      row: area.row, theme: theme)
  }

  /// Draws the surface's name, after the program's name if there is room, and before its formula if
  /// enough of it fits.
  private mutating func put(
    name: String, formula: String, room: Int, column: Int, row: Int, theme: Theme
  ) {
    let program = "descent  "
    let rest = room - name.count - 2
    let hasFormula = !formula.isEmpty && rest >= min(formula.count, 20)
    let needed = name.count + (hasFormula ? 2 + formula.count : 0)
    var spans = [Span(name, theme.strong)]
    if needed + program.count <= room { spans.insert(Span(program, theme.accent), at: 0) }
    if hasFormula { spans.append(Span("  " + formula, theme.muted)) }
    put(spans, column: column, row: row, width: room, ellipsis: .unicode)
  }
}

extension Scene {
  /// The loss with the values of its parameters: "(x^2 + kappa*y^2)/2, kappa = 100"; empty if it is
  /// also the surface's name.
  fileprivate var formulaLine: String {
    guard surface.lossText != surface.name else { return "" }
    let values = surface.parameters.map { parameter in
      let value = parameters[parameter.name] ?? parameter.value
      return "\(parameter.name) = \(value.readable(digits: 4))"
    }
    return ([surface.lossText] + values).joined(separator: ", ")
  }
}
