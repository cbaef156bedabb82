import Canvas

extension Drawing {
  /// Draws a list to choose from, filtered by what is typed.
  mutating func drawPicker(_ picker: Picker, on sheet: Sheet, theme: Theme, borders: BorderSet) {
    frame.draw(sheet, title: picker.purpose.title, footer: picker.purpose.footer, theme, borders)
    let inner = sheet.inner
    guard inner.height > 2 else { return }
    frame.put(
      picker.filter.isEmpty
        ? [Span("type to filter the list", theme.muted)]
        : [Span(picker.filter, theme.accent), Span("▏", theme.accent)],
      column: inner.column, row: inner.row, width: inner.width)
    let list = sheet.list
    if sheet.lines.isEmpty {
      frame.put("nothing matches", column: list.column, row: list.row, style: theme.muted)
    }
    let matches = picker.matches
    for (offset, line) in sheet.lines.enumerated() {
      let row = list.row + offset
      switch line {
      case .blank: break
      case .heading(let text):
        frame.put(text, column: list.column, row: row, style: theme.strong, width: list.width)
      case .item(let place):
        let area = Rectangle(column: list.column, row: row, width: list.width, height: 1)
        frame.draw(
          matches[place], isCurrent: place == picker.cursor, of: picker,
          isExplained: sheet.preview != nil, in: area, theme: theme)
        note(.item(place), in: area)
      }
    }
  }
}

extension Frame {
  fileprivate mutating func draw(
    _ item: Picker.Item, isCurrent: Bool, of picker: Picker, isExplained: Bool,
    in area: Rectangle, theme: Theme
  ) {
    // The lesson of a surface is shown in the preview instead, if there is one.
    let detail = isExplained ? item.surface?.lossText ?? item.detail : item.detail

    if isCurrent { fill(area, with: Cell(" ", theme.selected)) }
    func style(_ style: Style) -> Style { isCurrent ? theme.selected : style }
    let mark =
      switch picker.purpose {
      case .optimizers: item.isChosen ? "[x] " : "[ ] "
      case .chapters: item.isChosen ? "✓ " : "  "
      case .surface, .commands, .export: ""
      }
    let name = (mark + item.name).padded(to: picker.purpose.nameWidth)
    let nameStyle = picker.purpose == .commands ? theme.accent : theme.strong
    put(
      [Span(name, style(nameStyle)), Span(detail, style(theme.muted))],
      column: area.column, row: area.row, width: area.width, ellipsis: .unicode)
    guard isCurrent, item.choices.count > 1 else { return }
    // The key whose command Enter performs.
    let before = item.choices.prefix(picker.choice).reduce(0) { $0 + $1.count + 1 }
    put(
      item.choices[picker.choice], column: area.column + before, row: area.row, style: theme.accent,
      width: area.width - before)
  }
}

extension Picker.Purpose {
  fileprivate var title: String {
    switch self {
    case .surface: "surfaces"
    case .optimizers: "optimizers"
    case .commands: "keys"
    case .export: "export"
    case .chapters: "chapters of the lesson"
    }
  }

  fileprivate var footer: String {
    switch self {
    case .surface: "Enter opens, Esc closes"
    case .optimizers: "Space marks, Enter races the marked ones, Esc closes"
    case .commands: "Enter performs it (← → choose the key), Esc closes"
    case .export, .chapters: "Enter chooses, Esc closes"
    }
  }

  fileprivate var nameWidth: Int {
    switch self {
    case .surface: 20
    case .optimizers: 23
    case .commands: 14
    case .export: 13
    case .chapters: 5
    }
  }
}
