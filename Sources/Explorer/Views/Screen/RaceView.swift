import Canvas
import Comparison
import Optimizers

extension Drawing {
  /// Draws the race: the runs in the order in which they got under the target.
  mutating func drawRace(
    _ state: ExplorerState, in area: Rectangle, layout: Layout, theme: Theme
  ) {
    let board = state.board
    let count = board.entries.count
    let isDouble = !layout.isSideBySide && layout.isBoxed && area.height >= 2 * count && count > 0
    let lines = isDouble ? 2 : 1
    var area = area
    let texts = RaceLines(
      board, state, width: area.width, isSideBySide: layout.isSideBySide, theme: theme)
    if !isDouble, !layout.isSideBySide, layout.isBoxed, area.height > count {
      frame.put(texts.heading, column: area.column, row: area.row, width: area.width)
      _ = area.split(top: 1)
    }
    let fitting = area.height / lines
    let shown = count <= fitting ? count : max(0, fitting - 1)
    // The selected run is always visible.
    var entries = Array(board.entries.prefix(shown))
    if let selected = board.entries.dropFirst(shown).first(where: { $0.run == state.selection }),
      !entries.isEmpty
    {
      entries[entries.count - 1] = selected
    }
    for (place, entry) in entries.enumerated() {
      let row = area.row + place * lines
      let text = isDouble ? texts.double(entry) : [texts.single(entry)]
      for (offset, line) in text.enumerated() {
        frame.put(
          line, column: area.column, row: row + offset, width: area.width, ellipsis: .unicode)
      }
      note(
        .run(entry.run),
        in: Rectangle(column: area.column, row: row, width: area.width, height: lines))
    }
    if count > shown, area.height > 0 {
      frame.put(
        "  and \(count - shown) more: Tab", column: area.column, row: area.row + shown * lines,
        style: theme.muted, width: area.width)
    }
  }
}

extension ExplorerState {
  /// The runs, ranked by what has happened up to the moment on the screen.
  var board: RaceBoard {
    RaceBoard(
      scene, race, record: contest.record, at: playback.position, on: contest.clock)
  }
}

extension LossTarget {
  /// The title of the race: the longest one that fits.
  func title(fitting width: Int) -> String {
    let number = loss.readable(digits: 4, fitting: 12)
    var titles = ["the race: under \(number)"]
    if let excess, loss != excess {
      let height = excess.readable()
      titles = [
        "the race: within \(height) of the lowest loss", "the race: lowest loss + \(height)",
      ]
    }
    return (titles + ["the race"]).first { $0.count <= width } ?? ""
  }
}

/// The lines of the race.
private struct RaceLines {
  private let state: ExplorerState
  private let width: Int
  private let isSideBySide: Bool
  private let theme: Theme
  private let nameWidth: Int
  private let rates: [String]
  /// The loss of the surface for runs with their own losses, else nothing; empty if there is no such run.
  private let surfaceLosses: [String]
  private let look: Look
  /// What has become of each run, the longest form first.
  private let forms: [[String]]
  private let standings: [(text: String, style: Style)]

  private enum Column {
    case rate, loss, surface, standing
  }

  /// The columns after the name, and the blanks between them.
  private struct Look {
    var columns: [Column]
    var losses: [String]
    var gap: Int
  }

  init(
    _ board: RaceBoard, _ state: ExplorerState, width: Int, isSideBySide: Bool, theme: Theme
  ) {
    self.state = state
    self.width = width
    self.isSideBySide = isSideBySide
    self.theme = theme
    let runs = state.race.runs.indices
    nameWidth = runs.map { state.name(of: $0, fitting: RaceLines.longestName).count }.max() ?? 0
    let room = width - nameWidth - 3
    let byRun = Dictionary(uniqueKeysWithValues: board.entries.map { ($0.run, $0.standing) })
    let forms = runs.map { run in
      state.shortSeedForms(of: run)
        ?? byRun[run].map { RaceLines.forms(of: $0, on: board.clock) } ?? [""]
    }
    self.forms = forms
    // The figures leave room for at least the shortest words of each run.
    let least = max(8, forms.map { $0.last?.count ?? 0 }.max() ?? 0)
    let rates = runs.map { state.knownRate(of: $0)?.readable(digits: 3, fitting: 8) ?? "-" }
    let values = runs.map { state.present(of: $0).loss }
    let losses = [9, 8].map { values.readable(digits: $0 == 9 ? 3 : 2, fitting: $0) }
    let surfaceLosses = runs.map { run in
      state.race.runs[run].hasOwnLosses
        ? state.surfaceLoss(of: run).readable(digits: 3, fitting: 9) : ""
    }
    let hasSurface = surfaceLosses.contains { !$0.isEmpty }
    self.surfaceLosses = hasSurface ? surfaceLosses : []
    func columnWidth(_ texts: [String]) -> Int { max(4, texts.map(\.count).max() ?? 0) }
    let choices: [Look] =
      isSideBySide
      ? []
      // The two losses of a recorded run say more than its rate, which stays.
      : (hasSurface
        ? [
          Look(columns: [.rate, .loss, .surface, .standing], losses: losses[0], gap: 2),
          Look(columns: [.loss, .surface, .standing], losses: losses[0], gap: 2),
          Look(columns: [.loss, .surface, .standing], losses: losses[0], gap: 1),
        ] : []) + [
          Look(columns: [.rate, .loss, .standing], losses: losses[0], gap: 2),
          Look(columns: [.rate, .loss, .standing], losses: losses[1], gap: 1),
          Look(columns: [.rate, .standing], losses: losses[1], gap: 1),
          Look(columns: [.loss, .standing], losses: losses[1], gap: 1),
        ]
    func rest(_ look: Look) -> Int {
      look.columns.reduce(room) { rest, column in
        switch column {
        case .rate: rest - columnWidth(rates) - look.gap
        case .loss: rest - columnWidth(look.losses) - look.gap
        case .surface: rest - max(7, columnWidth(surfaceLosses)) - look.gap
        case .standing: rest
        }
      }
    }
    look =
      choices.first { rest($0) >= least }
      ?? Look(columns: [.standing], losses: losses[0], gap: 1)
    self.rates = rates
    let left = rest(look)
    standings = runs.map { run in
      let text = forms[run].first { $0.count <= left } ?? forms[run].last ?? ""
      let isCounted = state.seedRuns.contains(run)
      return (
        text,
        isCounted ? theme.text : byRun[run].map { RaceLines.style(of: $0, theme) } ?? theme.muted
      )
    }
  }

