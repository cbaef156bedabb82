import Calculus
import Landscape
import Optimizers

/// Which minimum an optimizer reaches, from every start of a mesh over the map.
///
///     var map = BasinMap(
///       objective: objective, settings: gd, domain: domain, width: 200, height: 100, limit: 300,
///       scales: scales, minima: surface.minima)
///     map.advance { clock.now < deadline }  // once a frame
///     map.nearest(column: 17, row: 4)?.outcome  // .minimum(2)
///
/// The starts are the centres of the mesh's cells, taken from coarse to fine. A run has reached a
/// minimum when it is within a thousandth of the map's shorter side and its step as short, or when
/// it is within a hundredth at the end. A run with sampled gradients makes all of its steps, and has
/// reached the minimum about which it hovers at the end. Where runs come to rest at minima that
/// nobody stated, these are added to the list in the order of the starts.
public struct BasinMap: Experiment {
  public let width: Int
  public let height: Int
  /// How many steps a run makes at most.
  public let limit: Int
  /// The stated minima and, behind them, those that were found.
  public private(set) var minima: [Point]
  public let statedCount: Int
  public private(set) var completed = 0
  public var threads: Int
  /// How much is done at once; changes nothing in the result.
  var sliceLength: Int

  private let domain: Domain
  private let scout: BasinScout
  private let order: [Int]
  private var cells: [BasinCell?]
  /// Of all runs so far, to guess how long the next ones are.
  private var stepsMade = 0
  /// How close together two found minima are the same one, squared.
  private let sameness: Double
  /// More minima than this are not told apart: a valley floor would have one for every start.
  private static let mostMinima = 256

  /// - Parameters:
  ///   - objective: the loss.
  ///   - settings: of the optimizer that runs from every start.
  ///   - domain: what the map covers.
  ///   - width: columns, at least 1.
  ///   - height: rows, at least 1.
  ///   - limit: the most steps of a run.
  ///   - scales: of the surface on the same domain.
  ///   - minima: the stated ones.
  ///   - threads: how many work at once.
  public init(
    objective: any Objective, settings: RunSettings, domain: Domain, width: Int, height: Int,
    limit: Int, scales: SurfaceScales, minima: [Point], threads: Int = processorCount
  ) {
    precondition(width > 0 && height > 0)
    self.width = width
    self.height = height
    self.limit = limit
    self.minima = minima
    self.domain = domain
    self.threads = threads
    sliceLength = stepsInSlice(on: objective)
    statedCount = minima.count
    scout = BasinScout(
      objective: objective, settings: settings, scales: scales, minima: minima, limit: limit)
    order = CoarseOrder.mesh(width: width, height: height)
    cells = Array(repeating: nil, count: width * height)
    sameness = 1e-6 * scales.shorterSide * scales.shorterSide
  }

  public var total: Int { order.count }

  /// What became of a start; nil where that is not known yet.
  /// - Parameters:
  ///   - column: 0 is the least x.
  ///   - row: 0 is the lowest y.
  public subscript(column: Int, row: Int) -> BasinCell? { cells[row * width + column] }

  /// The same, or what is known of the nearest start below and to the left in the coarser meshes.
  public func nearest(column: Int, row: Int) -> BasinCell? {
    var spacing = 1
    while spacing <= CoarseOrder.coarsest {
      if let cell = self[column - column % spacing, row - row % spacing] { return cell }
      spacing *= 2
    }
    return nil
  }

  /// What is known of the start nearest to a point; for a point outside the map, of its edge.
  public func nearest(to point: Point) -> BasinCell? {
    let place = domain.clamped(point)
    let across = (place.x - domain.x.lowerBound) / domain.width
    let up = (place.y - domain.y.lowerBound) / domain.height
    return nearest(
      column: min(Int(across * Double(width)), width - 1),
      row: min(Int(up * Double(height)), height - 1))
  }

  public func start(column: Int, row: Int) -> Point {
    domain.point((Double(column) + 0.5) / Double(width), (Double(row) + 0.5) / Double(height))
  }

  public mutating func advance() {
    let steps = completed == 0 ? limit : min(limit, stepsMade / completed)
    let count = max(threads, sliceLength / max(1, steps))
    let slice = order[completed..<min(completed + count, order.count)]
    let starts = slice.map { start(column: $0 % width, row: $0 / width) }
    let ends = concurrentMap(starts, threads: threads) { [scout] in scout.follow($0) }
    for (index, end) in zip(slice, ends) {
      cells[index] = BasinCell(outcome: outcome(of: end.landing), steps: end.steps)
      stepsMade += end.made
    }
    completed += slice.count
  }

  private mutating func outcome(of landing: BasinScout.Landing) -> BasinOutcome {
    switch landing {
    case .stated(let index): return .minimum(index)
    case .other(let outcome): return outcome
    case .unstated(let point):
      if let index = minima.firstIndex(where: { $0.squaredDistance(to: point) < sameness }) {
        return .minimum(index)
      }
      guard minima.count < max(statedCount, BasinMap.mostMinima) else { return .elsewhere }
      minima.append(point)
      return .minimum(minima.count - 1)
    }
  }
}
