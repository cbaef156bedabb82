extension Hyperparameter {
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

  /// Adam's two, with its defaults.
  static func moments(second: String = "squared gradients") -> [Self] {
    [beta("beta1", 0.9, of: "gradients"), beta("beta2", 0.999, of: second)]
  }

  static func flag(_ name: String, _ value: Bool = false, meaning: String) -> Self {
    Self(
      name, kind: .boolean, default: value ? 1 : 0, allowed: .within(0...1), meaning: meaning)
  }

  /// The shared hyperparameter's decoupled form, which a rule applies itself.
  static func decoupledDecay(_ value: Double) -> Self {
    Self(
      weightDecay.name, default: value, allowed: weightDecay.allowed,
      meaning: "pull towards the origin, beside the gradient")
  }

  /// Weight decay that a rule applies itself, decoupled or not.
  static let choiceOfDecay = [
    weightDecay, flag("decoupled_weight_decay", meaning: "decay beside the gradient"),
  ]
}
