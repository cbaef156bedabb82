import Input
import Optimizers

extension ExplorerState {
  /// The relevant rows of the keymap, most useful first.
  var footerRows: [Keymap.Row] {
    // Of recorded runs, not everything can be changed.
    var rows = Keymap.footerOrder.compactMap(keymap.row).filter { row in
      !row.commands.allSatisfy { refusal(of: $0.action) != nil }
    }
    if appearance.view == .relief {
      // Turning and leaving the relief come first.
      let own = [Action.pan(columns: -4, rows: 0), .switchRelief].compactMap(keymap.row)
      rows.insert(contentsOf: own, at: min(1, rows.count))
      rows.removeAll { $0.does(.switchView) }
    }
    if hasLesson {
      let own = lessonHints.compactMap(keymap.row)
      rows = own + rows.filter { row in !own.contains { $0.meaning == row.meaning } }
    }
    // The key that closes the open tool comes first.
    guard let tool, let row = keymap.row(for: .toggle(tool)) else { return rows }
    if tool == .sweep, let steps = keymap.row(for: .slower) {
      rows = [steps] + rows.filter { !$0.does(.slower) }
    }
    if tool == .check, let gradient = keymap.row(for: .typeGradient) {
      rows = [gradient] + rows.filter { !$0.does(.typeGradient) }
    }
    return [row] + rows.filter { !$0.does(.toggle(tool)) && !tool.takesKeys(of: $0) }
  }

  /// The rows that fit into some columns, followed by help and quit, which only a long notice
  /// displaces.
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

  /// The keys of an open lesson in its present phase.
  private var lessonHints: [Action] {
    let isTrying = guide?.phase == .trying
    let hint: [Action] = isTrying && guide?.step.task?.hint != nil ? [.lesson(.hint)] : []
    return taskActions + [.lesson(.goOn)] + hint + [
      .lesson(.goBack), .lesson(.setStage), .lesson(.pickChapter), .lesson(.toggle),
    ]
  }

  /// The first thing to press for the task, as far as the footer has a word for it. What follows may
  /// be meant for the pane that it opens.
  private var taskActions: [Action] {
    guard let guide, guide.phase == .trying, let task = guide.step.task else { return [] }
    let actions = task.keys.lazy.compactMap { Key(sign: $0) }.compactMap(keymap.action)
    return actions.first { keymap.row(for: $0)?.hint != nil }.map { [$0] } ?? []
  }

  /// Whether keys are letters of an open line.
  private var isTyping: Bool {
    if case .prompt? = panel { true } else { false }
  }

  /// What Enter does during a task: an open tool may have a use for it.
  private var enterDuringTask: String {
    switch tool {
    case .parameters: currentDial.scale.isChoice ? "turn" : "type"
    case .sweep: "best rates"
    case .law: "own or best rates"
    case .check: "precision"
    case .basins, .inspector, nil: "skip"
    }
  }

  /// The current effect of a row, in a word or two for the footer.
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
      case .slower where tool == .sweep:
        return clock == .steps ? "sweep steps" : "sweep length"
      case .lesson(.goOn) where isTyping: return "accept"
      case .lesson(.goOn) where guide?.phase == .asking: return "answer"
      case .lesson(.goOn) where guide?.phase == .watching: return "see the end"
      case .lesson(.goOn) where guide?.phase == .trying: return enterDuringTask
      case .lesson(.toggle) where hasLesson: return "close lesson"
      default: continue
      }
    }
    return hint
  }

  /// What has become of a run, in a sentence.
  func explanation(of run: Int) -> String {
    "\(name(of: run)): \(account(of: run).sentence)"
  }

  /// Shows the verdict of the selected run as a notice if the window has no other place for it.
  mutating func explainSelection() {
    guard let selection, shownFault() == nil, !sight.shown.hasGuidance else { return }
    notice = explanation(of: selection)
  }
}

extension Tool {
  /// Whether this tool gives the keys shown for a row another meaning.
  fileprivate func takesKeys(of row: Keymap.Row) -> Bool {
    switch self {
    case .parameters:
      row.does(.scaleLearningRate(tenths: 1)) || row.does(.step(1)) || row.does(.lesson(.goBack))
    case .sweep, .law, .basins, .inspector, .check: false
    }
  }
}

/// States what the runs share, so that the comparison is not over-read.
extension ExplorerState {
  /// The origin of the learning rates, and how they change.
  var rateFairness: String {
    if scene.setup.hasRecordings {
      return scene.settings.isEmpty ? "rates as recorded" : "own rates"
    }
    let schedules = Set(scene.settings.map(\.schedule.kind.name))
    guard let name = schedules.first, schedules != [Schedule.constant.kind.name] else {
      return initialRateFairness
    }
    return initialRateFairness + (schedules.count == 1 ? ", \(name) schedule" : ", mixed schedules")
  }

  private var initialRateFairness: String {
    let rates = scene.settings.map(\.learningRate)
    if rates.count > 1, hasBestRates { return "each at its best rate" }
    if Set(rates).count <= 1 { return "same rate" }
    return scene.hasDefaultRates ? "default rates" : "custom rates"
  }

  /// What all runs have spent equally; by steps, whether one costs about the same for all runs: a
  /// line search may evaluate the loss many times.
  var costFairness: String {
    if scene.setup.hasRecordings { return "same steps" }
    switch clock {
    case .evaluations: return "same evaluations"
    case .rows: return "same rows"
    case .steps: break
    }
    let costs = race.runs.filter { $0.step > 0 }.map { run in
      Double(run.spent(on: .rows, upTo: run.step)) / Double(run.step)
    }
    guard let least = costs.min(), let most = costs.max(), most > 1.5 * least else {
      return "same steps"
    }
    return "same steps, unequal cost"
  }

  /// In a few words, or longer if there is room.
  func fairness(isBrief: Bool) -> String {
    let starts = Set(race.runs.map(\.start)).count > 1 ? "own starts" : "same start"
    return isBrief
      ? "\(starts), \(rateFairness)" : "\(starts), \(costFairness), \(rateFairness)"
  }
}
