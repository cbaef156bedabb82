import Calculus

extension OptimizerKind {
  /// Checks values by name; `lr`, `batch`, `weight_decay`, `max_norm` may be among them.
  /// - Throws: `HyperparameterError` for a name the optimizer does not have, or a value or
  ///   combination of values it cannot take.
  public func validate(_ given: [String: Double]) throws(HyperparameterError) {
    let known = allHyperparameters
    // In order, so that the same fault is reported first every time.
    for (name, value) in given.sorted(by: { $0.key < $1.key }) {
      guard let hyperparameter = known.first(where: { $0.name == name }) else {
        let names = known.map(\.name)
        throw error(
          name, .unknown(suggestion: name.closestMatch(among: names), known: names))
      }
      if let reason = hyperparameter.fault(of: value) { throw error(name, reason) }
    }
    let values = Hyperparameters(of: self, given: given)
    if let (name, reason) = fault(values) ?? faultOfCaution(values) { throw error(name, reason) }
  }

  /// Makes an optimizer as it is before its first step.
  /// - Parameter given: values by name; all others have their defaults.
  /// - Throws: `HyperparameterError` for a name the optimizer does not have, or a value or
  ///   combination of values it cannot take.
  public func makeOptimizer(_ given: [String: Double] = [:]) throws(HyperparameterError)
    -> any Optimizer
  {
    try validate(given)
    return optimizer(with: Hyperparameters(of: self, given: given))
  }

  /// The family that decides the automatic learning rate; gradient descent with momentum belongs
  /// to `momentum`.
  /// - Parameter given: values by name; all others have their defaults.
  public func family(_ given: [String: Double] = [:]) -> OptimizerFamily {
    guard baseFamily == .gradient, has("momentum") else { return baseFamily }
    return Hyperparameters(of: self, given: given)["momentum"] > 0 ? .momentum : .gradient
  }

  /// The rule, made cautious if the values say so, and followed by a slow point if they say so.
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
    let choice = Hyperparameter.decouplesDecay.name
    return own != .weightDecay || has(choice) && values.isOn(choice)
  }

  /// Without momentum every step is along the gradient, so there is nothing to be cautious about.
  private func faultOfCaution(_ values: Hyperparameters) -> (
    name: String, reason: HyperparameterError.Reason
  )? {
    let isIdle = has("momentum") && values["momentum"] == 0
    guard isIdle, values.isOn(Hyperparameter.cautious.name) else { return nil }
    return (Hyperparameter.cautious.name, .needsMomentum)
  }

  /// The largest lr·λ for which the rule converges on a quadratic of curvature λ; nil if that is
  /// not known: a mask or a slow point makes it another rule.
  func stability(with given: [String: Double]) -> Double? {
    let values = Hyperparameters(of: self, given: given)
    let isWrapped = [Hyperparameter.cautious, .lookahead].contains { values.isOn($0.name) }
    return isWrapped ? nil : stability?(values)
  }

  func error(_ name: String, _ reason: HyperparameterError.Reason) -> HyperparameterError {
    HyperparameterError(subject: self.name, name: name, reason: reason)
  }

  private func has(_ name: String) -> Bool { hyperparameters.contains { $0.name == name } }
}
