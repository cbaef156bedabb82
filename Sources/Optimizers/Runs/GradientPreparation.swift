import Calculus

/// What a training loop does with a batch's gradient before the optimizer sees it.
///
/// First clipping by the norm: g·max_norm/|g| where |g| ≥ max_norm, as Optax's
/// `clip_by_global_norm` (PyTorch's `clip_grad_norm_` adds 1e-6 to the norm). Then L2 weight decay:
/// g + weight_decay·p.
struct GradientPreparation: Sendable {
  private let longest: Double
  private let decay: Double
  private let isNeeded: Bool

  init(_ settings: RunSettings) {
    longest = settings[Hyperparameter.maxNorm.name] ?? .infinity
    decay = settings.addedDecay
    isNeeded = longest < .infinity || decay != 0
  }

  func prepared(_ gradient: Point, at point: Point) -> Point {
    guard isNeeded else { return gradient }
    let norm = gradient.length
    let clipped = norm >= longest ? gradient * (longest / norm) : gradient
    return decay == 0 ? clipped : clipped + decay * point
  }
}
