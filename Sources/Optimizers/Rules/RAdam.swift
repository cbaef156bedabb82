import Calculus

extension OptimizerKind {
  /// RAdam: Adam that does not divide until its root mean square can be trusted.
  ///
  ///     rho∞ = 2/(1 − beta2) − 1
  ///     rho  = rho∞ − 2t·beta2ᵗ/(1 − beta2ᵗ)
  ///     p    = p − lr · mean/(1 − beta1ᵗ)                                               if rho ≤ 5
  ///     p    = p − lr · mean/(1 − beta1ᵗ) · rect · √(1 − beta2ᵗ) / (√square + eps)      if rho > 5
  ///     rect = √((rho − 4)(rho − 2)·rho∞ / ((rho∞ − 4)(rho∞ − 2)·rho))
  ///
  /// Liu et al., "On the Variance of the Adaptive Learning Rate and Beyond" (2019). Rule and defaults
  /// are PyTorch's: eps before the correction, the limit at > 5. The first steps are as long as the
  /// gradient says, which on steep surfaces is far.
  public static let radam = OptimizerKind(
    name: "radam", title: "RAdam",
    rule: "p -= lr*m/(1-beta1^t), times rect*sqrt(1-beta2^t)/(sqrt(v) + eps) once that is known",
    family: .rectified,
    hyperparameters: Hyperparameter.moments() + [.eps(1e-8)] + Hyperparameter.choiceOfDecay,
    traits: [.hasMomentum],
    make: { RAdam($0) })
}

struct RAdam: DirectionalOptimizer {
  let beta1: Double
  let beta2: Double
  let eps: Double
  private let decay: WeightDecay
  private var mean = DecayingMean()
  private var square = DecayingMean()

  init(_ values: Hyperparameters) {
    beta1 = values["beta1"]
    beta2 = values["beta2"]
    eps = values["eps"]
    decay = WeightDecay(
      amount: values["weight_decay"], isDecoupled: values.isOn("decoupled_weight_decay"))
  }

  mutating func direction(for step: StepContext) -> Point {
    let gradient = decay.gradient(of: step)
    mean.add(gradient, beta: beta1)
    square.add(gradient * gradient, beta: beta2)
    return decay.added(to: rectified(of: step), of: step)
  }

  /// rho∞.
  private var longest: Double { 2 / (1 - beta2) - 1 }

  /// rho.
  private func length(of step: StepContext) -> Double {
    longest - 2 * Double(step.number) * square.power / square.weight
  }

  /// rect², for lengths over 5.
  private func trust(in length: Double) -> Double {
    (length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length)
  }

  private func rectified(of step: StepContext) -> Point {
    let length = length(of: step)
    guard length > 5 else { return mean.corrected }
    return mean.corrected
      * ((trust(in: length) * square.weight).squareRoot() / (square.value.squareRoot() + eps))
  }

  func explanation(of step: StepContext) -> StepExplanation {
    let length = length(of: step)
    var list: [Quantity] = [
      .mean(mean.value), .square(square.value), .weightOfStart(mean),
      .weightOfStart(square, beta: "β₂"), .corrected("m", mean, beta: "β₁"),
      .number("ρ", "ρ∞ − 2t·β₂ᵗ/(1−β₂ᵗ)", length),
    ]
    if length > 5 {
      list += [
        .number("r", "(ρ−4)(ρ−2)ρ∞/((ρ∞−4)(ρ∞−2)ρ)", trust(in: length)),
        .vector("u", "m̂·√(r·(1−β₂ᵗ))/(√v + ε)", rectified(of: step)),
      ]
    } else {
      list.append(.vector("u", "m̂ while ρ ≤ 5", rectified(of: step)))
    }
    return decay.explanation(
      decay.quantities(of: step) + list, adding: rectified(of: step), of: step)
  }
}
