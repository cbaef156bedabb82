import Calculus
import Optimizers

/// Follows the runs from starts of a basin map, and judges where they ended.
///
/// The judgement of a start does not depend on any other start.
struct BasinScout: Sendable {
  private let stepper: Stepper
  private let objective: any Objective
  private let scales: SurfaceScales
  private let minima: [Point]
  private let limit: Int
  private let isSampled: Bool
  /// D.
  private let side: Double
  /// S.
  private let range: Double
  /// The middle of the map, and how far from it a point may be in each coordinate to be near the map.
  private let centre: Point
  private let farthest: Point
  /// The squared distance from a minimum within which a run has reached it.
  private let reach: Double
  /// The squared distance within which a run is near a minimum: sampled gradients may drive it that
  /// far.
  private let nearness: Double

  /// The outcome of a start by itself.
  enum Landing: Hashable, Sendable {
    case stated(Int)
    /// A minimum that is not among the stated ones.
    case unstated(Point)
    case other(BasinOutcome)
  }

  init(
    objective: any Objective, settings: RunSettings, scales: SurfaceScales, minima: [Point],
    limit: Int
  ) {
    stepper = Stepper(objective: objective, settings: settings)
    self.objective = objective
    self.scales = scales
    self.minima = minima
    self.limit = limit
    isSampled = settings.isStochastic
    side = scales.shorterSide
    centre = (scales.lower + scales.upper) / 2
    farthest = 5 * (scales.upper - scales.lower)
    range = scales.lossRange > 0 && scales.lossRange.isFinite ? scales.lossRange : 1
    let closest = BasinScout.closestPair(of: minima)
    let reach = min(1e-3 * side, closest / 50)
    self.reach = reach * reach
    let nearness = min((isSampled ? 0.04 : 0.02) * side, closest / 3)
    self.nearness = nearness * nearness
  }

  /// The end of a run, its steps until it was permanently near its minimum (all of them if it
  /// reached none), and all steps made.
  typealias End = (landing: Landing, steps: Int, made: Int)

  /// The ends of the runs from several starts, which advance together.
  func follow(_ starts: [Point]) -> [End] {
    var tracks = tracks(from: starts)
    let arrivals = walkInBlocks(from: starts, &tracks) ?? walk(from: starts, &tracks)
    return measured(zip(tracks, arrivals).map { end(of: $0, $1) }, from: starts)
  }

  private func walk(from starts: [Point], _ tracks: inout [BasinTrack]) -> [Arrival] {
    let (stillGradient, stillStep) = (stillGradient, stillStep)
    return tracks.withUnsafeMutableBufferPointer { tracks in
      minima.withUnsafeBufferPointer { minima in
        stepper.walk(from: starts, limit: limit) { index, move, point, evaluation in
          let least = tracks[index].come(to: point, among: minima, nearness: nearness)
          let highest = tracks[index].highest
          let isLost =
            !isNear(point)
            && (evaluation.loss > highest || evaluation.loss < highest - 10 * range)
          if isSampled {
            // Such a run never stands still, and may leave a minimum again: it makes all its steps.
            tracks[index].mean += (point - tracks[index].mean) / BasinScout.memory
            return isLost
          }
          let step = (move * move).sum()
          if step >= reach { return isLost }
          let gradient = evaluation.gradient
          return least < reach
            || step < stillStep && (gradient * gradient).sum() < stillGradient
        }
      }
    }
  }

  /// The squared length of the gradient under which a run stands still, if its step is as short.
  private var stillGradient: Double { (1e-5 * range / side) * (1e-5 * range / side) }

  /// The squared length of the step under which a run stands still.
  private var stillStep: Double { 1e-10 * side * side }

  /// Whether runs advance in blocks, which takes a fraction of the time.
  var makesBlocks: Bool { stepper.makesBlocks }

  /// The same walks as one by one, in blocks; nil if there are no such blocks.
  private func walkInBlocks(from starts: [Point], _ tracks: inout [BasinTrack]) -> [Arrival]? {
    guard stepper.makesBlocks else { return nil }
    var judge = BasinJudge(
      tracks: tracks, minima: minima, nearness: nearness, reach: reach,
      stillGradient: stillGradient, stillStep: stillStep, centre: centre, farthest: farthest,
      depth: 10 * range)
    let arrivals = stepper.walk(from: starts, limit: limit, judge: &judge)
    tracks = judge.tracks
    return arrivals
  }

  private func tracks(from starts: [Point]) -> [BasinTrack] {
    var evaluations = [Evaluation](
      repeating: Evaluation(loss: .nan, gradient: .zero), count: starts.count)
    objective.evaluate(at: starts, into: &evaluations)
    return zip(starts, evaluations).map { start, evaluation in
      BasinTrack(
        mean: start, highest: evaluation.loss + 10 * range,
        near: minima.firstIndex { $0.squaredDistance(to: start) < nearness } ?? -1)
    }
  }

