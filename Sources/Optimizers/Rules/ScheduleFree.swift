import Calculus

extension OptimizerKind {
  /// Schedule-free descent: averaging points replaces a falling learning rate.
  ///
  ///     z    = z − lr·u                      u = g, the gradient at p
  ///     x    = x + c·(z − x)                 c = w/Σw with w = (largest lr so far)^weight_lr_power
  ///     p    = z + beta1·(x − z)
  ///
  /// Defazio et al., "The Road Less Scheduled" (2024). Rule and defaults are those of Optax's
  /// `schedule_free_sgd`.
  ///
  /// The trajectory is p, the point where gradients are taken (the paper's y, and the parameters in
  /// Optax), not the average x, which a trained model would use.
  public static let schedulefree = OptimizerKind(
    name: "schedulefree", title: "SF-SGD",
    rule: "z -= lr*g; x = average of z; p = (1-beta1)*z + beta1*x", family: .gradient,
    hyperparameters: averaging,
    traits: [.averagesPoints],
    make: { ScheduleFree($0) })

  /// Schedule-free AdamW: `schedulefree` with Adam's division in its steps.
  ///
  ///     square = beta2·square + (1 − beta2)·g²
  ///     u      = g / (√(square/(1 − beta2ᵗ)) + eps) + weight_decay·p
  ///
  /// and z, x and p as in `schedulefree`. Rule and defaults are those of Optax's
  /// `schedule_free_adamw`.
  public static let schedulefreeAdamW = OptimizerKind(
    name: "schedulefree_adamw", title: "SF-AdamW",
    rule: "z -= lr*(g/(sqrt(v/(1-beta2^t)) + eps) + weight_decay*p); then as schedulefree",
    family: .adaptive,
    hyperparameters: averaging + [
      .beta("beta2", 0.999, of: "squared gradients"),
      .eps(1e-8),
      .decoupledDecay(0),
    ],
    traits: [.averagesPoints],
    make: { ScheduleFree($0, preconditioner: .init($0)) })

  private static let averaging = [
    Hyperparameter(
      "beta1", default: 0.9, allowed: .within(0...1), meaning: "share of the average in the point"),
    Hyperparameter(
      "weight_lr_power", default: 2, allowed: .atLeast(0),
      meaning: "how much less the steps of a warm-up weigh"),
  ]
}

struct ScheduleFree: Optimizer {
  let beta1: Double
  let weightPower: Double
  let preconditioner: Preconditioner?
  private var fast = Point.zero
  private var average = Point.zero
  private var square = DecayingMean()
  private var largestRate = 0.0
  private var totalWeight = 0.0
  private var share = 0.0

  /// The additions of the AdamW form.
  struct Preconditioner {
    let beta2: Double
    let eps: Double
    let weightDecay: Double

    init(_ values: Hyperparameters) {
      beta2 = values["beta2"]
      eps = values["eps"]
      weightDecay = values["weight_decay"]
    }
  }

  /// - Parameter preconditioner: nil for plain descent.
  init(_ values: Hyperparameters, preconditioner: Preconditioner? = nil) {
    beta1 = values["beta1"]
    weightPower = values["weight_lr_power"]
    self.preconditioner = preconditioner
  }

  static var costsOneGradient: Bool { true }

  mutating func proposal(
    for step: StepContext, using objective: inout CountedObjective
  ) -> Point {
    if step.number == 1 { (fast, average) = (step.point, step.point) }
    if let preconditioner {
      square.add(step.gradient * step.gradient, beta: preconditioner.beta2)
    }
    fast -= step.learningRate * update(for: step)
    updateShare(step.learningRate)
    average += share * (fast - average)
    return fast + beta1 * (average - fast)
  }

  private func update(for step: StepContext) -> Point {
    guard let preconditioner else { return step.gradient }
    return step.gradient / (square.correctedRoot + preconditioner.eps)
      + preconditioner.weightDecay * step.point
  }

  /// The share c of the new point in the average.
  private mutating func updateShare(_ rate: Double) {
    largestRate = max(largestRate, rate)
    let weight = power(largestRate, weightPower)
    totalWeight += weight
    share = totalWeight > 0 ? weight / totalWeight : 0
  }

  func explanation(of step: StepContext) -> StepExplanation {
    var list: [Quantity] = []
    if let preconditioner {
      let decay = preconditioner.weightDecay == 0 ? "" : " + weight_decay·p"
      list = [
        .square(square.value), .weightOfStart(square, beta: "β₂"),
        .corrected("v", square, beta: "β₂"),
        .vector("u", "g/(√v̂ + ε)" + decay, update(for: step)),
      ]
    }
    list += [
      .vector("z", preconditioner == nil ? "z − lr·g" : "z − lr·u", fast),
      .number("c", "w/Σw, w = (max lr)^weight_lr_power", share),
      .vector("x", "x + c·(z − x)", average),
    ]
    return StepExplanation(list, move: "z + β₁·(x − z) − p")
  }
}
