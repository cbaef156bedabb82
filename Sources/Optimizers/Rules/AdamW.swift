/// AdamW: Adam with the weight decay taken out of the gradient.
///
///     p = (1 − lr·weight_decay)·p, then Adam's step
///
/// Loshchilov and Hutter, "Decoupled Weight Decay Regularization" (2017). The decay takes the old p
/// and the current learning rate, as in PyTorch, whose default of 0.01 it has (Optax: 0.0001).
extension OptimizerKind {
  public static let adamw = adamRule(
    name: "adamw", title: "AdamW", rule: "p -= lr*weight_decay*p, then Adam's step",
    decay: .decoupledDecay(1e-2))
}
