import Canvas

extension Drawing {
  /// Draws the open panel over the map: a list to choose from, a line to type, or a text.
  mutating func drawPanel(
    _ panel: Dialogue.Panel, on sheet: Sheet, theme: Theme, borders: BorderSet
  ) {
    switch panel {
    case .picker(let picker):
      note(.besidePanel(isList: true), in: frame.bounds)
      note(.panel(isList: true), in: sheet.frame)
      drawPicker(picker, on: sheet, theme: theme, borders: borders)
    case .prompt(let prompt):
      note(.besidePanel(isList: false), in: frame.bounds)
      note(.panel(isList: false), in: sheet.frame)
      frame.draw(sheet, title: prompt.label, footer: prompt.footer, theme, borders)
      frame.drawPrompt(prompt, in: sheet.inner, theme: theme)
    case .text(let title, let text):
      note(.besidePanel(isList: false), in: frame.bounds)
      frame.draw(sheet, title: title, footer: "press any key to close", theme, borders)
      for (offset, line) in text.wrapped(to: sheet.inner.width).enumerated()
      where offset < sheet.inner.height {
        frame.put(
          line, column: sheet.inner.column, row: sheet.inner.row + offset, style: theme.text,
          width: sheet.inner.width)
      }
    }
  }
}

extension Frame {
  /// Draws an empty box over the current content.
  mutating func draw(
    _ sheet: Sheet, title: String, footer: String, _ theme: Theme, _ borders: BorderSet
  ) {
    fill(sheet.frame)
    let page = sheet.page.map {
      BorderLabel("page \($0.number)/\($0.count)", theme.accent, alignment: .trailing)
    }
    box(
      sheet.frame, style: theme.accent, borders: borders, top: [BorderLabel(title, theme.strong)],
      bottom: [BorderLabel(footer, theme.muted), page].compactMap(\.self))
  }

  fileprivate mutating func drawPrompt(_ prompt: Prompt, in inner: Rectangle, theme: Theme) {
    // The part of the text that contains the cursor.
    let room = max(1, inner.width - 1)
    let first = max(0, prompt.cursor - room + 1)
    let visible = prompt.characters[first..<min(prompt.characters.count, first + room)]
    put(
      String(visible), column: inner.column, row: inner.row,
      style: prompt.isSuggestion ? theme.selected : theme.text, width: room)
    let under = prompt.cursor - first
    let cursorGlyph =
      prompt.cursor < prompt.characters.count ? prompt.characters[prompt.cursor] : " "
    put(
      String(cursorGlyph), column: inner.column + under, row: inner.row, style: theme.selected,
      width: 1)
    guard let fault = prompt.fault else {
      if let advice = prompt.advice {
        put(
          advice, column: inner.column, row: inner.row + 1, style: theme.muted, width: inner.width,
          ellipsis: .unicode)
      }
      return
    }
    let start = max(0, fault.range.lowerBound - first)
    if start < room {
      let length = max(1, min(fault.range.count, room - start))
      put(
        String(repeating: "^", count: length), column: inner.column + start, row: inner.row + 1,
        style: theme.bad, width: room - start)
    }
    for (offset, line) in prompt.faultLines(width: inner.width).enumerated()
    where offset + 2 < inner.height {
      put(
        line, column: inner.column, row: inner.row + 2 + offset, style: theme.bad,
        width: inner.width, ellipsis: .unicode)
    }
  }
}

extension Prompt {
  /// The fault, in at most four lines.
  func faultLines(width: Int) -> [String] {
    Array((fault?.message ?? "").wrapped(to: width).prefix(4))
  }

  /// The keys for the current text.
  fileprivate var footer: String {
    if isConfirmed { return "Enter replaces the file, Esc keeps it" }
    return isSuggestion
      ? "Enter accepts, typing replaces, ← edits" : "Enter accepts, Esc closes"
  }
}
