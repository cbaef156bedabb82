import Calculus

/// Adam: momentum divided by a running root mean square of the gradient.
///
///     mean   = beta1·mean + (1 − beta1)·g
///     square = beta2·square + (1 − beta2)·g²
///     p      = p − lr · mean/(1 − beta1ᵗ) / (√(square/(1 − beta2ᵗ)) + eps)
///
/// Kingma and Ba, "Adam: A Method for Stochastic Optimization" (2014), algorithm 1; the defaults
/// are the paper's and PyTorch's. Both averages start at 0, which the divisions by 1 − betaᵗ
/// correct; eps is outside the root, after the correction. `AMSGrad.swift` and `AdamW.swift` tell
/// of its variants.
public struct Adam: DirectionalOptimizer {
  public let beta1: Double
  public let beta2: Double
  public let eps: Double
  public let isAMSGrad: Bool
  private let decay: WeightDecay
  private var mean = DecayingMean()
  private var square = DecayingMean()
  private var largestSquare = Point.zero

  public init(
    beta1: Double = 0.9, beta2: Double = 0.999, eps: Double = 1e-8, isAMSGrad: Bool = false,
    decoupledWeightDecay: Double = 0
  ) {
    self.beta1 = beta1
    self.beta2 = beta2
    self.eps = eps
    self.isAMSGrad = isAMSGrad
    decay = WeightDecay(amount: decoupledWeightDecay, isDecoupled: true)
  }

  public mutating func direction(for step: StepContext) -> Point {
    mean.add(step.gradient, beta: beta1)
    square.add(step.gradient * step.gradient, beta: beta2)
    if isAMSGrad { largestSquare = largestSquare.maximum(square.value) }
    return decay.added(to: scaled, of: step)
  }

  private var scaled: Point { mean.corrected / (root + eps) }

  private var root: Point {
    isAMSGrad
      ? largestSquare.squareRoot() / square.weight.squareRoot() : square.correctedRoot
  }

  public func working(of step: StepContext) -> Working {
    var list: [Quantity] = [.mean(mean.value), .square(square.value)]
    if isAMSGrad {
      list += [
        .vector("n", "max(n, v)", largestSquare), .weightOfStart(mean),
        .weightOfStart(square, beta: "β₂"), .corrected("m", mean, beta: "β₁"),
        .vector("u", "m̂/(√n/√(1−β₂ᵗ) + ε)", scaled),
      ]
    } else {
      list += Quantity.corrections(mean: mean, square: square)
      list.append(.vector("u", "m̂/(√v̂ + ε)", scaled))
    }
    return decay.working(list, adding: scaled, of: step)
  }
}

extension OptimizerKind {
  public static let adam = adamRule(
    name: "adam", title: "Adam",
    rule: "m, v = averages of g, g^2; p -= lr*m/(1-beta1^t)/(sqrt(v/(1-beta2^t)) + eps)")

  /// Adam with other defaults.
  /// - Parameter decay: the hyperparameter of decoupled weight decay; without it, decay is L2.
  static func adamRule(
    name: String, title: String, rule: String, isAMSGrad: Bool = false,
    decay: Hyperparameter? = nil
  ) -> OptimizerKind {
    OptimizerKind(
      name: name, title: title, rule: rule, family: .adaptive,
      hyperparameters: Hyperparameter.moments() + [
        .eps(1e-8),
        .flag("amsgrad", isAMSGrad, meaning: "divide by the largest average so far"),
      ] + (decay.map { [$0] } ?? []),
      hasMomentum: true,
      make: { values in
        Adam(
          beta1: values["beta1"], beta2: values["beta2"], eps: values["eps"],
          isAMSGrad: values.isOn("amsgrad"), decoupledWeightDecay: values["weight_decay"])
      })
  }
}
