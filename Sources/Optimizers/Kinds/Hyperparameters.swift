/// The values of all hyperparameters of one optimizer, given or by default.
public struct Hyperparameters: Hashable, Sendable {
  private var values: [String: Double]

  /// - Parameter given: must have passed `OptimizerKind.validate(_:)`.
  init(of kind: OptimizerKind, given: [String: Double]) {
    values = [:]
    for hyperparameter in kind.hyperparameters {
      values[hyperparameter.name] = given[hyperparameter.name] ?? hyperparameter.defaultValue
    }
  }

  /// The value of a hyperparameter that the kind lists; 0 for any other name.
  public subscript(name: String) -> Double { values[name] ?? 0 }

  /// The value of a hyperparameter without a default; nil where it was not given.
  public func given(_ name: String) -> Double? { values[name] }

  public func isOn(_ name: String) -> Bool { self[name] != 0 }
}
