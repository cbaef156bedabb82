import Calculus

extension OptimizerKind {
  /// AdEMAMix: Adam with a second, much slower average of the gradients.
  ///
  ///     fast   = beta1·fast + (1 − beta1)·g
  ///     slow   = beta3·slow + (1 − beta3)·g
  ///     square = beta2·square + (1 − beta2)·g²
  ///     root   = √(square/(1 − beta2ᵗ) + eps_root) + eps
  ///     p      = p − lr·((fast/(1 − beta1ᵗ) + alpha·slow)/root + weight_decay·p)
  ///
  /// Pagliardini, Ablin and Grangier, "The AdEMAMix Optimizer: Better, Faster, Older" (2024). Rule
  /// and defaults are Optax's, which are the paper's except for its warm-up of alpha and beta3. The
  /// slow average is not corrected for its start at 0: it is meant to grow slowly. alpha = 0 is
  /// AdamW.
  public static let ademamix = OptimizerKind(
    name: "ademamix", title: "AdEMAMix",
    rule: "Adam with m/(1-beta1^t) + alpha*s above, s a slower average of g", family: .adaptive,
    hyperparameters: Hyperparameter.moments() + [
      .beta("beta3", 0.9999, of: "gradients, the slow one"),
      Hyperparameter(
        "alpha", default: 5, allowed: .atLeast(0), meaning: "weight of the slow average"),
      .eps(1e-8),
      .rootEps(0),
      .decoupledDecay(0),
    ],
    traits: [.hasMomentum],
    make: { AdEMAMix($0) })
}

struct AdEMAMix: DirectionalOptimizer {
  let beta1: Double
  let beta2: Double
  let beta3: Double
  let alpha: Double
  let eps: Double
  let rootEps: Double
  private let decay: WeightDecay
  private var fast = DecayingMean()
  private var slow = Point.zero
  private var square = DecayingMean()

  init(_ values: Hyperparameters) {
    beta1 = values["beta1"]
    beta2 = values["beta2"]
    beta3 = values["beta3"]
    alpha = values["alpha"]
    eps = values["eps"]
    rootEps = values["eps_root"]
    decay = WeightDecay(amount: values["weight_decay"], isDecoupled: true)
  }

  mutating func direction(for step: StepContext) -> Point {
    fast.add(step.gradient, beta: beta1)
    slow = beta3 * slow + (1 - beta3) * step.gradient
    square.add(step.gradient * step.gradient, beta: beta2)
    return decay.added(to: scaled, of: step)
  }

  private var scaled: Point {
    (fast.corrected + alpha * slow) / ((square.corrected + rootEps).squareRoot() + eps)
  }

  func explanation(of step: StepContext) -> StepExplanation {
    let root = rootEps == 0 ? "√v̂" : "√(v̂ + ε_root)"
    return decay.explanation(
      [
        .mean(fast.value), .vector("s", "β₃·s + (1−β₃)·g", slow), .square(square.value),
      ] + Quantity.corrections(mean: fast, square: square)
        + [.vector("u", "(m̂ + α·s)/(\(root) + ε)", scaled)],
      adding: scaled, of: step)
  }
}
