import Canvas

/// The keys that matter now, as many as fit, each where it can be clicked; help and quit always do.
struct Footer {
  struct Item {
    let text: String
    let isKey: Bool
    let area: Rectangle
    let action: Action
  }

  private(set) var items: [Item] = []

  init(_ state: ExplorerState, in area: Rectangle) {
    let isASCII = state.appearance.isASCII
    func width(_ row: Keymap.Row) -> Int {
      row.keys(ascii: isASCII).count + state.hint(for: row).count + 4
    }
    let last = state.keymap.rows.filter { ["help", "quit"].contains($0.hint) }
    var room = area.width + 2 - last.reduce(0) { $0 + width($1) }
    var rows: [Keymap.Row] = []
    for row in state.footerRows where width(row) <= room {
      room -= width(row)
      rows.append(row)
    }
    var column = area.column + 1
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
      column += 2
    }
  }
}

extension Frame {
  mutating func drawFooter(_ state: ExplorerState, in area: Rectangle, theme: Theme) {
    for item in Footer(state, in: area).items {
      put(
        item.text, column: item.area.column, row: item.area.row,
        style: item.isKey ? theme.accent : theme.muted, width: item.area.width)
    }
  }
}
