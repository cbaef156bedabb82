import Calculus
import Canvas
import Landscape
import Optimizers

extension ExplorerState {
  /// Performs an action; returns what the surrounding program must do.
  public mutating func perform(_ action: Action) -> Effect? {
    if let refusal = refusal(of: action) {
      notice = refusal
      return nil
    }
    switch action {
    case .togglePlay: togglePlay()
    case .step(let count): pause(at: position(afterSteps: count))
    case .firstStep: pause(at: 0)
    case .lastStep: pause(at: max(contest.furthest, playback.moment, lastRecordedStep))
    case .slower: changeSpeed(by: -1)
    case .faster: changeSpeed(by: 1)
    case .restart:
      if source?.restart() == true { notice = "the program was started again" }
      show(0)
      playback.isPlaying = true

    case .scaleLearningRate(let tenths): scaleLearningRates(tenths: tenths)
    case .typeLearningRate: panel = .prompt(learningRatePrompt)
    case .raceThreeRates: raceThreeRates()
    case .toggleBranching:
      if clock != .steps { completeRace() }
      contest.isBranching.toggle()
      notice =
        isBranching
        ? "changes branch at the current step" : "changes replay from the start"

    case .selectNext: moveSelection(by: 1)
    case .selectPrevious: moveSelection(by: -1)
    case .select(let index):
      if race.runs.indices.contains(index) { selection = index }
      explainSelection()
    case .selectAll: selection = nil
    case .pickOptimizers: panel = .picker(optimizerPicker)
    case .newSeed: changeSeed(to: scene.seed &+ 1)
    case .toggleSeeds: toggleSeeds()

    case .pickSurface: panel = .picker(surfacePicker)
    case .changeSurface(let count): changeSurface(by: count)
    case .typeFormula: panel = .prompt(formulaPrompt)
    case .typeGradient: panel = .prompt(gradientPrompt)
    case .typeStart: panel = .prompt(startPrompt)
    case .moveStart(let columns, let rows): nudgeStart(columns: columns, rows: rows)
    case .zoom(let zoom): sight.zoom(zoom, around: viewport.center)
    case .pan(let columns, let rows): sight.pan(columns: columns, rows: rows)
    case .resetView:
      sight.viewport = scene.domain
      sight.camera = .standard

    case .toggle(let tool):
      sight.toggle(tool)
      if self.tool == .basins { explainBasins() }
      if let cost = cost(of: self.tool) { notice = cost }
    case .switchChart:
      sight.chart = chart.next
      notice = "chart: \(chart.title)" + (sight.shown.hasChart ? "" : " (needs a larger window)")

    case .switchClock: switchClock()

    case .switchView: sight.switchView(runs: race.runs.count)
    case .switchRelief: sight.switchRelief()
    case .switchContours:
      appearance.contours = appearance.contours.next
      notice = "contours: \(appearance.contours.title)"
    case .switchGlyphs:
      appearance.fix(appearance.nextGlyphs)
      notice = "glyphs: \(appearance.mapGlyphs.rawValue)"
    case .switchRamp:
      appearance.ramp = appearance.ramp.next
      notice = "colours: \(appearance.ramp)"
    case .switchAspect:
      appearance.aspect = aspect.next
      notice =
        aspect == .equal
        ? "axes: equal units, circles are circles" : "axes: the map fills its place"
    case .switchLevels:
      appearance.levels = (appearance.levels ?? scene.surface.levels).next
      notice = "levels: \(appearance.levels ?? .auto)"

    case .lesson(let action): perform(action)

    case .undo: undo()
    case .redo: redo()
    case .showCommandLine:
      panel = .text(title: "command that reopens this screen (also printed on exit)", commandLine)
      return .copy(commandLine)
    case .export:
      if dialogue.isRecording { return .stopRecording }
      panel = .picker(exportPicker)
    case .showHelp: panel = .picker(commandPicker)
    case .close: sight.close()
    case .quit: return .quit
    case .suspend: return .suspend
    }
    return nil
  }

  private mutating func togglePlay() {
    let last = min(positionLimit ?? .max, contest.storageLimit)
    let isAtEnd = playback.position >= last || race.hasEnded
    if !playback.isPlaying, isAtEnd, playback.position >= contest.furthest {
      playback.position = 0
    }
    playback.isPlaying.toggle()
  }

  private mutating func pause(at position: Int) {
    playback.isPlaying = false
    seek(to: min(position, positionLimit ?? .max))
  }

  /// While the sweep is open, these keys change how long its runs are.
  private mutating func changeSpeed(by count: Int) {
    if tool == .sweep {
      changeSweepSteps(by: count)
    } else {
      playback.changeSpeed(by: count)
    }
  }

  private mutating func moveSelection(by count: Int) {
    // "All runs" is one more place before the runs.
    let places = race.runs.count + 1
    let place = (selection.map { $0 + 1 } ?? 0) + count
    let next = (place + places) % places
    selection = next == 0 ? nil : next - 1
    explainSelection()
  }

  private mutating func changeSurface(by count: Int) {
    let names = surfaceNames
    let present = surfaceName.flatMap { names.firstIndex(of: $0) }
    let start = present ?? (count > 0 ? -1 : 0)
    let total = names.count
    showSurface(named: names[((start + count) % total + total) % total])
  }

  /// Shows a text until the next key.
  public mutating func showText(_ text: String, title: String) {
    panel = .text(title: title, text)
  }

  private mutating func nudgeStart(columns: Int, rows: Int) {
    guard let map = sight.map else { return }
    let moved = scene.start + map.vector(columns: columns, rows: rows)
    moveStart(to: map.domain.clamped(map.rounded(moved)))
  }
}

extension Appearance.Contours {
  fileprivate var title: String {
    switch self {
    case .bandsAndLines: "bands and lines"
    case .bands: "bands"
    case .lines: "lines"
    }
  }
}
