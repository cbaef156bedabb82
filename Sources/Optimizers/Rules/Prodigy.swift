import Calculus

extension OptimizerKind {
  /// Prodigy: AdamW that derives its learning rate from the distance travelled.
  ///
  ///     rate      = lr·d·√(1 − beta2ᵗ)/(1 − beta1ᵗ)
  ///     mean      = beta1·mean + (1 − beta1)·d·g
  ///     square    = beta2·square + (1 − beta2)·(d·g)²
  ///     gain      = beta3·gain + d/d0·rate·(g · (p0 − p))
  ///     sum       = beta3·sum + d/d0·rate·g            d in place of rate with safeguard_warmup
  ///     d         = max(d, d_coef·gain/(|sum.x| + |sum.y|))
  ///     p         = p − rate·(mean/(√square + d·eps) + weight_decay·p)
  ///
  /// where d estimates the distance from the start p0 to the solution; it begins at d0. Mishchenko
  /// and Defazio, "Prodigy: An Expeditiously Adaptive Parameter-Free Learner" (2023). Rule and
  /// defaults are Optax's (always with bias correction), the names those of the authors' PyTorch
  /// code; beta3 is √beta2 if it is not given.
  public static let prodigy = OptimizerKind(
    name: "prodigy", title: "Prodigy",
    rule: "AdamW with the rate lr*d; d = largest weighted mean of g*(p0-p), over |g|, so far",
    family: .selfScaled,
    hyperparameters: Hyperparameter.moments() + [
      Hyperparameter(
        "beta3", default: nil, allowed: .within(0..<1),
        meaning: "share kept by the sums behind d; by default sqrt(beta2)"),
      .eps(1e-8),
      Hyperparameter("d0", default: 1e-6, allowed: .above(0), meaning: "the first estimate d"),
      Hyperparameter("d_coef", default: 1, allowed: .above(0), meaning: "factor of the estimate"),
      .flag("safeguard_warmup", meaning: "leave lr out of the sum below"),
      .decoupledDecay(0),
    ],
    traits: [.hasMomentum],
    make: { Prodigy($0) })
}

struct Prodigy: MovingOptimizer {
  let beta1: Double
  let beta2: Double
  let beta3: Double
  let eps: Double
  let firstEstimate: Double
  let coefficient: Double
  let isSafeguarded: Bool
  let weightDecay: Double
  /// d.
  private(set) var estimate: Double
  private var mean = DecayingMean()
  private var square = DecayingMean()
  private var sum = Point.zero
  private var gain = 0.0
  /// p − p0, as the sum of the steps: the first ones are so short that p loses most of their
  /// digits.
  private var displacement = Point.zero
  private var start = Point.zero
  /// The point after the last step, unless it was changed since.
  private var target = Point.zero
  /// d before the step and its rate.
  private var used = 0.0
  private var rate = 0.0

  init(_ values: Hyperparameters) {
    beta1 = values["beta1"]
    beta2 = values["beta2"]
    beta3 = values.given("beta3") ?? beta2.squareRoot()
    eps = values["eps"]
    firstEstimate = values["d0"]
    coefficient = values["d_coef"]
    isSafeguarded = values.isOn("safeguard_warmup")
    weightDecay = values["weight_decay"]
    estimate = firstEstimate
  }

  static var costsOneGradient: Bool { true }

  mutating func move(
    for step: StepContext, using objective: inout CountedObjective
  ) -> Point {
    if step.number == 1 {
      start = step.point
    } else if step.point != target {
      displacement = step.point - start
    }
    used = estimate
    let scaled = estimate * step.gradient
    mean.add(scaled, beta: beta1)
    square.add(scaled * scaled, beta: beta2)
    rate = step.learningRate * estimate * square.weight.squareRoot() / mean.weight
    updateEstimate(step.gradient, rate: rate)
    let move = rate * direction(at: step)
    displacement -= move
    target = step.point - move
    return move
  }

  func decayRate(of step: StepContext) -> Double { rate }

  private func direction(at step: StepContext) -> Point {
    mean.value / (square.value.squareRoot() + estimate * eps) + weightDecay * step.point
  }

  private mutating func updateEstimate(_ gradient: Point, rate: Double) {
    let growth = estimate / firstEstimate
    gain = beta3 * gain - growth * rate * gradient.dot(displacement)
    sum = beta3 * sum + growth * (isSafeguarded ? estimate : rate) * gradient
    let length = sum.magnitudes.sum()
    if length > 0 { estimate = max(estimate, coefficient * gain / length) }
  }

  func explanation(of step: StepContext) -> StepExplanation {
    let decay = weightDecay == 0 ? "" : " + weight_decay·p"
    return StepExplanation(
      [
        .number("d", "of the step before", used),
        .mean(mean.value, of: "d·g"), .square(square.value, of: "(d·g)²"),
        .weightOfStart(mean), .weightOfStart(square, beta: "β₂"),
        .number("η", "lr·d·√(1−β₂ᵗ)/(1−β₁ᵗ)", rate),
        .number("q", "β₃·q + d/d₀·η·g·(p₀ − p)", gain),
        .vector("s", "β₃·s + d/d₀·\(isSafeguarded ? "d" : "η")·g", sum),
        .number("d", "max(d, d_coef·q/|s|₁)", estimate),
        .vector("u", "m/(√v + d·ε)" + decay, direction(at: step)),
      ], move: "−η·u")
  }
}
