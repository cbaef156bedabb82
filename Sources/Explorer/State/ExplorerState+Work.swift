import Canvas
import Experiments
import Landscape
import Optimizers

/// Background work for the open pane, done only while it is open, and for the seeds that are shown.
extension ExplorerState {
  /// Whether something on the screen is waiting for results.
  public var hasWork: Bool {
    if isComingBack { return true }
    guard !isOpening, hasSeedWork || hasToolWork else { return false }
    guard let source else { return true }
    // Not after each answer: a slice asks many questions at once.
    return stalled?.isOver(source) ?? true
  }

  private var hasToolWork: Bool {
    switch tool {
    case .sweep: return sweepWork.map { !$0.isComplete } ?? true
    case .law: return hasLawWork
    case .basins:
      guard let cells = sight.shown.mapCells else { return false }
      return basinRuns.contains { run in
        !(basinWork(for: basinKey(of: run, on: cells))?.map.isComplete ?? false)
      }
    case .parameters, .inspector, .check, nil: return false
    }
  }

  /// Continues the work in slices of a few milliseconds: first the way back of the race to its step.
  /// Basins are computed for the maps drawn last. Stale results are dropped and computed again.
  public mutating func work(while shouldContinue: () -> Bool) {
    workOnRace(while: shouldContinue)
    guard let source else { return workOnFindings(while: shouldContinue) }
    // A slice that lacked answers is dropped, and done again when some have come.
    while hasWork, shouldContinue() {
      let (gaps, urgent, before) = (source.gaps, source.urgentCount, findings)
      var isFirst = true
      workOnFindings {
        defer { isFirst = false }
        return isFirst
      }
      if source.gaps != gaps {
        findings = before
        stalled = Stall(source, asked: source.urgentCount - urgent)
      }
    }
  }

  private mutating func workOnFindings(while shouldContinue: () -> Bool) {
    workOnSeeds(while: shouldContinue)
    switch tool {
    case .sweep:
      if sweepWork == nil { findings.sweep = SweepWork(sweepKey, scene: scene) }
      while findings.sweep?.isComplete == false && shouldContinue() { findings.sweep?.advance() }
    case .law: workOnLaw(while: shouldContinue)
    case .basins:
      let shown = beginBasins()
      while let index = leastKnown(of: shown), shouldContinue() {
        findings.basins[index].map.advance()
      }
    case .parameters, .inspector, .check, nil: break
    }
  }

  /// How many losses a pane needs that take time, in a sentence; nil for other panes.
  func cost(of tool: Tool?) -> String? {
    guard let source else { return nil }
    let (runs, steps): (Int, Int)
    switch tool {
    case .sweep:
      runs = scene.sweptRuns.count * scene.surroundingRates.count
      steps = sweepSteps
    case .basins:
      guard let cells = sight.shown.mapCells, let run = basinRuns.first else { return nil }
      let key = basinKey(of: run, on: cells)
      runs = basinRuns.count * key.width * key.height
      steps = key.limit
    case .law, .parameters, .inspector, .check, nil: return nil
    }
    let losses = runs * steps * source.callsPerGradient
    return "at most \(losses.grouped) losses: \(runs.grouped) runs of \(steps) steps"
  }

  /// Completes the work.
  public mutating func completeWork() { work { true } }
}

// MARK: The sweep

extension ExplorerState {
  /// What the sweep's runs may spend, in the units of the race's clock: what was chosen for the sweep,
  /// else the requested length of the race, else the default length of schedules or ten steps of the
  /// dearest run.
  var sweepSteps: Int {
    if let chosen = sight.sweepSteps { return chosen }
    if clock == .rows { return 10 * scene.greatestCost(on: .rows) }
    return scene.setup.steps ?? 200
  }

  /// "200 steps", or "6,000 rows".
  var sweepLength: String {
    switch clock {
    case .steps: "\(sweepSteps) steps"
    case .evaluations: "\(sweepSteps.grouped) evaluations"
    case .rows: "\(sweepSteps.grouped) rows"
    }
  }

