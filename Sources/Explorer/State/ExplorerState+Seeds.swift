import Comparison

/// Many seeds of the stochastic runs at once.
extension ExplorerState {
  /// The number of seeds that the key shows.
  private static let usualCount = 20

  /// Whether something needs the seeds that are shown.
  public var showsSeeds: Bool { !seedRuns.isEmpty }

  /// The runs of which many seeds are shown: the selected one if it is stochastic, else all that are.
  var seedRuns: [Int] {
    guard sight.seedCount != nil else { return [] }
    let stochastic = stochasticRuns
    if let selection, stochastic.contains(selection) { return [selection] }
    return stochastic
  }

  private var stochasticRuns: [Int] {
    scene.settings.indices.filter { scene.settings[$0].isStochastic }
  }

  mutating func toggleSeeds() {
    guard sight.seedCount == nil else {
      sight.seedCount = nil
      findings.seeds = []
      notice = "the seed of the race alone: \(scene.seed)"
      return
    }
    guard !stochasticRuns.isEmpty else {
      notice = "no run here draws random numbers: all seeds are the same; try sgd, or a batch"
      return
    }
    sight.seedCount = Self.usualCount
    let names = seedRuns.map { name(of: $0) }.joined(separator: ", ")
    let steady = selection.flatMap { seedRuns.contains($0) ? nil : name(of: $0) }
    notice =
      (steady.map { "seeds change nothing for \($0); " } ?? "")
      + "\(Self.usualCount) seeds of \(names), from \(scene.seed) on"
  }

  /// A run with many seeds, as far as it is known; nil if they are not shown or not begun.
  func seedCloud(of run: Int) -> SeedCloud? {
    guard seedRuns.contains(run) else { return nil }
    let key = seedKey(of: run)
    return findings.seeds.first { $0.key == key }?.cloud
  }

  private func seedKey(of run: Int) -> SeedWork.Key {
    SeedWork.Key(
      loss: LossKey(scene, isSampled: true), start: scene.start, settings: scene.settings[run],
      count: sight.seedCount ?? 0, clock: clock, target: scene.target)
  }

  /// The position up to which the seeds are followed: some way ahead, so that playing rarely waits.
  private var seedGoal: Int {
    let goal = playback.moment + playback.moment / 8
    return sequence(first: 64 * scene.leastCost(on: clock)) { $0 * 2 }.first { $0 >= goal } ?? goal
  }

  var hasSeedWork: Bool {
    seedRuns.contains { run in
      guard let cloud = seedCloud(of: run) else { return true }
      return cloud.position < min(seedGoal, cloud.lastPosition) || !cloud.isComplete
    }
  }

  mutating func workOnSeeds(while shouldContinue: () -> Bool) {
    let runs = seedRuns
    guard !runs.isEmpty else { return }
    let keys = runs.map(seedKey)
    if findings.seeds.contains(where: { !keys.contains($0.key) }) {
      let all = scene.settings.indices.map(seedKey)
      findings.seeds.removeAll { !all.contains($0.key) }
    }
    for (run, key) in zip(runs, keys) where !findings.seeds.contains(where: { $0.key == key }) {
      guard let cloud = scene.seedCloud(of: run, count: key.count, on: key.clock) else {
        // Some seed cannot begin at this start.
        sight.seedCount = nil
        return
      }
      findings.seeds.append(SeedWork(key: key, cloud: cloud))
    }
    let goal = seedGoal
    for index in findings.seeds.indices where keys.contains(findings.seeds[index].key) {
      findings.seeds[index].cloud.follow(to: goal)
      findings.seeds[index].cloud.advance(while: shouldContinue)
    }
  }

  /// Where the seeds of a run are, in words from the longest form to the shortest; nil if they are not
  /// shown.
  func seedForms(of run: Int) -> [String]? {
    guard seedRuns.contains(run), let count = sight.seedCount else { return nil }
    guard let cloud = seedCloud(of: run) else { return ["\(count) seeds: 0 %"] }
    let position = min(playback.position, cloud.lastPosition)
    guard let census = cloud.census(at: position) else {
      return ["\(count) seeds: \(100 * cloud.completed / max(1, cloud.total)) %"]
    }
    guard position < playback.position else { return census.forms }
    return census.forms.map { "at \(clock.text(position)), \($0)" }
  }

  /// The same for a line of the race.
  func shortSeedForms(of run: Int) -> [String]? {
    guard seedRuns.contains(run), let count = sight.seedCount else { return nil }
    guard let cloud = seedCloud(of: run),
      let census = cloud.census(at: min(playback.position, cloud.lastPosition))
    else { return ["\(count) seeds …", "…"] }
    return census.shortForms
  }
}
