extension ExplorerState {
  /// The rows of the keymap that matter now, most useful first.
  var footerRows: [Keymap.Row] {
    let rows = keymap.footerRows
    // The key of the open tool comes first: it closes it.
    guard let tool, let row = keymap.row(for: .toggle(tool)) else { return rows }
    return [row] + rows.filter { $0.hint != row.hint }
  }

  /// What a row of the keymap would do now, in a word or two for the footer.
  func hint(for row: Keymap.Row) -> String {
    if let tool, row.commands.contains(where: { $0.action == .toggle(tool) }) {
      return "close \(row.hint ?? "")"
    }
    let hint = row.hint ?? ""
    switch hint {
    case "play": return playback.isPlaying ? "pause" : "play"
    case "view":
      return appearance.view(in: size, runs: race.runs.count) == .side ? "overlay" : "side by side"
    case "branch": return isBranching ? "replay" : "branch"
    default: return hint
    }
  }

  /// What is to be learned now: why the selected run, else the first that went wrong, fares as it
  /// does, or the surface's lesson.
  var guidance: (text: String, isWarning: Bool)? {
    for run in selectedRuns {
      let verdict = verdict(of: run)
      if verdict.tone == .bad {
        return ("\(race.runs[run].settings.kind.title): \(verdict.sentence)", true)
      }
    }
    return scene.surface.lesson.map { ($0, false) }
  }
}
