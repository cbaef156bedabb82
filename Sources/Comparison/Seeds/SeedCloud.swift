import Calculus
import Experiments
import Landscape
import Optimizers

/// A stochastic run of a scene with many seeds: its own and those after it.
///
///     var cloud = try #require(scene.seedCloud(of: 0, count: 20))
///     cloud.follow(to: 668)
///     cloud.complete()
///     cloud.census(at: 668)?.text  // "20 of 20 seeds in the deep basin, median step 227"
///
/// Where a surface has several minima, a mesh over its domain tells in whose basin each seed is: the
/// minimum that steepest descent reaches from there.
package struct SeedCloud: Experiment {
  package private(set) var trials: SeedTrials
  private let scales: SurfaceScales
  private let domain: Domain
  private var record: TargetRecord
  private var basins: SeedBasins?

  /// Longer runs are not followed: so many steps of so many seeds would fill the memory.
  package static let longest = 20_000

  init(_ trials: SeedTrials, in scene: Scene) {
    self.trials = trials
    scales = scene.scales
    domain = scene.domain
    record = TargetRecord(scene.target, runs: trials.runs.count)
    basins = SeedBasins(scene, seeds: trials.runs.count)
  }

  /// The number of seeds.
  package var count: Int { trials.runs.count }

  /// What the seeds are measured by.
  package var clock: RaceClock { trials.clock }

  /// The position of the clock up to which all seeds have been followed.
  package var position: Int { trials.position }

  /// The last position up to which seeds are followed.
  package var lastPosition: Int {
    trials.runs.first?.spent(on: clock, upTo: Self.longest) ?? 0
  }

  /// Asks for more steps of all seeds, up to a position; it never takes any back.
  package mutating func follow(to position: Int) {
    trials.limit = max(trials.limit, min(position, lastPosition))
  }

  package var total: Int { trials.total + (basins?.total ?? 0) }
  package var completed: Int { trials.completed + (basins?.completed ?? 0) }

  package var threads: Int {
    get { trials.threads }
    set {
      trials.threads = newValue
      basins?.threads = newValue
    }
  }

  package mutating func advance() {
    if !trials.isComplete {
      trials.advance()
    } else {
      basins?.advance()
    }
    record.follow(trials.runs)
    basins?.follow(trials.runs)
  }

  /// The last step of a seed at a position.
  package func step(of seed: Int, at position: Int) -> Int {
    trials.runs[seed].step(at: position, on: clock)
  }

  /// The point of a seed at a position, or at its end if it ended earlier.
  package func row(of seed: Int, at position: Int) -> TrajectoryPoint {
    trials.runs[seed].trajectory[step(of: seed, at: position)]
  }

  /// The position at which a seed first was under the target, if it is not after a position.
  package func arrival(of seed: Int, by position: Int) -> Int? {
    record.first(run: seed, by: step(of: seed, at: position)).map { spent(by: seed, upTo: $0) }
  }

  /// The minimum in whose basin a seed is at a position, where basins are told apart.
  package func minimum(of seed: Int, at position: Int) -> Point? {
    let step = step(of: seed, at: position)
    guard let basins, case .basin(let index) = basins.place(of: seed, at: step).0 else {
      return nil
    }
    return basins.minima[index].point
  }

  /// Where the seeds are at a position; nil before it is known.
  package func census(at position: Int) -> SeedCensus? {
    guard position <= trials.position, basins.map(\.isComplete) ?? true else { return nil }
    var (under, arrivals) = (0, [Int]())
    var places: [SeedPlace: [Int]] = [:]
    for seed in trials.runs.indices {
      let last = step(of: seed, at: position)
      if record.since(run: seed, at: last) != nil { under += 1 }
      if let first = record.first(run: seed, by: last) {
        arrivals.append(spent(by: seed, upTo: first))
      }
      let (place, since) = place(of: seed, at: last)
      places[place, default: []].append(spent(by: seed, upTo: since))
    }
    let home = basins?.place(of: trials.runs[0].start)
    return SeedCensus(
      position: position, clock: clock, count: count, under: under, arrivals: arrivals,
      places: places, minima: basins?.minima ?? [], home: home)
  }

  private func spent(by seed: Int, upTo step: Int) -> Int {
    trials.runs[seed].spent(on: clock, upTo: step)
  }

  private func place(of seed: Int, at step: Int) -> (SeedPlace, since: Int) {
    let run = trials.runs[seed]
    let row = run.trajectory[step]
    // Verdicts cost more than a look at the loss.
    if run.step <= step && run.end != nil || row.loss > run.trajectory.loss(0),
      run.verdict(at: step, scales: scales).tone == .bad
    {
      return (.failed, step)
    }
    guard domain.contains(row.point) else { return (.offMap, step) }
    return basins?.place(of: seed, at: step) ?? (.onMap, 0)
  }
}

/// Where a seed is.
package enum SeedPlace: Hashable, Sendable {
  /// In the basin of a minimum, by its index.
  case basin(Int)
  /// On the map; nothing more is known.
  case onMap
  case offMap
  /// Diverged, or stopped where the loss is undefined.
  case failed
}

extension Scene {
  /// A run with many seeds, of which nothing is known yet. Without random numbers all are the same.
  /// Nil where no run can begin.
  package func seedCloud(of run: Int, count: Int, on clock: RaceClock = .steps) -> SeedCloud? {
    let seeds = (0..<UInt64(count)).map { seed &+ $0 }
    let trials = try? SeedTrials(
      objective: objective, start: start, settings: settings[run], seeds: seeds, limit: 0,
      clock: clock)
    guard let trials else { return nil }
    return SeedCloud(trials, in: self)
  }
}
