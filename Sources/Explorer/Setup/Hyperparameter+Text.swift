import Calculus
import Optimizers

extension Hyperparameter {
  /// A value as a spec has it: `0.9`, or `true`.
  public func text(of value: Double) -> String {
    kind == .boolean ? (value == 0 ? "false" : "true") : value.plain
  }
}
