import Canvas

extension Frame {
  /// What lies over the map: help, a list to choose from, a line to type, or a notice.
  mutating func drawPanel(_ state: ExplorerState, theme: Theme, borders: BorderSet) {
    switch state.panel {
    case .help(let scroll): drawHelp(scroll: scroll, state, theme: theme, borders: borders)
    case .picker(let picker): drawPicker(picker, theme: theme, borders: borders)
    case .prompt(let prompt): drawPrompt(prompt, theme: theme, borders: borders)
    case nil:
      guard let notice = state.notice else { return }
      let row = size.height - 1
      fill(Rectangle(column: 0, row: row, width: size.width, height: 1))
      put(
        notice, column: 1, row: row, style: theme.warning, width: size.width - 1, ellipsis: .unicode
      )
    }
  }

  /// An empty box in the middle of the screen; returns the room inside.
  mutating func drawSheet(
    width: Int, height: Int, title: String, footer: String = "", theme: Theme, borders: BorderSet
  ) -> Rectangle {
    let width = min(width, size.width)
    let height = min(height, size.height)
    let sheet = Rectangle(
      column: (size.width - width) / 2, row: (size.height - height) / 2, width: width,
      height: height)
    fill(sheet)
    box(
      sheet, style: theme.accent, borders: borders, top: [BorderLabel(title, theme.strong)],
      bottom: footer.isEmpty ? [] : [BorderLabel(footer, theme.muted)])
    return sheet.inset(columns: 2, rows: 1)
  }

  private mutating func drawHelp(
    scroll: Int, _ state: ExplorerState, theme: Theme, borders: BorderSet
  ) {
    let keyWidth = 11
    func groups(parted: Bool) -> [[Span]] {
      var lines: [[Span]] = []
      for group in Keymap.Group.allCases {
        if parted, !lines.isEmpty { lines.append([]) }
        lines.append([Span(group.rawValue, theme.strong)])
        for row in Keymap.rows where row.group == group {
          let keys = state.appearance.isASCII ? row.keysInASCII : row.keys
          lines.append([
            Span(keys.padded(to: keyWidth), theme.accent), Span(row.meaning, theme.text),
          ])
        }
      }
      return lines
    }
    let room = size.height - 2
    let roomy = groups(parted: true)
    let lines = roomy.count <= room ? roomy : groups(parted: false)
    let more = state.appearance.isASCII ? "j k: more" : "↓ ↑ more"
    let inner = drawSheet(
      width: 92, height: lines.count + 2, title: "keys",
      footer: (lines.count > room ? more + ", " : "") + "any other key closes", theme: theme,
      borders: borders)
    let first = min(scroll, max(0, lines.count - inner.height))
    for (offset, line) in lines.dropFirst(first).prefix(inner.height).enumerated() {
      put(
        line, column: inner.column, row: inner.row + offset, width: inner.width, ellipsis: .unicode)
    }
  }

  private mutating func drawPicker(_ picker: Picker, theme: Theme, borders: BorderSet) {
    let isMultiple = picker.purpose == .optimizers
    let matches = picker.matches
    let inner = drawSheet(
      width: 96, height: picker.items.count + 4,
      title: isMultiple ? "optimizers" : "surfaces",
      footer: isMultiple ? "space marks, Enter races them, Esc closes" : "Enter shows, Esc closes",
      theme: theme, borders: borders)
    guard inner.height > 2 else { return }
    put(
      picker.filter.isEmpty
        ? [Span("type to narrow the list", theme.muted)]
        : [Span(picker.filter, theme.accent), Span("▏", theme.accent)],
      column: inner.column, row: inner.row, width: inner.width)
    let room = inner.height - 2
    let first = max(0, min(picker.cursor - room / 2, matches.count - room))
    if matches.isEmpty {
      put("nothing matches", column: inner.column, row: inner.row + 2, style: theme.muted)
    }
    for (offset, item) in matches.dropFirst(first).prefix(room).enumerated() {
      let row = inner.row + 2 + offset
      let isCurrent = first + offset == picker.cursor
      let mark = isMultiple ? (item.isChosen ? "[x] " : "[ ] ") : ""
      let name = (mark + item.name).padded(to: isMultiple ? 23 : 19)
      let style: (Style) -> Style = { isCurrent ? theme.selected : $0 }
      if isCurrent {
        fill(
          Rectangle(column: inner.column, row: row, width: inner.width, height: 1),
          with: Cell(" ", theme.selected))
      }
      put(
        [Span(name, style(theme.strong)), Span(item.detail, style(theme.muted))],
        column: inner.column, row: row, width: inner.width, ellipsis: .unicode)
    }
  }

  private mutating func drawPrompt(_ prompt: Prompt, theme: Theme, borders: BorderSet) {
    let inner = drawSheet(
      width: 76, height: 5, title: prompt.label, footer: "Enter takes it, Esc closes",
      theme: theme, borders: borders)
    // The window of the text that holds the cursor.
    let room = max(1, inner.width - 1)
    let first = max(0, prompt.cursor - room + 1)
    let visible = prompt.characters[first..<min(prompt.characters.count, first + room)]
    put(String(visible), column: inner.column, row: inner.row, style: theme.text, width: room)
    let under = prompt.cursor - first
    let cursorGlyph =
      prompt.cursor < prompt.characters.count ? prompt.characters[prompt.cursor] : " "
    put(
      String(cursorGlyph), column: inner.column + under, row: inner.row, style: theme.selected,
      width: 1)
    guard let fault = prompt.fault else { return }
    let start = max(0, fault.range.lowerBound - first)
    if start < room {
      let length = max(1, min(fault.range.count, room - start))
      put(
        String(repeating: "^", count: length), column: inner.column + start, row: inner.row + 1,
        style: theme.bad, width: room - start)
    }
    put(
      fault.message, column: inner.column, row: inner.row + 2, style: theme.bad, width: inner.width,
      ellipsis: .unicode)
  }
}