  /// Room for a title and a rate.
  private static let longestName = 16

  private static let notYet = ["not yet"]

  /// What has become of a run, the longest form first.
  private static func forms(of standing: RaceBoard.Standing, on clock: RaceClock) -> [String] {
    switch standing {
    case .under(let since, let price):
      let step = ["since step \(since)", "step \(since)", "\(since)"]
      guard let price else { return step }
      if clock == .steps { return ["since step \(since), \(price.text)"] + step }
      return ["since \(price.text), step \(since)"]
        + ["since \(price.text)", price.text, price.amount.grouped]
    case .onItsWay(let left?, let price):
      let moment = clock == .steps ? "step \(left)" : price?.text ?? "step \(left)"
      return ["not now; was at \(moment)", "above again", "above"]
    case .onItsWay(nil, _): return notYet
    case .stopped(let verdict), .failed(let verdict): return [verdict.label, verdict.briefLabel]
    }
  }

  private static func style(of standing: RaceBoard.Standing, _ theme: Theme) -> Style {
    switch standing {
    case .under: theme.good
    case .onItsWay: theme.muted
    case .stopped(let verdict), .failed(let verdict): theme.style(of: verdict.tone)
    }
  }

  private func name(of run: Int) -> [Span] {
    let isSelected = state.selection == run
    let sign = String(Marker.run(run).scalar(asciiOnly: state.appearance.isASCII))
    let title = state.name(of: run, fitting: RaceLines.longestName)
    return [
      Span(sign, theme.run(run)), Span(isSelected ? "›" : " ", theme.accent),
      Span(title.padded(to: nameWidth) + " ", isSelected ? theme.run(run) : theme.strong),
    ]
  }

  /// A figure in its column.
  private func padded(_ text: String, among texts: [String]) -> String {
    text.padded(to: max(4, texts.map(\.count).max() ?? 0) + look.gap)
  }

  /// The names of the columns.
  var heading: [Span] {
    let indent = String(repeating: " ", count: nameWidth + 3)
    let names = look.columns.map { column in
      switch column {
      case .rate: padded("lr", among: rates)
      case .loss: padded("loss", among: look.losses)
      case .surface: padded("surface", among: surfaceLosses + ["surface"])
      case .standing: "under it"
      }
    }
    return [Span(indent + names.joined(), theme.muted)]
  }

  func single(_ entry: RaceBoard.Entry) -> [Span] {
    name(of: entry.run)
      + look.columns.map { column in
        switch column {
        case .rate: Span(padded(rates[entry.run], among: rates), theme.text)
        case .loss: Span(padded(look.losses[entry.run], among: look.losses), theme.text)
        case .surface:
          Span(padded(surfaceLosses[entry.run], among: surfaceLosses + ["surface"]), theme.text)
        case .standing: Span(standings[entry.run].text, standings[entry.run].style)
        }
      }
  }

  /// What the map shows where a run with its own losses is: a slice of what they depend on.
  private func surface(of run: Int, fitting room: Int) -> [Span] {
    let loss = state.surfaceLoss(of: run, theme: theme)
    let spans = loss.isEmpty ? [] : [Span(" · ", theme.muted)] + loss
    return spans.width <= room ? spans : []
  }

  /// The figures of a run, and below them what has become of it.
  func double(_ entry: RaceBoard.Entry) -> [[Span]] {
    let run = entry.run
    let figures = [
      Span("lr ", theme.muted), Span(padded(rates[run], among: rates), theme.text),
      Span("loss ", theme.muted), Span(look.losses[run], theme.text),
    ]
    let account = state.account(of: run)
    let forms = forms[run]
    var isAccount = forms.first == account.verdict.label || forms.first == account.label
    if case .underTarget = account.news { isAccount = true }
    // Of a recorded run it says more how long it is than that it is not there yet.
    let isOpen = state.isRecorded(run) && forms == RaceLines.notYet
    if isOpen { isAccount = true }
    let style = isOpen ? theme.style(of: account) : standings[run].style
    let own = state.surfaceLoss(of: run, theme: theme)
    let ownWidth = own.isEmpty ? 0 : own.width + 3
    let texts = isOpen ? [account.label, account.briefLabel] : forms
    let text = texts.first { 2 + $0.count + ownWidth <= width } ?? texts[0]
    let rest = width - 2 - text.count - 3 - ownWidth
    let label = [account.label, account.briefLabel].first { $0.count <= rest }
    let second =
      [Span("  " + text, style)]
      + (isAccount
        ? [] : label.map { [Span(" · ", theme.muted), Span($0, theme.style(of: account))] } ?? [])
    return [name(of: run) + figures, second + surface(of: run, fitting: width - second.width)]
  }
}

extension RaceBoard.Price {
  /// "5,400 rows".
  fileprivate var text: String {
    switch self {
    case .rows(let count): "\(count.grouped) rows"
    case .evaluations(let count): "\(count.grouped) evaluations"
    }
  }
}
