import Canvas
import Comparison

extension Drawing {
  /// Draws the parameters pane: labels, values and sliders in columns, like a mixing desk.
  mutating func drawParameters(
    _ state: ExplorerState, in area: Rectangle, theme: Theme, borders: BorderSet
  ) {
    let pane = ParametersPane(state, in: area)
    shown.firstDialLine = pane.firstLine
    note(.dials, in: area)
    var top = [BorderLabel("parameters", theme.strong)]
    if let more = pane.more { top.append(BorderLabel(more, theme.accent, alignment: .trailing)) }
    frame.box(
      area, style: theme.border, borders: borders, top: top,
      bottom: [BorderLabel(pane.keys(fitting: area.width - 6), theme.muted)])
    for (offset, line) in pane.lines.enumerated() {
      let row = pane.list.row + offset
      switch line {
      case .blank: break
      case .heading(let section):
        frame.drawHeading(section, state, row: row, pane: pane, theme: theme)
      case .fact:
        let room = pane.inner.width - 2
        if let fact = state.scene.curvatureFact(fitting: room) {
          frame.put(fact, column: pane.inner.column + 2, row: row, style: theme.muted, width: room)
        }
      case .dial(let place):
        let dial = pane.dials[place]
        frame.draw(dial, state, row: row, pane: pane, theme: theme)
        note(
          .dial(dial.id), in: Rectangle(column: area.column, row: row, width: area.width, height: 1)
        )
        note(pane.slider(of: dial), of: dial, row: row)
      }
    }
    if let rule = pane.rule {
      frame.drawRule(row: rule, columns: pane.inner.columns, theme: theme)
    }
    frame.drawMeaning(state, pane: pane, theme: theme)
  }

  /// Sliders are dragged; a press on a word chooses the next one or, at the left arrow, the
  /// previous one.
  private mutating func note(_ slider: Slider, of dial: Dial, row: Int) {
    func note(_ target: Target, in columns: Range<Int>) {
      self.note(
        target,
        in: Rectangle(column: columns.lowerBound, row: row, width: columns.count, height: 1))
    }
    guard dial.scale.isChoice else { return note(.slider(dial.id, slider), in: slider.columns) }
    let back = dial.scale == .flag ? 0 : (slider.columns.count - 1) / 5 + 1
    note(.turn(dial.id, by: -1), in: slider.columns.prefix(back))
    note(.turn(dial.id, by: 1), in: slider.columns.dropFirst(back))
  }
}

extension Frame {
  fileprivate mutating func drawRule(row: Int, columns: Range<Int>, theme: Theme) {
    for column in columns { self[column, row] = Cell("─", theme.border) }
  }

  fileprivate mutating func drawHeading(
    _ section: Dial.Section, _ state: ExplorerState, row: Int, pane: ParametersPane, theme: Theme
  ) {
    var title = Span(section.title, theme.strong)
    if section == .optimizers, let run = pane.onlyRun {
      let sign = Marker.run(run).scalar(asciiOnly: state.appearance.isASCII)
      title = Span("\(sign) \(state.name(of: run))", theme.run(run))
    }
    let used = put([title], column: pane.inner.column, row: row, width: pane.inner.width)
    let rest = min(used + 1, pane.inner.width)
    drawRule(row: row, columns: pane.inner.columns.dropFirst(rest), theme: theme)
  }

  fileprivate mutating func draw(
    _ dial: Dial, _ state: ExplorerState, row: Int, pane: ParametersPane, theme: Theme
  ) {
    let isCurrent = dial.id == pane.dials[pane.cursor].id
    let column = pane.inner.column
    if isCurrent { put("›", column: column, row: row, style: theme.accent) }
    put(
      dial.label, column: column + 2, row: row, style: isCurrent ? theme.accent : theme.text,
      width: pane.labelWidth, ellipsis: .unicode)
    let text =
      dial.isMixed ? "mixed" : dial.text(of: dial.reading.value, fitting: pane.valueWidth)
    let value = Span(text, dial.isStandard || dial.isMixed ? theme.muted : theme.strong)
    let slider = pane.slider(of: dial)
    if dial.scale.isChoice, dial.scale != .flag {
      let room = slider.columns.count
      let arrows = [Span("‹ ", theme.accent), value, Span(" ›", theme.accent)]
      put(
        text.count + 4 <= room ? arrows : [value], column: slider.columns.lowerBound, row: row,
        width: room, ellipsis: .unicode)
      return
    }
    put([value], endingAt: pane.valueEnd, row: row, width: pane.valueWidth, ellipsis: .unicode)
    draw(dial, state, on: slider, row: row, pane: pane, theme: theme)
  }

