import Calculus
import Experiments
import Landscape
import Optimizers

/// The basins of a surface with several minima, and when each seed went into which.
struct SeedBasins: Sendable {
  private var map: BasinMap
  private let lossRange: Double
  private let function: any LossFunction
  private let domain: Domain
  private var visits: [Visits]

  /// The basins that a seed was in, with the steps at which it came into them.
  private struct Visits: Sendable {
    var turns: [(step: Int, place: SeedPlace)] = []
    /// The number of rows that are known.
    var count = 0
  }

  /// The starts in a row of the mesh, for a formula and for data, whose losses cost more.
  private static let mesh = (formula: 48, data: 24)

  /// Nil for data with one stated minimum, which has nothing to tell apart.
  init?(_ scene: Scene, seeds: Int) {
    let isData = scene.function.rowCount != nil
    guard !isData || scene.surface.minima.count != 1 else { return nil }
    let steepness = Steepness(of: scene.function, domain: scene.domain, start: scene.start)
    // Steepest descent that never climbs, and so never leaves a basin by overshooting.
    guard
      let descent = try? RunSettings(
        .linesearch, learningRate: LearningRatePlan(steepness.rate(for: .gradient)))
    else { return nil }
    let count = isData ? Self.mesh.data : Self.mesh.formula
    map = scene.basins(of: descent, width: count, height: count, limit: 300)
    lossRange = scene.scales.lossRange
    function = scene.function
    domain = scene.domain
    visits = Array(repeating: Visits(), count: seeds)
  }

  var total: Int { map.total }
  var completed: Int { map.completed }
  var isComplete: Bool { map.isComplete }
  var threads: Int {
    get { map.threads }
    set { map.threads = newValue }
  }

  mutating func advance() { map.advance() }

  /// The minima whose basins there are.
  var minima: [KnownMinimum] {
    let losses = map.minima.map { function.value(at: $0) }
    let lowest = (losses.min() ?? 0) + 1e-6 * lossRange
    return zip(map.minima, losses).map { KnownMinimum(point: $0, isLowest: $1 <= lowest) }
  }

  /// The basin of a point.
  func place(of point: Point) -> SeedPlace {
    guard domain.contains(point) else { return .offMap }
    guard case .minimum(let index)? = map.nearest(to: point)?.outcome else { return .onMap }
    return .basin(index)
  }

  /// Continues to the last steps of the runs, once the basins are known.
  /// - Complexity: linear in the number of new steps.
  mutating func follow(_ runs: [Run]) {
    guard isComplete else { return }
    for (seed, run) in runs.enumerated() {
      let path = run.trajectory
      while visits[seed].count < path.count {
        let row = visits[seed].count
        let place = place(of: path.point(row))
        if visits[seed].turns.last?.place != place { visits[seed].turns.append((row, place)) }
        visits[seed].count += 1
      }
    }
  }

  /// The basin in which a seed is at a step, and the step since which it is there.
  func place(of seed: Int, at step: Int) -> (SeedPlace, since: Int) {
    let turn = visits[seed].turns.last { $0.step <= step }
    return turn.map { ($0.place, $0.step) } ?? (.onMap, 0)
  }
}
