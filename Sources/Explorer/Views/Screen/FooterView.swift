import Canvas

extension Drawing {
  /// Draws the notice and as many of the useful keys as fit, each as a target. Help and quit are
  /// always among them unless a notice is too long.
  mutating func drawFooter(_ state: ExplorerState, layout: Layout, theme: Theme) {
    let area = layout.footer
    var column = area.column + 1
    // A fault names a line and a column, so a narrow box alone is not enough.
    let fault = state.shownFault(fitting: area.width - 2).map { Span($0, theme.bad) }
    let notice =
      state.panel == nil ? fault ?? state.notice.map { Span($0, theme.warning) } : nil
    if let notice {
      frame.put(
        [notice], column: column, row: area.row, width: area.width - 1, ellipsis: .unicode)
      column += notice.text.count + 2
    }
    func add(_ text: String, _ style: Style, _ action: Action) {
      frame.put(text, column: column, row: area.row, style: style)
      note(
        .action(action),
        in: Rectangle(column: column, row: area.row, width: text.count, height: 1))
      column += text.count + 1
    }
    let isASCII = state.appearance.isASCII
    let room = area.width - (column - area.column - 1)
    for row in state.footerRows(fitting: room, isBesideNotice: notice != nil) {
      let commands = row.summary == nil ? row.commands : Array(row.commands.prefix(1))
      for command in commands {
        add(row.summary ?? command.sign(ascii: isASCII), theme.accent, command.action)
      }
      // The words stand for the last key: the one that goes forward.
      if let command = commands.last { add(state.hint(for: row), theme.muted, command.action) }
      column += 1
    }
  }
}
