import Canvas

/// The place of an open panel, and the visible lines of a list.
struct Sheet {
  /// Including the border.
  let frame: Rectangle
  /// The visible lines of a list, from the top; empty for other panels.
  private(set) var lines: [Line] = []
  /// The place of the preview beside a list; nil if there is no room.
  private(set) var preview: Rectangle?

  /// The page of a list, and the number of pages; nil if the whole list is visible.
  private(set) var page: (number: Int, count: Int)?

  /// One line of a list.
  enum Line: Hashable {
    case heading(String)
    /// The index of an item among the matches.
    case item(Int)
    case blank
  }

  /// The area inside the border.
  var inner: Rectangle { frame.inset(columns: 2, rows: 1) }

  /// The lines below the filter of a list.
  var list: Rectangle {
    let inner = inner
    let width = preview.map { $0.column - 3 - inner.column } ?? inner.width
    return Rectangle(
      column: inner.column, row: inner.row + 2, width: width, height: max(0, inner.height - 2))
  }

  init(_ panel: Dialogue.Panel, in size: Size) {
    switch panel {
    case .prompt(let prompt):
      // Above the footer, so that the map stays visible while it changes.
      var sheet = Sheet.centered(width: 96, height: 3, in: size)
      if prompt.fault != nil {
        // Room for the carets and the message.
        sheet.height += 1 + prompt.faultLines(width: sheet.width - 4).count
      } else if prompt.advice != nil {
        sheet.height += 1
      }
      sheet.row = max(0, size.height - sheet.height - 1)
      frame = sheet
    case .text(_, let text):
      let lines = text.wrapped(to: min(96, size.width) - 4).count
      frame = Sheet.centered(width: 96, height: lines + 2, in: size)
    case .picker(let picker):
      let all = Sheet.lines(of: picker, room: size.height - 4)
      let hasPreview =
        [.surface, .optimizers].contains(picker.purpose) && size.width >= 100
      let height = Sheet.fullHeight(of: picker, in: size) + 4
      frame = Sheet.centered(
        width: hasPreview ? 118 : 96, height: hasPreview ? max(height, 24) : height,
        in: size)
      if hasPreview {
        var inner = frame.inset(columns: 2, rows: 1)
        preview = inner.split(right: 32)
      }
      let room = max(0, frame.height - 4)
      // In pages, so that a click on a visible line does not move it.
      let current = all.firstIndex(of: .item(picker.cursor)) ?? 0
      let first = room > 0 ? current / room * room : 0
      lines = Array(all.dropFirst(first).prefix(room))
      if all.count > room, room > 0 {
        page = (first / room + 1, (all.count + room - 1) / room)
      }
    }
  }

  /// The number of lines of the whole list, so that the sheet keeps its size while the list is
  /// filtered.
  private static func fullHeight(of picker: Picker, in size: Size) -> Int {
    var whole = picker
    while !whole.filter.isEmpty { whole.deleteBackward() }
    return lines(of: whole, room: size.height - 4).count
  }

  /// The matches under their headings, separated by blank lines if there is room.
  private static func lines(of picker: Picker, room: Int) -> [Line] {
    func lines(spaced: Bool) -> [Line] {
      var lines: [Line] = []
      var group: String?
      for (place, item) in picker.matches.enumerated() {
        if picker.filter.isEmpty, let heading = item.group, heading != group {
          if spaced, !lines.isEmpty { lines.append(.blank) }
          lines.append(.heading(heading))
          group = heading
        }
        lines.append(.item(place))
      }
      return lines
    }
    let roomy = lines(spaced: true)
    return roomy.count <= room ? roomy : lines(spaced: false)
  }

  private static func centered(width: Int, height: Int, in size: Size) -> Rectangle {
    // Narrow scraps of the screen beside the sheet would only distract.
    let width = width + 32 > size.width ? size.width : width
    let height = min(height, size.height)
    return Rectangle(
      column: (size.width - width) / 2, row: (size.height - height) / 2, width: width,
      height: height)
  }
}
