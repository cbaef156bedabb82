/// Groups of optimizers that want learning rates of the same kind.
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
  /// The rule finds the length of its steps itself: the learning rate is a plain factor, 1 by
  /// nature.
  case selfScaled

  /// A learning rate that shows something at once on a surface that nobody has tuned one for.
  ///
  /// Half of the stable limit 2/λ for gradients, 0.3 of that for momentum, 1 % of the map for the
  /// adaptive and sign methods, the smaller of the first and the last for RAdam, whose first steps
  /// would otherwise be thrown off a steep surface. Where there is no curvature to go by (λ not
  /// positive or not finite), the first step along the gradient is 1 % of the map, or the rate is
  /// where the gradient is none either. It is always positive and finite, whatever the scale.
  /// - Parameters:
  ///   - curvature: λ, the largest eigenvalue of the Hessian where the run is expected to pass.
  ///   - slope: the length of the gradient where the run begins.
  ///   - shorterSide: of the map's domain.
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
