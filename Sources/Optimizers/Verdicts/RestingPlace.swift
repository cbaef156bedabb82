import Calculus

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A point where a run stands still, and its kind.
struct RestingPlace {
  /// A curvature λ counts as 0 if |λ|·D²/S is at most this.
  static let flatness = 1e-3

  let point: Point
  let evaluation: Evaluation
  let objective: any Objective
  let scales: SurfaceScales
  let lowestLoss: Double

  init(
    at point: Point, on objective: any Objective, scales: SurfaceScales, lowestLoss: Double
  ) {
    self.point = point
    self.objective = objective
    self.scales = scales
    self.lowestLoss = lowestLoss
    evaluation = objective.evaluate(at: point)
  }

  /// The verdict on the point; nil if the surface only looks flat relative to its scales: at a
  /// minimum, the remaining gain is negligible, and the way there is short.
  var verdict: Verdict? {
    let unit = scales.unitCurvature * Self.flatness
    let isStill = scales.isStill(evaluation.gradient.portableNorm)
    guard let model = LocalModel(objective.hessian(at: point), evaluation.gradient) else {
      return isStill ? flat(nil) : nil
    }
    let (least, largest) = (model.flattest.curvature, model.steepest.curvature)
    if least > unit { return isReached(model.flattest, model.steepest) ? minimum() : nil }
    let isCritical = isStill || model.distance <= 1e-4 * scales.shorterSide
    if largest < -unit { return isCritical ? .maximum(curvature: largest) : nil }
    guard largest > unit else {
      if least < -unit { return isCritical ? .saddle(curvature: least) : nil }
      return isStill ? flat(model) : nil
    }
    let isFalling = least < -unit
    guard isFalling && isCritical || isReached(model.steepest) else { return nil }
    let found = groove(model)
    if isFalling, !isCritical, case .saddle? = found { return nil }
    return found
  }

  /// Whether the lowest point of each line is here: within a distance that no map shows, with a
  /// negligible gain relative to the range of the lowest losses, and with nothing lower where the
  /// line should rise again.
  private func isReached(_ axes: LocalModel.Axis...) -> Bool {
    axes.allSatisfy { axis in
      guard axis.length <= 2e-3 * scales.shorterSide, axis.fall <= scales.reachedGain else {
        return false
      }
      let reach = max(10 * axis.length, 1e-4 * scales.shorterSide)
      let least = evaluation.loss - 2 * axis.fall - 64 * evaluation.loss.magnitude.ulp
      return [1.0, -1].allSatisfy { side in
        !(objective.evaluate(at: point + side * reach * axis.direction).loss < least)
      }
    }
  }

  private func minimum(alongLine: Bool = false) -> Verdict {
    // A loss that is 0 except for rounding is reported as 0.
    let isZero = abs(evaluation.loss) <= 1e-9 * scales.range
    let loss = isZero ? 0 : evaluation.loss
    guard scales.statesMinima else { return .minimum(loss: loss, alongLine: alongLine) }
    let excess = evaluation.loss - scales.lowestLoss
    // 1e-4 of the range: Lévy's dimples differ by 5e-4 of its range.
    if abs(excess) <= 1e-4 * scales.range {
      return .globalMinimum(loss: loss, alongLine: alongLine)
    }
    return excess > 0
      ? .localMinimum(excess: excess, alongLine: alongLine)
      : .minimum(loss: loss, alongLine: alongLine)
  }

  // MARK: Steep one way

  /// The verdict on a point in a groove, steep in one direction and not in the other. It depends on
  /// the loss along the floor, followed to both sides: inside a ring's floor the loss seems to fall
  /// off to both.
  private func groove(_ model: LocalModel) -> Verdict? {
    let reach = 0.01 * scales.shorterSide
    let slack =
      1e-9 * model.steepest.curvature * reach * reach + 64 * evaluation.loss.magnitude.ulp
    let here = floor(near: point)
    let rises = [1.0, -1].map { side in
      floor(near: point + side * reach * model.flattest.direction) - here
    }
    let (lower, higher) = (rises.min() ?? 0, rises.max() ?? 0)
    if lower > slack { return minimum() }
    if lower >= -slack { return minimum(alongLine: true) }
    // A sloping floor is not a resting place; a floor that bends down from here is a saddle.
    let isSloping = abs(model.flattest.slope) * reach >= 0.1 * -lower
    return higher >= -slack && isSloping
      ? nil : .saddle(curvature: min(model.flattest.curvature, 0))
  }

