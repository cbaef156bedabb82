/// A group of optimizers that need learning rates of the same scale.
public enum OptimizerFamily: Hashable, Sendable, CaseIterable {
  /// The step is the learning rate times a gradient.
  case gradient
  /// The step is the learning rate times a sum of gradients, several times as long as one.
  case momentum
  /// The gradient's length is divided out: the learning rate is a length on the map.
  case adaptive
  /// Only the gradient's signs are used: the learning rate is a length on the map.
  case sign
  /// The first steps are the learning rate times a gradient, the later ones a length on the map:
  /// RAdam.
  case rectified
  /// The rule finds the length of its steps itself: the learning rate is only a factor, 1 by
  /// default.
  case selfScaled

  /// A learning rate with a visible effect on a surface without a tuned one.
  ///
  /// Half of the stable limit 2/λ for gradients, 0.3 of that for momentum, 1 % of the map for the
  /// adaptive and sign methods, the smaller of the first and the last for RAdam, whose first steps
  /// would otherwise leave a steep surface. Without a curvature (λ not positive or not finite) the
  /// first step along the gradient is 1 % of the map; without a gradient either, the rate itself is.
  /// The rate is always positive and finite, whatever the scale.
  /// - Parameters:
  ///   - curvature: λ, the largest eigenvalue of the Hessian on the expected path of the run.
  ///   - slope: the length of the gradient at the start of the run.
  ///   - shorterSide: the shorter side of the map's domain.
  public func automaticLearningRate(
    largestCurvature curvature: Double?, slope: Double? = nil, shorterSide: Double
  ) -> Double {
    let sane = shorterSide.isFinite && shorterSide > 0
    let share = sane ? max(shorterSide / 100, .leastNormalMagnitude) : 0.01
    let half: Double =
      if let curvature, curvature > 0, curvature.isFinite {
        min(1 / curvature, .greatestFiniteMagnitude)
      } else if let slope, slope > 0, slope.isFinite {
        min(max(share / slope, .leastNonzeroMagnitude), .greatestFiniteMagnitude)
      } else {
        share
      }
    return switch self {
    case .gradient: half
    case .momentum: max(0.3 * half, .leastNonzeroMagnitude)
    case .adaptive, .sign: share
    case .rectified: min(half, share)
    case .selfScaled: 1
    }
  }
}
