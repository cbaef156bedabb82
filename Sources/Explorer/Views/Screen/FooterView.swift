import Canvas

/// What is to be said once, and the keys that matter now: as many as fit, each where it can be
/// clicked. Help and quit always do, but for a long notice.
struct Footer {
  struct Item {
    let text: String
    let isKey: Bool
    let area: Rectangle
    let action: Action
  }

  /// What stands before the keys.
  private(set) var notice: Span?
  private(set) var items: [Item] = []

  init(_ state: ExplorerState, in area: Rectangle, theme: Theme = Theme(depth: .none, runs: 0)) {
    if state.panel == nil {
      // A fault is a line with a place in it: it is not for a narrow box alone.
      let fault = Layout(state: state).guidance == nil ? state.shownFault : nil
      notice =
        fault.map { Span($0, theme.bad) } ?? state.notice.map { Span($0, theme.warning) }
    }
    let isASCII = state.appearance.isASCII
    func width(_ row: Keymap.Row) -> Int {
      row.keys(ascii: isASCII).count + state.hint(for: row).count + 3
    }
    func hasKeys(_ row: Keymap.Row) -> Bool {
      row.keys(ascii: isASCII).contains { $0 != " " }
    }
    var last = Keymap.footerEnd.compactMap(state.keymap.row).filter(hasKeys)
    let lead = notice.map { $0.text.count + 2 } ?? 0
    var room = area.width - lead - last.reduce(0) { $0 + width($1) }
    if lead > 0, room < 0 {
      last = []
      room = 0
    }
    var rows: [Keymap.Row] = []
    for row in state.footerRows where hasKeys(row) && width(row) <= room {
      room -= width(row)
      rows.append(row)
    }
    var column = area.column + 1 + lead
    func add(_ text: String, isKey: Bool, _ action: Action) {
      let cells = Rectangle(column: column, row: area.row, width: text.count, height: 1)
      items.append(Item(text: text, isKey: isKey, area: cells, action: action))
      column += text.count + 1
    }
    for row in rows + last {
      let commands = row.summary == nil ? row.commands : Array(row.commands.prefix(1))
      for command in commands {
        add(row.summary ?? command.sign(ascii: isASCII), isKey: true, command.action)
      }
      // The words do what the last of the keys does: the one that goes forward.
      if let command = commands.last {
        add(state.hint(for: row), isKey: false, command.action)
      }
      column += 1
    }
  }
}

extension Frame {
  mutating func drawFooter(_ state: ExplorerState, in area: Rectangle, theme: Theme) {
    let footer = Footer(state, in: area, theme: theme)
    if let notice = footer.notice {
      put(
        [notice], column: area.column + 1, row: area.row, width: area.width - 1, ellipsis: .unicode)
    }
    for item in footer.items {
      put(
        item.text, column: item.area.column, row: item.area.row,
        style: item.isKey ? theme.accent : theme.muted, width: item.area.width)
    }
  }
}
