extension Hyperparameter {
  /// The factor of every step; 0 is allowed, as in PyTorch, and stands still.
  public static let learningRate = Hyperparameter(
    "lr", default: nil, allowed: .atLeast(0), meaning: "learning rate, the factor of every step")

  /// A whole number of samples; the full batch is `Batch.full`, which has no number.
  public static let batch = Hyperparameter(
    "batch", kind: .integer, default: nil, allowed: .within(1...1e9),
    meaning: "samples that each gradient is computed from")

  /// L2 weight decay: weight_decay · parameters is added to the gradient before anything else.
  public static let weightDecay = Hyperparameter(
    "weight_decay", default: 0, allowed: .atLeast(0),
    meaning: "pull towards the origin, added to the gradient")

  /// The norm that longer gradients are shortened to.
  public static let maxNorm = Hyperparameter(
    "max_norm", default: nil, allowed: .above(0),
    meaning: "longer gradients are shortened to this length")

  /// The hyperparameters that most optimizers take beside their own; `cautious` needs momentum.
  public static let shared = ofTheGradient + wrapping

  /// The hyperparameters of what surrounds a rule.
  static let wrapping = [cautious, lookahead] + lookaheadDetails

  /// The hyperparameters of what a rule is given.
  private static let ofTheGradient = [learningRate, batch, weightDecay, maxNorm]

  /// The hyperparameters that a rule with some traits takes beside its own.
  static func shared(with traits: Set<OptimizerKind.Trait>) -> [Hyperparameter] {
    // A batch, clipping or added decay would compare losses of several functions.
    if traits.contains(.comparesLosses) { return [learningRate] }
    if traits.contains(.averagesPoints) { return ofTheGradient }
    return traits.contains(.hasMomentum) ? shared : shared.filter { $0 != cautious }
  }
}

extension Hyperparameter {
  /// A switch: 0 is off, 1 is on.
  /// - Parameters:
  ///   - name: the name that users write.
  ///   - value: whether it is on by default.
  ///   - meaning: its effect, in half a sentence.
  public static func flag(_ name: String, _ value: Bool = false, meaning: String) -> Self {
    Self(
      name, kind: .boolean, default: value ? 1 : 0, allowed: .within(0...1), meaning: meaning)
  }

  /// A term that keeps a division from failing.
  static func eps(_ value: Double) -> Self {
    Self("eps", default: value, allowed: .atLeast(0), meaning: "keeps the division finite")
  }

  static func rootEps(_ value: Double) -> Self {
    Self("eps_root", default: value, allowed: .atLeast(0), meaning: "added under the root")
  }

  /// The share of a running average that is kept at each step.
  static func beta(_ name: String, _ value: Double, of what: String) -> Self {
    Self(
      name, default: value, allowed: .within(0..<1), meaning: "share kept by the average of \(what)"
    )
  }

  /// Adam's two betas, with its defaults.
  static func moments(second: String = "squared gradients") -> [Self] {
    [beta("beta1", 0.9, of: "gradients"), beta("beta2", 0.999, of: second)]
  }

  /// Decoupled weight decay, which a rule applies itself.
  static func decoupledDecay(_ value: Double) -> Self {
    Self(
      weightDecay.name, default: value, allowed: weightDecay.allowed,
      meaning: "pull towards the origin, beside the gradient")
  }

  /// Weight decay that a rule applies itself, decoupled or not.
  static let choiceOfDecay = [weightDecay, decouplesDecay]

  static let decouplesDecay = flag("decoupled_weight_decay", meaning: "decay beside the gradient")
}