  /// Moves the length of the sweep along 10, 20, 50, 100 and so on.
  mutating func changeSweepSteps(by count: Int) {
    let unit = clock == .rows ? scene.greatestCost(on: .rows) : 10
    let choices = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].map { $0 * unit }
    let others = choices.filter { count > 0 ? $0 > sweepSteps : $0 < sweepSteps }
    guard let next = count > 0 ? others.first : others.last else { return }
    sight.sweepSteps = next
    notice = "the sweep runs " + (clock == .steps ? "" : "for ") + sweepLength
  }

  private var sweepKey: SweepWork.Key {
    let settings = scene.settings.map { settings in
      (try? settings.starting(at: 1))?.withoutUnusedSeed ?? settings
    }
    return SweepWork.Key(
      loss: LossKey(scene, isSampled: settings.contains(where: \.isStochastic)),
      start: scene.start, settings: settings, standardRates: scene.standardRates.map(\.initial),
      statedRates: scene.surface.learningRates, budget: Budget(sweepSteps, of: clock))
  }

  private var sweepWork: SweepWork? {
    findings.sweep?.key == sweepKey ? findings.sweep : nil
  }

  /// The results of the sweep so far; nil before it begins, or if it cannot begin.
  var sweep: LearningRateSweep? { sweepWork?.sweep }

  /// Whether all runs have the best rates of a sweep of any length.
  var hasBestRates: Bool {
    guard let known = findings.sweep, let sweep = known.sweep, sweep.isComplete else {
      return false
    }
    var key = sweepKey
    key.budget = known.key.budget
    return known.key == key
      && zip(sweep.curves, scene.sweptRuns).allSatisfy { curve, runs in
        runs.allSatisfy {
          curve.best?.learningRate == scene.settings[$0].learningRate.initial
        }
      }
  }

  /// The curve of a run in the sweep, which other runs may share.
  func sweepCurve(of run: Int) -> SweepCurve? {
    guard let sweep, let curve = scene.sweptRuns.firstIndex(where: { $0.contains(run) }) else {
      return nil
    }
    return sweep.curves[curve]
  }
}

// MARK: The basins

extension ExplorerState {
  /// The runs with visible basins: all runs side by side; on one map the selected run, else the
  /// first.
  var basinRuns: [Int] {
    // A recorded run has none.
    (sight.view(runs: race.runs.count) == .side
      ? Array(race.runs.indices) : [selection ?? 0])
      .filter(scene.settings.indices.contains)
  }

  /// Explains the colours once, in a window without room for the pane.
  mutating func explainBasins() {
    guard !sight.shown.hasRoomForPanes else { return }
    let runs = basinRuns
    let name = runs.count == 1 ? " of \(name(of: runs[0]))" : ""
    notice = "basins\(name): the minimum that each start reaches"
  }

  /// The basins of a run on a map of some cells, with the key of everything they depend on; nil
  /// before the first result.
  func basinWork(of run: Int, on cells: Size) -> BasinWork? {
    guard scene.settings.indices.contains(run) else { return nil }
    let work = basinWork(for: basinKey(of: run, on: cells))
    return work.map { $0.map.completed > 0 } == true ? work : nil
  }

  private func basinWork(for key: BasinWork.Key) -> BasinWork? {
    findings.basins.first { $0.key == key }
  }

  private func basinKey(of run: Int, on cells: Size) -> BasinWork.Key {
    let settings = scene.settings[run].withoutUnusedSeed
    let rows = scene.function.rowCount ?? 0
    // One start per pixel, unless each takes long or a cell can show only one background.
    let isFine =
      rows == 0 && source == nil && appearance.glyphs != .braille && appearance.depth >= .indexed256
    return BasinWork.Key(
      loss: LossKey(scene, isSampled: settings.isStochastic), settings: settings,
      viewport: domain(on: cells), width: cells.width * (isFine ? appearance.glyphs.columns : 1),
      height: cells.height * (isFine ? appearance.glyphs.rows : 1),
      limit: source != nil ? 200 : rows == 0 ? 1000 : min(1000, max(50, 400_000 / rows)))
  }

  /// Drops the basins that belong to no current run, begins the visible ones, and returns their
  /// indices.
  private mutating func beginBasins() -> [Int] {
    guard let cells = sight.shown.mapCells else { return [] }
    let keys = scene.settings.indices.map { basinKey(of: $0, on: cells) }
    findings.basins.removeAll { !keys.contains($0.key) }
    let shown = basinRuns.map { keys[$0] }
    for key in shown where basinWork(for: key) == nil {
      findings.basins.append(BasinWork(key, scene: scene))
    }
    return findings.basins.indices.filter { shown.contains(findings.basins[$0].key) }
  }

  /// The index of the basins with the fewest results, so that all maps fill in together.
  private func leastKnown(of places: [Int]) -> Int? {
    places.filter { !findings.basins[$0].map.isComplete }
      .min { findings.basins[$0].map.completed < findings.basins[$1].map.completed }
  }
}
