/// PyTorch's `MultiStepLR`: lr·gamma^(number of milestones ≤ k).
struct MultistepDecay: ScheduleRule {
  let milestones: [Double]
  let gamma: Double

  func rate(base: Double, stepsDone: Int) -> Double {
    let passed = milestones.reduce(0) { $1 <= Double(stepsDone) ? $0 + 1 : $0 }
    return base * power(gamma, Double(passed))
  }
}

extension ScheduleKind {
  public static let multistep = ScheduleKind(
    name: "multistep", title: "Drops at milestones", rule: "lr*gamma^(milestones passed)",
    settings: [
      ScheduleSetting(
        name: "milestones", kind: .integerList, standard: .partsOfLength([0.5, 0.75]),
        allowed: .within(0...1e9), meaning: "numbers of steps after which the rate drops"),
      .number("gamma", 0.1, .atLeast(0), meaning: "factor of each drop"),
    ],
    make: { values in
      let single = values.optional("milestones").map { [$0] }
      return MultistepDecay(
        milestones: single ?? values.list("milestones"), gamma: values["gamma"])
    })
}
