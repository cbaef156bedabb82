/// PyTorch's `ExponentialLR`: lr·gammaᵏ. PyTorch has no default for gamma.
struct ExponentialDecay: ScheduleRule {
  let gamma: Double

  func rate(base: Double, stepsDone: Int) -> Double { base * power(gamma, Double(stepsDone)) }
}

extension ScheduleKind {
  public static let exponential = ScheduleKind(
    name: "exponential", title: "Exponential decay", rule: "lr*gamma^k",
    settings: [.number("gamma", 0.99, .atLeast(0), meaning: "factor of every step")],
    make: { ExponentialDecay(gamma: $0["gamma"]) })
}
