import CVectorMath
import Calculus

extension OptimizerKind {
  /// Gradient descent on the full batch: `p = p − lr·g`, PyTorch's `SGD` with its defaults.
  public static let gd = sgdRule(
    name: "gd", title: "GD", rule: "p -= lr*g", batch: .full)

  /// Stochastic gradient descent: `gd` with the gradient of one sample at each step.
  public static let sgd = sgdRule(
    name: "sgd", title: "SGD", rule: "p -= lr*g, g of one sample",
    batch: .samples(1))

  /// Mini-batch gradient descent: `gd` with the mean gradient of 32 samples at each step.
  public static let minibatch = sgdRule(
    name: "minibatch", title: "Mini-batch", rule: "p -= lr*g, g of 32 samples",
    batch: .samples(32))

  /// Gradient descent with momentum: PyTorch's `SGD` with `momentum=0.9`.
  ///
  ///     b = g                                    at the first step
  ///     b = momentum·b + (1 − dampening)·g       later
  ///     p = p − lr·b
  ///
  /// Polyak's heavy ball (1964), with the learning rate outside the buffer, so that a change of it
  /// acts at once. The usual momentum of 0.9 is the advice of Sutskever et al. (2013); PyTorch's
  /// default is 0.
  public static let momentum = sgdRule(
    name: "momentum", title: "Momentum", rule: "b = momentum*b + (1-dampening)*g; p -= lr*b",
    momentum: 0.9)

  /// Nesterov's momentum: `momentum` that looks ahead along the buffer, PyTorch's `SGD` with
  /// `nesterov=True`.
  ///
  ///     b = momentum·b + g                       g at the first step
  ///     p = p − lr·(g + momentum·b)
  ///
  /// The form of Sutskever et al. (2013), rewritten so that the gradient is the one at p.
  public static let nesterov = sgdRule(
    name: "nesterov", title: "Nesterov",
    rule: "b = momentum*b + g; p -= lr*(g + momentum*b)", momentum: 0.9, isNesterov: true)

  private static func sgdRule(
    name: String, title: String, rule: String, batch: Batch? = nil, momentum: Double = 0,
    isNesterov: Bool = false
  ) -> OptimizerKind {
    OptimizerKind(
      name: name, title: title, rule: rule, family: .gradient,
      hyperparameters: SGD.hyperparameters(momentum: momentum, isNesterov: isNesterov),
      traits: [.hasMomentum], naturalBatch: batch, stability: SGD.stableProduct, fault: SGD.fault,
      make: { SGD($0) })
  }
}

/// The rule of `gd`, `sgd`, `minibatch`, `momentum` and `nesterov`: PyTorch's `SGD`.
///
///     b = g                                    at the first step
///     b = momentum·b + (1 − dampening)·g       later
///     p = p − lr·b                             or p − lr·(g + momentum·b) with nesterov
struct SGD: DirectionalOptimizer {
  let momentum: Double
  let dampening: Double
  let isNesterov: Bool
  private var buffer = Point.zero

  init(_ values: Hyperparameters) {
    momentum = values["momentum"]
    dampening = values["dampening"]
    isNesterov = values.isOn("nesterov")
  }

  @inline(__always)
  mutating func direction(for step: StepContext) -> Point {
    let gradient = step.gradient
    if momentum == 0 { return gradient }
    buffer = step.number == 1 ? gradient : momentum * buffer + (1 - dampening) * gradient
    return isNesterov ? lookahead(from: gradient) : buffer
  }

  private func lookahead(from gradient: Point) -> Point { gradient + momentum * buffer }

  func explanation(of step: StepContext) -> StepExplanation {
    if momentum == 0 { return StepExplanation([], move: "−lr·g") }
    let share = dampening == 0 ? "g" : "(1−dampening)·g"
    let bufferLine = Quantity.vector(
      "b", step.number == 1 ? "g at the first step" : "momentum·b + \(share)", buffer)
    guard isNesterov else { return StepExplanation([bufferLine], move: "−lr·b") }
    let ahead = Quantity.vector("d", "g + momentum·b", lookahead(from: step.gradient))
    return StepExplanation([bufferLine, ahead], move: "−lr·d")
  }
}

extension SGD: BlockRule {
  static var fresh: SIMD8<Double> { .zero }

  func step(_ steps: UnsafePointer<block_steps>, memory: UnsafeMutablePointer<Double>, rate: Double)
  {
    block_sgd(steps, memory, rate, momentum, dampening, isNesterov)
  }
}

extension SGD {
  static func hyperparameters(momentum: Double = 0, isNesterov: Bool = false) -> [Hyperparameter] {
    [
      Hyperparameter(
        "momentum", default: momentum, allowed: .atLeast(0), meaning: "share of the buffer kept"),
      Hyperparameter(
        "dampening", default: 0, allowed: .within(0...1),
        meaning: "share of the gradient kept out of the buffer"),
      .flag("nesterov", isNesterov, meaning: "look ahead along the buffer"),
    ]
  }

  static let fault: OptimizerKind.Fault = { values in
    guard values.isOn("nesterov") else { return nil }
    if values["momentum"] == 0 { return ("nesterov", .needsMomentum) }
    let dampening = values["dampening"]
    return dampening == 0 ? nil : ("nesterov", .nesterovExcludesDampening(dampening))
  }

  /// The largest lr·λ for which the rule does not diverge on a quadratic of curvature λ: there a
  /// root of its characteristic polynomial reaches −1. Momentum of 1 or more is never stable.
  static let stableProduct: @Sendable (Hyperparameters) -> Double = { values in
    let momentum = values["momentum"]
    guard momentum < 1 else { return 0 }
    if momentum == 0 { return 2 }
    return values.isOn("nesterov")
      ? (2 + 2 * momentum) / (1 + 2 * momentum)
      : (2 + 2 * momentum) / (1 - values["dampening"])
  }
}
