import Canvas
import Lessons

extension Drawing {
  /// Draws the pane of the lesson. If its text does not fit, the beginning is left out, as the end
  /// says what to do.
  mutating func drawLesson(
    _ guide: Guide, _ state: ExplorerState, in area: Rectangle, theme: Theme, borders: BorderSet
  ) {
    frame.fill(area)
    let chapter = guide.lesson.chapters[guide.place.chapter]
    let steps = "\(guide.place.step + 1)/\(chapter.steps.count)"
    frame.box(
      area, style: theme.accent, borders: borders,
      top: [
        BorderLabel("\(guide.place.chapter + 1) \(chapter.title)", theme.strong),
        BorderLabel(steps, theme.muted),
      ], bottom: [BorderLabel(state.lessonPrompt, theme.accent)])
    let inner = area.inset(columns: 2, rows: 1)
    let lines = guide.text(in: state.situation).lines(width: inner.width)
    let shown = lines.suffix(inner.height)
    var last: LessonText.Paragraph.Kind?
    for (offset, line) in shown.enumerated() {
      let row = inner.row + offset
      if offset == 0, shown.count < lines.count {
        frame.put("…", column: inner.column, row: row, style: theme.muted)
        continue
      }
      guard let line else {
        last = nil
        continue
      }
      draw(line, isFirst: line.kind != last, row: row, in: inner, theme: theme)
      last = line.kind
    }
    note(
      .action(.lesson(.goOn)),
      in: Rectangle(
        column: area.column, row: area.row + area.height - 1, width: area.width, height: 1))
  }

  private mutating func draw(
    _ line: LessonText.Line, isFirst: Bool, row: Int, in area: Rectangle, theme: Theme
  ) {
    let mark = line.kind.mark
    var style = theme.text
    switch line.kind {
    case .text, .outcome, .question, .closing: break
    case .task: style = theme.accent
    case .hint: style = theme.muted
    case .answer(let number, let isCurrent):
      if isCurrent { style = theme.selected }
      let place = Rectangle(column: area.column, row: row, width: area.width, height: 1)
      if isCurrent { frame.fill(place, with: Cell(" ", style)) }
      note(.action(.lesson(.answer(number - 1))), in: place)
    }
    let strong = Style(
      foreground: style.foreground, background: style.background,
      attributes: style.attributes.union(.bold))
    let indent = String(repeating: " ", count: mark.count)
    frame.put(
      [Span(isFirst ? mark : indent, style)]
        + line.pieces.map { Span($0.text, $0.isStrong ? strong : style) },
      column: area.column, row: row, width: area.width)
  }
}

extension ExplorerState {
  /// What Enter does, for the border of the lesson's pane.
  var lessonPrompt: String {
    let key = keymap.row(for: .lesson(.goOn))?.commands.last?.sign(ascii: appearance.isASCII) ?? ""
    switch guide?.phase {
    case .asking: return "predict: ↑ ↓ \(key)"
    case .watching: return "watch; \(key) shows the end"
    case .trying: return "play until it is done"
    case .finished, nil:
      let isLast = guide.flatMap { $0.lesson.place(after: $0.place) } == nil
      return isLast ? "the end" : "\(key) goes on"
    }
  }
}
