import Canvas

extension Frame {
  /// Draws what there is to say, most urgent first: a fault in the surface's file, what has become
  /// of the selected run, the lesson. A paragraph is drawn as a whole; if even the first does not
  /// fit, its first sentences are.
  mutating func drawWords(_ state: ExplorerState, in area: Rectangle, theme: Theme) {
    let paragraphs = state.words
    var row = area.row
    let end = area.row + area.height
    func style(_ tone: ExplorerState.Words.Tone) -> Style {
      switch tone {
      case .fault: theme.bad
      case .warning: theme.warning
      case .plain: theme.text
      }
    }
    for (index, words) in paragraphs.enumerated() {
      let gap = index > 0 ? 1 : 0
      let forms = ([words.text] + words.shorter).map { $0.wrapped(to: area.width) }
      let room = min(words.mostLines ?? .max, end - row - gap)
      var lines = forms.first { $0.count <= room } ?? forms[0]
      if row + gap + lines.count > end {
        guard index == 0 else { continue }
        lines = words.text.sentences(wrappedTo: area.width, lines: area.height)
        if lines.isEmpty, words.tone != .plain {
          lines = Array(words.text.wrapped(to: area.width - 2).prefix(area.height))
          if let last = lines.popLast() { lines.append(last + " …") }
        }
      }
      row += gap
      for line in lines {
        put(line, column: area.column, row: row, style: style(words.tone), width: area.width)
        row += 1
      }
    }
  }

  /// Joins the words at the bottom of a pane to it, below a line.
  mutating func drawWordsBlock(
    _ state: ExplorerState, in words: Rectangle, of pane: Rectangle, theme: Theme,
    borders: BorderSet
  ) {
    let right = pane.column + pane.width - 1
    let line = words.row - 1
    // The line is the pane's own lower border, with what that says about keys.
    for row in line + 1..<words.row + words.height + 1 {
      for column in pane.columns { self[column, row] = Cell() }
      self[pane.column, row] = Cell(borders.vertical, theme.border)
      self[right, row] = Cell(borders.vertical, theme.border)
    }
    let bottom = words.row + words.height
    for column in pane.column + 1..<right {
      self[column, bottom] = Cell(borders.horizontal, theme.border)
    }
    let isASCII = borders.horizontal.isASCII
    self[pane.column, line] = Cell(isASCII ? "+" : "├", theme.border)
    self[right, line] = Cell(isASCII ? "+" : "┤", theme.border)
    self[pane.column, bottom] = Cell(borders.bottomLeft, theme.border)
    self[right, bottom] = Cell(borders.bottomRight, theme.border)
    drawWords(state, in: words, theme: theme)
  }
}

extension ExplorerState {
  /// A paragraph beside the map.
  struct Words: Hashable {
    enum Tone: Hashable {
      case plain, warning, fault
    }

    var text: String
    var tone = Tone.plain
    /// Shorter forms of the text.
    var shorter: [String] = []
    /// The most lines, if a shorter form has fewer.
    var mostLines: Int?
  }

  /// A fault in the surface's file; the verdict of the selected run, or of the first failing run; the
  /// surface's lesson and what one must know of its loss; where the seeds are.
  var words: [Words] {
    var words: [Words] = []
    if let shownFault = shownFault() { words.append(Words(text: shownFault, tone: .fault)) }
    let failing = race.runs.indices.first { verdict(of: $0).tone == .bad }
    if let run = selection ?? failing {
      let isBad = verdict(of: run).tone == .bad
      words.append(Words(text: explanation(of: run) + ".", tone: isBad ? .warning : .plain))
    }
    if let lesson = scene.surface.lesson { words.append(Words(text: lesson)) }
    if let caution = scene.surface.loss.caution { words.append(Words(text: caution)) }
    for run in seedRuns {
      let texts = (seedForms(of: run) ?? []).map { "\(name(of: run)): \($0)." }
      guard let text = texts.first else { continue }
      words.append(
        Words(text: text, shorter: Array(texts.dropFirst()), mostLines: 2))
    }
    return words
  }
}
