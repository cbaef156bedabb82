/// What can be put around a rule: caution inside, a slow point that follows outside.
extension OptimizerKind {
  /// The rule, with what is put around it.
  /// - Parameter values: must have passed `validate(_:)`.
  func optimizer(with values: Hyperparameters) -> any Optimizer {
    let rule = values.isOn(Hyperparameter.cautious.name) ? cautiousRule(values) : make(values)
    guard values.isOn(Hyperparameter.lookahead.name) else { return rule }
    return rule.followed(
      every: Int(values[Hyperparameter.lookaheadPeriod.name]),
      by: values[Hyperparameter.lookaheadShare.name])
  }

  private func cautiousRule(_ values: Hyperparameters) -> any Optimizer {
    let decay = decouplesDecay(values) ? values[Hyperparameter.weightDecay.name] : 0
    var values = values
    if decay != 0 { values[Hyperparameter.weightDecay.name] = 0 }
    let rule = make(values)
    return (rule as? any MovingOptimizer)?.cautious(decay: decay) ?? rule
  }

  private func decouplesDecay(_ values: Hyperparameters) -> Bool {
    guard let own = hyperparameters.first(where: { $0.name == Hyperparameter.weightDecay.name })
    else { return false }
    return own != .weightDecay || values.isOn("decoupled_weight_decay")
  }

  /// Without momentum every step is along the gradient.
  func faultOfCaution(_ values: Hyperparameters) -> (
    name: String, reason: HyperparameterError.Reason
  )? {
    let isIdle = hyperparameters.contains { $0.name == "momentum" } && values["momentum"] == 0
    guard isIdle, values.isOn(Hyperparameter.cautious.name) else { return nil }
    return (Hyperparameter.cautious.name, .needsMomentum)
  }

  /// lr·λ up to which the rule converges on a quadratic of curvature λ; nil where nobody knows: a
  /// mask and a slow point make it another rule.
  func stability(with given: [String: Double]) -> Double? {
    let values = Hyperparameters(of: self, given: given)
    let isWrapped = [Hyperparameter.cautious, .lookahead].contains { values.isOn($0.name) }
    return isWrapped ? nil : stability?(values)
  }
}
