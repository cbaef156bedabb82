import Canvas

extension Frame {
  /// The keys that matter now, as many as fit; help and quit always do.
  mutating func drawFooter(_ state: ExplorerState, in area: Rectangle, theme: Theme) {
    func spans(_ row: Keymap.Row) -> [Span] {
      let keys = state.appearance.isASCII ? row.keysInASCII : row.keys
      return [
        Span(keys, theme.accent), Span(" \(state.hint(for: row))   ", theme.muted),
      ]
    }
    let always = Keymap.rows.filter { ["?", "q"].contains($0.keys) }.flatMap(spans)
    var room = area.width - 1 - always.reduce(0) { $0 + $1.width }
    var line: [Span] = []
    for keys in Keymap.footerOrder {
      guard let row = Keymap.rows.first(where: { $0.keys == keys }), row.hint != nil else {
        continue
      }
      let candidate = spans(row)
      let width = candidate.reduce(0) { $0 + $1.width }
      guard width <= room else { continue }
      room -= width
      line += candidate
    }
    put(line + always, column: area.column + 1, row: area.row, width: area.width - 1)
  }
}
