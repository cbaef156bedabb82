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
    return [row] + rows.filter { !$0.does(.toggle(tool)) && !tool.takesKeys(of: $0) }
  }

  /// What a row of the keymap would do now, in a word or two for the footer.
  func hint(for row: Keymap.Row) -> String {
    let hint = row.hint ?? ""
    for command in row.commands {
      switch command.action {
      case .togglePlay where playback.isPlaying: return "pause"
      case .switchView:
        let isSide = appearance.view(in: size, runs: race.runs.count) == .side
        return isSide ? "overlay" : "side by side"
      case .switchRelief where appearance.view == .relief: return "flat map"
      case .pan where appearance.view == .relief: return "turn"
      case .toggleBranching where isBranching: return "replay"
      case .toggle(let one) where one == tool: return "close \(hint)"
      default: continue
      }
    }
    return hint
  }

  /// What is to be learned now: what is wrong with the surface's file, how the selected run fares
  /// and why, else what is wrong with the first that went wrong, else the surface's lesson.
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

  /// Says how the selected run fares where the window has no other place for it.
  mutating func tellOfSelection() {
    let layout = Layout(state: self)
    guard let selection, shownFault == nil, layout.guidance == nil, layout.information == nil
    else { return }
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
