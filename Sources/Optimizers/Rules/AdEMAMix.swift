import Calculus

/// AdEMAMix: Adam with a second, much slower average of the gradients.
///
///     fast   = beta1·fast + (1 − beta1)·g
///     slow   = beta3·slow + (1 − beta3)·g
///     square = beta2·square + (1 − beta2)·g²
///     root   = √(square/(1 − beta2ᵗ) + eps_root) + eps
///     p      = p − lr·((fast/(1 − beta1ᵗ) + alpha·slow)/root + weight_decay·p)
///
/// Pagliardini, Ablin and Grangier, "The AdEMAMix Optimizer: Better, Faster, Older" (2024). Rule
/// and defaults are Optax's, which are the paper's but for its warm-up of alpha and beta3. The slow
/// average is not corrected for its start at 0: it is to grow in. alpha = 0 is AdamW.
public struct AdEMAMix: DirectionalOptimizer {
  public let beta1: Double
  public let beta2: Double
  public let beta3: Double
  public let alpha: Double
  public let eps: Double
  public let rootEps: Double
  private let decay: WeightDecay
  private var fast = DecayingMean()
  private var slow = Point.zero
  private var square = DecayingMean()

  public init(
    beta1: Double = 0.9, beta2: Double = 0.999, beta3: Double = 0.9999, alpha: Double = 5,
    eps: Double = 1e-8, rootEps: Double = 0, weightDecay: Double = 0
  ) {
    self.beta1 = beta1
    self.beta2 = beta2
    self.beta3 = beta3
    self.alpha = alpha
    self.eps = eps
    self.rootEps = rootEps
    decay = WeightDecay(amount: weightDecay, isDecoupled: true)
  }

  public mutating func direction(for step: StepContext) -> Point {
    fast.add(step.gradient, beta: beta1)
    slow = beta3 * slow + (1 - beta3) * step.gradient
    square.add(step.gradient * step.gradient, beta: beta2)
    return decay.added(to: scaled, of: step)
  }

  private var scaled: Point {
    (fast.corrected + alpha * slow) / ((square.corrected + rootEps).squareRoot() + eps)
  }

  public func working(of step: StepContext) -> Working {
    let root = rootEps == 0 ? "√v̂" : "√(v̂ + ε_root)"
    return decay.working(
      [
        .mean(fast.value), .vector("s", "β₃·s + (1−β₃)·g", slow), .square(square.value),
      ] + Quantity.corrections(mean: fast, square: square)
        + [.vector("u", "(m̂ + α·s)/(\(root) + ε)", scaled)],
      adding: scaled, of: step)
  }
}

extension OptimizerKind {
  public static let ademamix = OptimizerKind(
    name: "ademamix", title: "AdEMAMix",
    rule: "Adam with m/(1-beta1^t) + alpha*s above, s a slower average of g", family: .adaptive,
    hyperparameters: Hyperparameter.moments() + [
      .beta("beta3", 0.9999, of: "gradients that is slow"),
      Hyperparameter(
        "alpha", default: 5, allowed: .atLeast(0), meaning: "weight of the slow average"),
      .eps(1e-8),
      .rootEps(0),
      .decoupledDecay(0),
    ],
    hasMomentum: true,
    make: { values in
      AdEMAMix(
        beta1: values["beta1"], beta2: values["beta2"], beta3: values["beta3"],
        alpha: values["alpha"], eps: values["eps"], rootEps: values["eps_root"],
        weightDecay: values["weight_decay"])
    })
}
