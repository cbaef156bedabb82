/// The values of an optimizer's own hyperparameters and of what is put around its rule, given or by
/// default. What a run does to the gradients before the rule sees them is not among them.
public struct Hyperparameters: Hashable, Sendable {
  private var values: [String: Double]

  /// - Parameter given: must have passed `OptimizerKind.validate(_:)`.
  init(of kind: OptimizerKind, given: [String: Double]) {
    values = [:]
    for hyperparameter in kind.hyperparameters + Hyperparameter.wrapping {
      values[hyperparameter.name] = given[hyperparameter.name] ?? hyperparameter.defaultValue
    }
  }

  /// The value of a hyperparameter that the kind lists; 0 for any other name.
  public subscript(name: String) -> Double {
    get { values[name] ?? 0 }
    set { values[name] = newValue }
  }

  /// The value of a hyperparameter without a default; nil where it was not given.
  public func given(_ name: String) -> Double? { values[name] }

  public func isOn(_ name: String) -> Bool { self[name] != 0 }
}
