import Calculus

extension OptimizerKind {
  /// Adan: Adam with Nesterov's look-ahead from differences of gradients.
  ///
  ///     d      = g − previous g                        0 at the first step
  ///     mean   = beta1·mean + (1 − beta1)·g
  ///     change = beta2·change + (1 − beta2)·d
  ///     square = beta3·square + (1 − beta3)·(g + (1 − beta2)·d)²
  ///     root   = √(square + eps_root) + eps
  ///     p      = p − lr·((mean + (1 − beta2)·change) / root + weight_decay·p)
  ///
  /// with each average divided by 1 − betaᵗ. Xie et al. (2022), algorithm 1. Rule and defaults are
  /// Optax's, where betas are the shares that are kept (the paper's are those that are replaced).
  public static let adan = OptimizerKind(
    name: "adan", title: "Adan",
    rule: "m, v, n = averages of g, dg, (g+(1-beta2)*dg)^2; p -= lr*(m + (1-beta2)*v)/sqrt(n)",
    family: .adaptive,
    hyperparameters: [
      .beta("beta1", 0.98, of: "gradients"), .beta("beta2", 0.92, of: "differences of gradients"),
      .beta("beta3", 0.99, of: "squares"), .eps(1e-8), .rootEps(1e-8), .decoupledDecay(0),
    ],
    traits: [.hasMomentum],
    make: { Adan($0) })
}

struct Adan: DirectionalOptimizer {
  let beta1: Double
  let beta2: Double
  let beta3: Double
  let eps: Double
  let rootEps: Double
  private let decay: WeightDecay
  private var mean = DecayingMean()
  private var change = DecayingMean()
  private var square = DecayingMean()
  private var previous = Point.zero
  private var difference = Point.zero

  init(_ values: Hyperparameters) {
    beta1 = values["beta1"]
    beta2 = values["beta2"]
    beta3 = values["beta3"]
    eps = values["eps"]
    rootEps = values["eps_root"]
    decay = WeightDecay(amount: values["weight_decay"], isDecoupled: true)
  }

  mutating func direction(for step: StepContext) -> Point {
    let gradient = step.gradient
    difference = step.number == 1 ? .zero : gradient - previous
    previous = gradient
    let ahead = gradient + (1 - beta2) * difference
    mean.add(gradient, beta: beta1)
    change.add(difference, beta: beta2)
    square.add(ahead * ahead, beta: beta3)
    return decay.added(to: scaled, of: step)
  }

  private var scaled: Point {
    let root = (square.corrected + rootEps).squareRoot() + eps
    return (mean.corrected + (1 - beta2) * change.corrected) / root
  }

  func explanation(of step: StepContext) -> StepExplanation {
    decay.explanation(
      [
        .vector(
          "δ", step.number == 1 ? "0 at the first step" : "g − g of the step before", difference),
        .mean(mean.value), .vector("v", "β₂·v + (1−β₂)·δ", change.value),
        .vector("n", "β₃·n + (1−β₃)·(g + (1−β₂)·δ)²", square.value),
        .corrected("m", mean, beta: "β₁"), .corrected("v", change, beta: "β₂"),
        .corrected("n", square, beta: "β₃"),
        .vector("u", "(m̂ + (1−β₂)·v̂)/(√(n̂ + ε_root) + ε)", scaled),
      ], adding: scaled, of: step)
  }
}