  private mutating func draw(
    _ dial: Dial, _ state: ExplorerState, on slider: Slider, row: Int, pane: ParametersPane,
    theme: Theme
  ) {
    guard !slider.columns.isEmpty, let place = dial.place(of: dial.reading) else { return }
    drawRule(row: row, columns: slider.columns, theme: theme)
    var standard = dial.reading
    standard.value = standard.standard
    if !dial.isStandard, dial.scale != .flag, let place = dial.place(of: standard) {
      self[slider.column(at: place), row] = Cell("┼", theme.muted)
    }
    // All runs together have one neutral knob; otherwise each has its own sign.
    if dial.runs.count == state.race.runs.count && !dial.isMixed || dial.runs.isEmpty {
      drawKnob("┃", theme.accent, at: slider.column(at: place), of: slider, row: row)
    } else if let run = pane.onlyRun {
      let sign = Marker.run(run).scalar(asciiOnly: state.appearance.isASCII)
      drawKnob(sign, theme.run(run), at: slider.column(at: place), of: slider, row: row)
    } else {
      for reading in dial.readings.reversed() {
        guard let run = reading.run, let place = dial.place(of: reading) else { continue }
        let sign = Marker.run(run).scalar(asciiOnly: state.appearance.isASCII)
        self[slider.column(at: place), row] = Cell(sign, theme.run(run))
      }
    }
  }

  /// Draws a knob, and the line that leads to it.
  private mutating func drawKnob(
    _ glyph: Unicode.Scalar, _ style: Style, at column: Int, of slider: Slider, row: Int
  ) {
    for column in slider.columns.lowerBound..<column where self[column, row].glyph == "─" {
      self[column, row] = Cell("━", style)
    }
    self[column, row] = Cell(glyph, style)
  }

  /// Draws the meaning of the dial under the cursor, and the values of the runs or the default.
  fileprivate mutating func drawMeaning(_ state: ExplorerState, pane: ParametersPane, theme: Theme)
  {
    let dial = pane.dials[pane.cursor]
    var area = pane.meaning
    if pane.rule != nil { _ = area.split(top: 1) }
    var texts = ["\(dial.label): \(dial.meaning)"]
    if dial.isMixed {
      texts.append(
        dial.readings.compactMap { reading in
          reading.run.map {
            state.name(of: $0) + " " + dial.text(of: reading.value, fitting: 9)
          }
        }.joined(separator: ", "))
    } else if !dial.isStandard {
      texts.append("default \(dial.text(of: dial.reading.standard, digits: 4))")
    }
    let lines = texts.flatMap { $0.wrapped(to: area.width) }.prefix(area.height)
    for (offset, line) in lines.enumerated() {
      put(line, column: area.column, row: area.row + offset, style: theme.muted, width: area.width)
    }
  }
}

extension ParametersPane {
  /// The keys of the pane, as many as fit, most useful first.
  fileprivate func keys(fitting width: Int) -> String {
    let enter = dials.indices.contains(cursor) && dials[cursor].scale.isChoice ? "next" : "types"
    let all = ["↑↓ row", "←→ turn", "Enter \(enter)", "Del reset", "Esc close"]
    var keys = all[0]
    for key in all.dropFirst() where keys.count + 2 + key.count <= width { keys += "  " + key }
    return keys
  }

  /// Arrows towards the lines that do not fit; nil if all do.
  fileprivate var more: String? {
    let signs = (firstLine > 0 ? "↑" : "") + (firstLine + lines.count < lineCount ? "↓" : "")
    return signs.isEmpty ? nil : signs
  }
}

extension Dial.Section {
  fileprivate var title: String {
    switch self {
    case .surface: "surface"
    case .optimizers: "all optimizers"
    case .race: "shared by all"
    }
  }
}

extension Scene {
  /// The curvature at the surface's minimum, else at the start: the longest text that fits.
  fileprivate func curvatureFact(fitting width: Int) -> String? {
    let minimum = surface.minima.first
    let hessian = function.hessian(at: minimum ?? start)
    let (least, largest) = hessian.eigenvalues
    guard least.isFinite, largest.isFinite else { return nil }
    let curvature = "curvature \(least.readable()) … \(largest.readable())"
    let place = minimum == nil ? " at the start" : " at the minimum"
    let condition = least > 0 ? "condition \((largest / least).readable())" : ""
    // The condition says more than the curvatures.
    let texts =
      condition.isEmpty
      ? [curvature + place, curvature]
      : ["\(curvature)\(place) (\(condition))", "\(curvature) (\(condition))", condition]
    return texts.first { $0.count <= width }
  }
}
