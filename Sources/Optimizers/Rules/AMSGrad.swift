/// AMSGrad: Adam whose steps never grow because a large gradient is forgotten.
///
///     largest = max(largest, square)
///     p       = p − lr · mean/(1 − beta1ᵗ) / (√largest/√(1 − beta2ᵗ) + eps)
///
/// Reddi, Kale and Kumar, "On the Convergence of Adam and Beyond" (2018), with Adam's defaults. As
/// in PyTorch the largest one is of the uncorrected averages, and is corrected afterwards; Optax
/// takes the largest of the corrected ones, which are huge at first, and stays slow for ever.
extension OptimizerKind {
  public static let amsgrad = adamRule(
    name: "amsgrad", title: "AMSGrad", rule: "Adam with the largest v so far in place of v",
    isAMSGrad: true)
}