  /// The loss on the floor of the groove beside a point.
  private func floor(near beside: Point) -> Double {
    var place = beside
    for _ in 0..<3 {
      guard let steep = objective.model(at: place)?.steepest, steep.curvature > 0 else { break }
      place -= steep.slope / steep.curvature * steep.direction
    }
    let loss = objective.evaluate(at: place).loss
    return loss.isFinite ? loss : .infinity
  }

  // MARK: Flat both ways

  /// The verdict on a point in flat surroundings; nil if the surface only looks flat.
  private func flat(_ model: LocalModel?) -> Verdict? {
    let curvature = min(model?.flattest.curvature ?? 0, 0)
    switch surroundings {
    case .lower: return .maximum(curvature: min(model?.steepest.curvature ?? 0, 0))
    case .both: return .saddle(curvature: curvature)
    case .level where evaluation.loss - lowestLoss > 0.01 * scales.range:
      return .plateau(gradientNorm: evaluation.gradient.portableNorm)
    case .higher, .level:
      if let model, model.isBowl, !isReached(model.flattest, model.steepest) { return nil }
      return minimum()
    }
  }

  private enum Surroundings { case higher, lower, both, level }

  /// Compares the loss on a circle about the point with the loss at the point, for points whose
  /// curvature does not decide.
  private var surroundings: Surroundings {
    let radius = 0.05
    // The largest difference that the gradient and curvature of a flat point can make at that
    // distance.
    let slack = Self.flatness / 2 * radius * radius * scales.range
    let signs = Self.directions.map { direction in
      let loss = objective.evaluate(at: point + radius * scales.shorterSide * direction).loss
      return loss > evaluation.loss + slack ? 1 : loss < evaluation.loss - slack ? -1 : 0
    }
    if signs.allSatisfy({ $0 > 0 }) { return .higher }
    if signs.allSatisfy({ $0 < 0 }) { return .lower }
    let sides = signs.filter { $0 != 0 }
    let changes = sides.indices.count { sides[$0] != sides[($0 + 1) % sides.count] }
    return changes >= 4 ? .both : .level
  }

  private static let directions = (0..<16).map { index in
    // Offset from the axes by half a sector, so that not only the valleys of |x| + |y| are seen.
    let angle = (Double(index) + 0.5) * Double.pi / 8
    return Point(cos(angle), sin(angle))
  }
}

extension SurfaceScales {
  /// S, or the range of the bottom if that is larger, as around a hole at a single point of the
  /// map; 1 if a surface has none.
  var wholeRange: Double {
    let range = max(lossRange, bottomRange)
    return range > 0 && range.isFinite ? range : 1
  }

  /// The unit of losses, gradients and curvatures where a run may be at rest: S, but at most a
  /// hundred times the range of the bottom. Walls make S so large that everything would be
  /// negligible relative to it.
  var range: Double {
    bottomRange > 0 && bottomRange.isFinite ? min(wholeRange, 100 * bottomRange) : wholeRange
  }

  /// The largest gain that may remain at a reached minimum: a hundred-millionth of S, but between a
  /// millionth and a ten-thousandth of the range of the bottom.
  var reachedGain: Double {
    guard bottomRange > 0, bottomRange.isFinite else { return 1e-8 * wholeRange }
    return max(1e-6 * bottomRange, min(1e-8 * wholeRange, 1e-4 * bottomRange))
  }

  /// The gradient norm that changes the loss by S over a distance of D.
  var unitGradient: Double { range / shorterSide }

  /// The curvature S/D².
  var unitCurvature: Double { range / (shorterSide * shorterSide) }

  /// Whether a gradient is negligible relative to the scales of the surface.
  func isStill(_ gradientNorm: Double) -> Bool { gradientNorm <= 1e-5 * unitGradient }
}
