/// PyTorch's `StepLR`: lr·gamma^⌊k/step_size⌋.
struct StepDecay: ScheduleRule {
  let size: Int
  let gamma: Double

  func rate(base: Double, stepsDone: Int) -> Double {
    base * power(gamma, Double(stepsDone / size))
  }
}

extension ScheduleKind {
  public static let step = ScheduleKind(
    name: "step", title: "Step decay", rule: "lr*gamma^floor(k/step_size)",
    settings: [
      .steps("step_size", partOfLength: 0.25, meaning: "steps between the drops"),
      .number("gamma", 0.1, .atLeast(0), meaning: "factor of each drop"),
    ],
    make: { StepDecay(size: $0.count("step_size"), gamma: $0["gamma"]) })
}
