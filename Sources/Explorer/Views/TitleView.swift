import Canvas

extension Frame {
  /// The title line: what is shown on the left, where the race stands on the right.
  mutating func drawTitle(_ state: ExplorerState, in area: Rectangle, theme: Theme) {
    let recording = state.isRecording ? [Span("● recording  ", theme.bad)] : []
    let status =
      recording + [
        Span(state.playback.isPlaying ? "▶ " : "‖ ", theme.accent),
        Span("step \(state.playback.step)", theme.strong),
        Span(" · \(state.playback.speed)/s", theme.muted),
      ]
    let fairness = [Span("   " + state.fairness(isBrief: area.width < 120), theme.muted)]
    var room = area.width - 1
    let wantsFairness = area.width >= 80
    let right = wantsFairness ? status + fairness : status
    room -= put(right, endingAt: area.column + area.width - 1, row: area.row)
    var left = [Span("descent  ", theme.accent)]
    if area.width < 60 { left = [] }
    left.append(Span(state.scene.surface.name, theme.strong))
    let formula = state.scene.surface.lossText
    if area.width >= 80, formula != state.scene.surface.name {
      left.append(Span("  " + formula, theme.muted))
    }
    put(left, column: area.column + 1, row: area.row, width: max(0, room - 3), ellipsis: .unicode)
  }
}
