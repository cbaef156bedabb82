import CVectorMath
import Calculus

extension OptimizerKind {
  /// Adam: momentum divided by a running root mean square of the gradient.
  ///
  ///     mean   = beta1·mean + (1 − beta1)·g
  ///     square = beta2·square + (1 − beta2)·g²
  ///     p      = p − lr · mean/(1 − beta1ᵗ) / (√(square/(1 − beta2ᵗ)) + eps)
  ///
  /// Kingma and Ba, "Adam: A Method for Stochastic Optimization" (2014), algorithm 1; the defaults
  /// are the paper's and PyTorch's. Both averages start at 0, which the divisions by 1 − betaᵗ
  /// correct; eps is outside the root, after the correction.
  public static let adam = adamRule(
    name: "adam", title: "Adam",
    rule: "m, v = averages of g, g^2; p -= lr*m/(1-beta1^t)/(sqrt(v/(1-beta2^t)) + eps)")

  /// AMSGrad: Adam that never forgets a large gradient, so that its steps never grow afterwards.
  ///
  ///     largest = max(largest, square)
  ///     p       = p − lr · mean/(1 − beta1ᵗ) / (√largest/√(1 − beta2ᵗ) + eps)
  ///
  /// Reddi, Kale and Kumar, "On the Convergence of Adam and Beyond" (2018), with Adam's defaults.
  /// As in PyTorch, the largest of the uncorrected averages is taken, and corrected afterwards;
  /// Optax takes the largest of the corrected ones, which are huge at first, and stays slow.
  public static let amsgrad = adamRule(
    name: "amsgrad", title: "AMSGrad", rule: "Adam with the largest v so far in place of v",
    isAMSGrad: true)

  /// AdamW: Adam with weight decay separated from the gradient.
  ///
  ///     p = (1 − lr·weight_decay)·p, then Adam's step
  ///
  /// Loshchilov and Hutter, "Decoupled Weight Decay Regularization" (2017). As in PyTorch, the decay
  /// uses the old p and the current learning rate, and is 0.01 by default (Optax: 0.0001).
  public static let adamw = adamRule(
    name: "adamw", title: "AdamW", rule: "p -= lr*weight_decay*p, then Adam's step",
    decay: .decoupledDecay(1e-2))

  /// Adam with other defaults.
  /// - Parameter decay: the hyperparameter of decoupled weight decay; without it, decay is L2.
  private static func adamRule(
    name: String, title: String, rule: String, isAMSGrad: Bool = false,
    decay: Hyperparameter? = nil
  ) -> OptimizerKind {
    OptimizerKind(
      name: name, title: title, rule: rule, family: .adaptive,
      hyperparameters: Hyperparameter.moments() + [
        .eps(1e-8),
        .flag("amsgrad", isAMSGrad, meaning: "divide by the largest average so far"),
      ] + (decay.map { [$0] } ?? []),
      traits: [.hasMomentum],
      make: { values in
        Adam(values, decoupledDecay: decay.map { values[$0.name] } ?? 0)
      })
  }
}

struct Adam: DirectionalOptimizer {
  let beta1: Double
  let beta2: Double
  let eps: Double
  let isAMSGrad: Bool
  private let decay: WeightDecay
  private var mean = DecayingMean()
  private var square = DecayingMean()
  private var largestSquare = Point.zero

  init(_ values: Hyperparameters, decoupledDecay: Double) {
    beta1 = values["beta1"]
    beta2 = values["beta2"]
    eps = values["eps"]
    isAMSGrad = values.isOn("amsgrad")
    decay = WeightDecay(amount: decoupledDecay, isDecoupled: true)
  }

  @inline(__always)
  mutating func direction(for step: StepContext) -> Point {
    mean.add(step.gradient, beta: beta1)
    square.add(step.gradient * step.gradient, beta: beta2)
    if isAMSGrad { largestSquare = largestSquare.maximum(square.value) }
    return decay.added(to: scaled, of: step)
  }

  @inline(__always) private var scaled: Point { mean.corrected / (root + eps) }

  private var root: Point {
    isAMSGrad
      ? largestSquare.squareRoot() / square.weight.squareRoot() : square.correctedRoot
  }

  func explanation(of step: StepContext) -> StepExplanation {
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
    return decay.explanation(list, adding: scaled, of: step)
  }
}

extension Adam: BlockRule {
  static var fresh: SIMD8<Double> { [0, 0, 0, 0, 1, 1, 0, 0] }

  var hasBlocks: Bool { !isAMSGrad && decay.amount == 0 }

  func step(_ steps: UnsafePointer<block_steps>, memory: UnsafeMutablePointer<Double>, rate: Double)
  {
    block_adam(steps, memory, rate, beta1, beta2, eps)
  }
}
