import Calculus

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A point where a run stands still, and what kind of point it is.
struct RestingPlace {
  /// A curvature λ is none if |λ|·D²/S is no more than this.
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

  /// What it is, or nil where the surface merely looks flat by its scales: a minimum is near by
  /// the curvature only if a Newton step from here is short.
  var verdict: Verdict? {
    let hessian = objective.hessian(at: point)
    let curvatures = hessian.isFinite ? hessian.eigenvalues : (least: 0, largest: 0)
    let unit = scales.unitCurvature * Self.flatness
    if curvatures.least < -unit {
      return curvatures.largest < -unit
        ? .maximum(curvature: curvatures.largest) : .saddle(curvature: curvatures.least)
    }
    if curvatures.least > unit { return minimum(hessian) }
    switch surroundings {
    case .higher: return minimum(hessian)
    case .lower: return .maximum(curvature: min(curvatures.largest, 0))
    case .both: return .saddle(curvature: min(curvatures.least, 0))
    case .level:
      return evaluation.loss - lowestLoss > 0.01 * scales.range
        ? .plateau(gradientNorm: evaluation.gradient.length) : minimum(hessian)
    }
  }

  private func minimum(_ hessian: Hessian) -> Verdict? {
    if let newton = NewtonStep(hessian, evaluation.gradient),
      newton.length > 0.02 * scales.shorterSide
    {
      return nil
    }
    // What is left of a zero after rounding is one.
    let isZero = abs(evaluation.loss) <= 1e-9 * scales.range
    let loss = isZero ? 0 : evaluation.loss
    guard scales.statesMinima else { return .minimum(loss: loss) }
    let excess = evaluation.loss - scales.lowestLoss
    // A hundredth of a hundredth: Lévy's dimples differ by a two-thousandth of its range.
    if abs(excess) <= 1e-4 * scales.range { return .globalMinimum(loss: loss) }
    return excess > 0 ? .localMinimum(excess: excess) : .minimum(loss: loss)
  }

  private enum Surroundings { case higher, lower, both, level }

  /// How the loss lies on a circle about the point, where its curvature does not tell.
  private var surroundings: Surroundings {
    let radius = 0.05
    // The most that a flat curvature and a gradient of a point at rest make at that distance.
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
    // Off the axes by half a sector, so that the valleys of |x| + |y| are not the only ones seen.
    let angle = (Double(index) + 0.5) * Double.pi / 8
    return Point(cos(angle), sin(angle))
  }
}

/// The way from a point to the minimum of its second-order model.
struct NewtonStep {
  let length: Double
  /// How much lower the model's minimum is.
  let fall: Double

  /// Nil where the model has no minimum.
  init?(_ hessian: Hessian, _ gradient: Point) {
    let determinant = hessian.xx * hessian.yy - hessian.xy * hessian.xy
    guard hessian.isFinite, hessian.xx > 0, determinant > 0 else { return nil }
    let step =
      Point(
        hessian.yy * gradient.x - hessian.xy * gradient.y,
        hessian.xx * gradient.y - hessian.xy * gradient.x) / determinant
    length = step.length
    fall = step.dot(gradient) / 2
  }
}
