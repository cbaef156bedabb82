extension ExplorerState {
  /// The rows of the keymap that matter now, most useful first.
  var footerRows: [Keymap.Row] {
    var rows = Keymap.footerOrder.compactMap(keymap.row)
    if appearance.view == .relief {
      // How to turn it and how to leave it are the first questions.
      let own = [Action.pan(columns: -4, rows: 0), .switchRelief].compactMap(keymap.row)
      rows.insert(contentsOf: own, at: min(1, rows.count))
      rows.removeAll { $0.does(.switchView) }
    }
    // The key of the open tool comes first: it closes it.
    guard let tool, let row = keymap.row(for: .toggle(tool)) else { return rows }
    if tool == .sweep, let steps = keymap.row(for: .slower) {
      rows = [steps] + rows.filter { !$0.does(.slower) }
    }
    return [row] + rows.filter { !$0.does(.toggle(tool)) && !tool.takesKeys(of: $0) }
  }

  /// The rows that fit into some columns, then help and quit, which are left out only beside a long
  /// notice.
  func footerRows(fitting width: Int, isBesideNotice: Bool) -> [Keymap.Row] {
    let isASCII = appearance.isASCII
    func hasKeys(_ row: Keymap.Row) -> Bool { row.keys(ascii: isASCII).contains { $0 != " " } }
    func columns(_ row: Keymap.Row) -> Int {
      row.keys(ascii: isASCII).count + hint(for: row).count + 3
    }
    let last = Keymap.footerEnd.compactMap(keymap.row).filter(hasKeys)
    var room = width - last.reduce(0) { $0 + columns($1) }
    if isBesideNotice, room < 0 { return [] }
    let fitting = footerRows.filter { row in
      guard hasKeys(row), columns(row) <= room else { return false }
      room -= columns(row)
      return true
    }
    return fitting + last
  }

  /// What a row of the keymap would do now, in a word or two for the footer.
  func hint(for row: Keymap.Row) -> String {
    let hint = row.hint ?? ""
    for command in row.commands {
      switch command.action {
      case .togglePlay where playback.isPlaying: return "pause"
      case .switchView:
        let isSide = sight.view(runs: race.runs.count) == .side
        return isSide ? "overlay" : "side by side"
      case .switchRelief where appearance.view == .relief: return "flat map"
      case .pan where appearance.view == .relief: return "turn"
      case .toggleBranching where isBranching: return "replay"
      case .toggle(let one) where one == tool: return "close \(hint)"
      case .slower where tool == .sweep: return "sweep steps"
      default: continue
      }
    }
    return hint
  }

  /// The most useful sentence now: a fault in the surface's file, the selected run's verdict, else
  /// that of the first failing run, else the surface's lesson.
  var guidance: (text: String, isWarning: Bool)? {
    if let shownFault { return (shownFault, true) }
    if let selection { return (account(of: selection), verdict(of: selection).tone == .bad) }
    let wrong = race.runs.indices.first { verdict(of: $0).tone == .bad }
    if let wrong { return (account(of: wrong), true) }
    return scene.surface.lesson.map { ($0, false) }
  }

  /// A run's verdict in words.
  private func account(of run: Int) -> String {
    "\(race.runs[run].settings.kind.title): \(verdict(of: run).sentence)"
  }

  /// Shows the verdict of the selected run as a notice if the window has no other place for it.
  mutating func explainSelection() {
    guard let selection, shownFault == nil, !sight.shown.hasGuidance else { return }
    notice = account(of: selection)
  }
}

extension Tool {
  /// Whether the keys that are shown for a row of the keymap do something else in this tool.
  fileprivate func takesKeys(of row: Keymap.Row) -> Bool {
    switch self {
    case .parameters: row.does(.scaleLearningRate(tenths: 1)) || row.does(.step(1))
    case .sweep, .basins, .inspector, .check: false
    }
  }
}