  private func end(of track: BasinTrack, _ arrival: Arrival) -> End {
    let landing =
      isSampled
      ? landing(of: arrival, at: track.mean, highest: track.highest, closeEnough: nearness)
      : landing(
        of: arrival, at: arrival.point, highest: track.highest, closeEnough: 100 * reach)
    if case .stated(let index) = landing, track.near == index {
      return (landing, track.since, arrival.step)
    }
    return (landing, arrival.step, arrival.step)
  }

  /// The ends with the steps of the runs that reached minima that are not stated: these are made again,
  /// now that it is known where they lead.
  private func measured(_ ends: [End], from starts: [Point]) -> [End] {
    var ends = ends
    var searches: [(index: Int, minimum: Point)] = []
    for (index, end) in ends.enumerated() where end.made > 0 {
      guard case .unstated(let minimum) = end.landing else { continue }
      searches.append((index, minimum))
      ends[index].steps = minimum.squaredDistance(to: starts[index]) < nearness ? 0 : 1
    }
    if searches.isEmpty { return ends }
    let again = searches.map { starts[$0.index] }
    if stepper.makesBlocks {
      var judge = BasinLengthJudge(
        minima: searches.map(\.minimum), lengths: searches.map { ends[$0.index].steps },
        made: searches.map { ends[$0.index].made }, nearness: nearness)
      _ = stepper.walk(from: again, limit: limit, judge: &judge)
      for (search, steps) in zip(searches, judge.lengths) { ends[search.index].steps = steps }
      return ends
    }
    var steps = searches.map { _ in 0 }
    _ = stepper.walk(from: again, limit: limit) { run, _, point, _ in
      let (index, minimum) = searches[run]
      steps[run] += 1
      let made = ends[index].made
      if minimum.squaredDistance(to: point) >= nearness {
        ends[index].steps = min(steps[run] + 1, made)
      }
      return steps[run] == made
    }
    return ends
  }

  /// - Parameter end: the point that counts as the end of the run.
  private func landing(
    of arrival: Arrival, at end: Point, highest: Double, closeEnough: Double
  ) -> Landing {
    if let refused = arrival.refused { return .other(outcome(onRefused: refused, arrival)) }
    if arrival.evaluation.loss > highest { return .other(.diverged) }
    let nearest = minima.indices.min {
      minima[$0].squaredDistance(to: end) < minima[$1].squaredDistance(to: end)
    }
    if let nearest, minima[nearest].squaredDistance(to: end) < closeEnough {
      return .stated(nearest)
    }
    if let bottom = bottom(below: end, closeEnough: closeEnough) { return .unstated(bottom) }
    return .other(scales.contains(end) ? .elsewhere : .leftMap)
  }

  private func outcome(onRefused step: RefusedStep, _ arrival: Arrival) -> BasinOutcome {
    if arrival.step == 0 && step.point == arrival.point { return .undefined }
    // A step that is not even a number comes from the rule, not from a leap.
    let isNoNumber = step.point.x.isNaN || step.point.y.isNaN
    if isNear(isNoNumber ? arrival.point : step.point) { return .undefined }
    if let loss = step.evaluation?.loss, loss == -.infinity { return .leftMap }
    return .diverged
  }

  /// The minimum close enough, by Newton's method; nil if the loss does not curve upwards in all
  /// directions, or the minimum is further away.
  private func bottom(below end: Point, closeEnough: Double) -> Point? {
    // In units of the map a curvature of 1 changes the loss by its whole range.
    let flat = 1e-9 * range / (side * side)
    var point = end
    for iteration in 0..<20 {
      let gradient = objective.evaluate(at: point).gradient
      let hessian = objective.hessian(at: point)
      let least = hessian.eigenvalues.least
      // A quartic bottom is approached slowly, and is flat.
      if iteration > 0 && abs(least) <= flat { return point }
      guard gradient.isFinite, least > flat else { return nil }
      let move = hessian.solved(for: gradient)
      point -= move
      guard point.squaredDistance(to: end) < closeEnough else { return nil }
      if (move * move).sum() < 1e-20 * side * side { break }
    }
    return point
  }

  /// The number of steps over which the place of a run with sampled gradients is averaged.
  private static let memory = 50.0

  /// Whether a point lies in a box ten times as wide and high as the map.
  private func isNear(_ point: Point) -> Bool {
    let offset = point - centre
    return abs(offset.x) <= farthest.x && abs(offset.y) <= farthest.y
  }

  /// The distance of the two points that are closest to each other, of those that are not the same.
  private static func closestPair(of points: [Point]) -> Double {
    var closest = Double.infinity
    for (index, point) in points.enumerated() {
      for other in points[..<index] where other != point {
        closest = min(closest, point.squaredDistance(to: other).squareRoot())
      }
    }
    return closest
  }
}

extension Hessian {
  /// The vector whose product with the matrix is `right`; the matrix is not singular.
  fileprivate func solved(for right: Point) -> Point {
    Point(yy * right.x - xy * right.y, xx * right.y - xy * right.x) / (xx * yy - xy * xy)
  }
}
