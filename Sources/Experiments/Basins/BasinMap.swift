import Calculus
import Landscape
import Optimizers

/// The minimum that an optimizer reaches, from every start of a mesh over the map.
///
/// On Himmelblau's function, whose minimum (3, 2) is the first of the stated ones:
///
///     var map = BasinMap(
///       objective: objective, settings: try RunSettings(.gd, learningRate: 0.01),
///       domain: domain, width: 20, height: 20, limit: 300, scales: scales, minima: minima)
///     map.complete()
///     map.nearest(to: Point(2.9, 2.1))?.outcome  // .minimum(0)
///
/// The starts are the centres of the mesh's cells, taken from coarse to fine. A run has reached a
/// minimum if it is within a thousandth of the map's shorter side and its step as short, or if it
/// is within a hundredth at the end. A run with sampled gradients makes all of its steps, and has
/// reached the minimum about which it hovers at the end. Minima that runs find but that are not
/// stated are added to the list, in the order of the starts.
public struct BasinMap: Experiment {
  /// The number of columns.
  public let width: Int
  /// The number of rows.
  public let height: Int
  /// The largest number of steps of a run.
  public let limit: Int
  /// The stated minima, then those that were found.
  public private(set) var minima: [Point]
  /// The number of stated minima.
  public let statedCount: Int
  /// The number of starts whose outcome is known.
  public private(set) var completed = 0
  /// The number of threads that work on a slice; at least 1.
  public var threads: Int
  /// The number of steps in a slice; it changes nothing in the result.
  var sliceLength: Int

  /// The number of runs in a slice, if losses are waited for.
  private let runsTogether: Int?
  private let domain: Domain
  private let scout: BasinScout
  private let order: [Int]
  private var cells: [BasinCell?]
  /// The steps of all runs so far, an estimate of those of the next runs.
  private var stepsMade = 0
  /// The squared distance within which two found minima are the same.
  private let sameness: Double
  /// Minima beyond this number are not distinguished: a valley floor would have one for every
  /// start.
  private static let mostMinima = 256

  /// Makes a map without any outcome.
  /// - Parameters:
  ///   - objective: the loss.
  ///   - settings: the settings of the optimizer that runs from every start.
  ///   - domain: the domain that the map covers.
  ///   - width: the number of columns, at least 1.
  ///   - height: the number of rows, at least 1.
  ///   - limit: the largest number of steps of a run.
  ///   - scales: the scales of the surface on the same domain.
  ///   - minima: the stated minima.
  ///   - threads: the number of threads that work on a slice; at least 1.
  public init(
    objective: any Objective, settings: RunSettings, domain: Domain, width: Int, height: Int,
    limit: Int, scales: SurfaceScales, minima: [Point] = [], threads: Int = Threads.available
  ) {
    precondition(width > 0 && height > 0)
    self.width = width
    self.height = height
    self.limit = limit
    self.minima = minima
    self.domain = domain
    self.threads = objective.takesTime ? 1 : threads
    runsTogether = objective.takesTime ? objective.runsTogether : nil
    statedCount = minima.count
    scout = BasinScout(
      objective: objective, settings: settings, scales: scales, minima: minima, limit: limit)
    // Steps of runs that advance together take a quarter of the usual time, and half of that in blocks.
    sliceLength = (scout.makesBlocks ? 8 : 4) * objective.stepsInSlice
    order = CoarseOrder.mesh(width: width, height: height)
    cells = Array(repeating: nil, count: width * height)
    sameness = 1e-6 * scales.shorterSide * scales.shorterSide
  }

  /// The number of starts.
  public var total: Int { order.count }

  /// The outcome of a start; nil if it is not known yet.
  /// - Parameters:
  ///   - column: 0 is the least x.
  ///   - row: 0 is the lowest y.
  public subscript(column: Int, row: Int) -> BasinCell? { cells[row * width + column] }

  /// The outcome of a start, or of the nearest one below and to the left in the coarser meshes; nil
  /// if neither is known yet.
  /// - Parameters:
  ///   - column: 0 is the least x.
  ///   - row: 0 is the lowest y.
  public func nearest(column: Int, row: Int) -> BasinCell? {
    var spacing = 1
    while spacing <= CoarseOrder.coarsest {
      if let cell = self[column - column % spacing, row - row % spacing] { return cell }
      spacing *= 2
    }
    return nil
  }

  /// The outcome that is known nearest to a point; for a point outside the map, nearest to its edge.
  public func nearest(to point: Point) -> BasinCell? {
    let place = domain.clamped(point)
    let across = (place.x - domain.x.lowerBound) / domain.width
    let up = (place.y - domain.y.lowerBound) / domain.height
    return nearest(
      column: min(Int(across * Double(width)), width - 1),
      row: min(Int(up * Double(height)), height - 1))
  }

  /// The start of a cell: its centre.
  /// - Parameters:
  ///   - column: 0 is the least x.
  ///   - row: 0 is the lowest y.
  public func start(column: Int, row: Int) -> Point {
    Self.start(column: column, row: row, of: domain, width: width, height: height)
  }

  /// For any number of starts: a method of the map would copy it for each of them.
  private static func start(column: Int, row: Int, of domain: Domain, width: Int, height: Int)
    -> Point
  {
    domain.point((Double(column) + 0.5) / Double(width), (Double(row) + 0.5) / Double(height))
  }

  /// Follows the runs of the next starts, about a millisecond's work.
  public mutating func advance() {
    let steps = completed == 0 ? limit : min(limit, stepsMade / completed)
    let count = runsTogether ?? max(threads, sliceLength / max(1, steps))
    let slice = order[completed..<min(completed + count, order.count)]
    let starts = slice.map { [domain, width, height] index in
      Self.start(
        column: index % width, row: index / width, of: domain, width: width, height: height)
    }
    let ends = starts.concurrentMapOfParts(threads: threads) { [scout] in scout.follow($0) }
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

/// The outcome of the run from one start of a basin map.
public enum BasinOutcome: Hashable, Sendable {
  /// It reached a minimum: an index into the map's `minima`.
  case minimum(Int)
  /// It stands or moves elsewhere on the map: on a saddle or a plateau, or still on its way.
  case elsewhere
  /// It went off the map, and not uphill.
  case leftMap
  /// The loss grew without bound.
  case diverged
  /// The loss or its gradient is undefined at the start or where the run went.
  case undefined
}

/// The outcome and the length of the run from one start of a basin map.
public struct BasinCell: Hashable, Sendable {
  /// The outcome of the run.
  public let outcome: BasinOutcome
  /// The steps until the run was permanently within 2 % of the map's shorter side of its minimum (4
  /// % with sampled gradients, less if minima are close together); all of its steps if it reached
  /// no minimum.
  public let steps: Int
}
