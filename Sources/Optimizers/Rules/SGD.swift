import Calculus

/// Gradient descent, plain or with momentum: PyTorch's `SGD`.
///
///     b = g                                    at the first step
///     b = momentum·b + (1 − dampening)·g       later
///     p = p − lr·b                             or p − lr·(g + momentum·b) with nesterov
///
/// Momentum is Polyak's heavy ball (1964), with the learning rate outside the buffer, so that a
/// change of it acts at once. The Nesterov form is that of Sutskever et al. (2013), rewritten so
/// that the gradient is the one at p. The usual momentum of 0.9 is Sutskever's advice; PyTorch's
/// default is 0.
public struct SGD: DirectionalOptimizer {
  public let momentum: Double
  public let dampening: Double
  public let isNesterov: Bool
  private var buffer = Point.zero

  public init(momentum: Double = 0, dampening: Double = 0, isNesterov: Bool = false) {
    self.momentum = momentum
    self.dampening = dampening
    self.isNesterov = isNesterov
  }

  public mutating func direction(for step: StepContext) -> Point {
    let gradient = step.gradient
    if momentum == 0 { return gradient }
    buffer = step.number == 1 ? gradient : momentum * buffer + (1 - dampening) * gradient
    return isNesterov ? lookahead(from: gradient) : buffer
  }

  private func lookahead(from gradient: Point) -> Point { gradient + momentum * buffer }

  public func working(of step: StepContext) -> Working {
    if momentum == 0 { return Working([], move: "−lr·g") }
    let share = dampening == 0 ? "g" : "(1−dampening)·g"
    let bufferLine = Quantity.vector(
      "b", step.number == 1 ? "g at the first step" : "momentum·b + \(share)", buffer)
    guard isNesterov else { return Working([bufferLine], move: "−lr·b") }
    let ahead = Quantity.vector("d", "g + momentum·b", lookahead(from: step.gradient))
    return Working([bufferLine, ahead], move: "−lr·d")
  }
}

extension OptimizerKind {
  public static let gd = sgdRule(
    name: "gd", title: "GD", rule: "p -= lr*g", batch: .full)

  public static let sgd = sgdRule(
    name: "sgd", title: "SGD", rule: "p -= lr*g, g of one sample",
    batch: .samples(1))

  public static let minibatch = sgdRule(
    name: "minibatch", title: "Mini-batch", rule: "p -= lr*g, g of 32 samples",
    batch: .samples(32))

  public static let momentum = sgdRule(
    name: "momentum", title: "Momentum", rule: "b = momentum*b + (1-dampening)*g; p -= lr*b",
    momentum: 0.9)

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
      hasMomentum: true, naturalBatch: batch, fault: SGD.fault, stability: SGD.stableProduct,
      make: { SGD($0) })
  }
}

extension SGD {
  init(_ values: Hyperparameters) {
    self.init(
      momentum: values["momentum"], dampening: values["dampening"],
      isNesterov: values.isOn("nesterov"))
  }

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

  /// The largest lr·λ with which the rule does not diverge on a quadratic of curvature λ: where a
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
