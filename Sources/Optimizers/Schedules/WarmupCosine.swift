/// PyTorch's `LinearLR`, then `CosineAnnealingLR`, joined by `SequentialLR`.
///
///     lr·(start_factor + (1 − start_factor)·k/warmup)      for k < warmup
///     the cosine decay over t_max steps, of k − warmup     from there on
struct WarmupCosine: ScheduleRule {
  let warmup: Int
  let startFactor: Double
  let decay: CosineDecay

  func rate(base: Double, stepsDone: Int) -> Double {
    guard stepsDone < warmup else {
      return decay.rate(base: base, stepsDone: stepsDone - warmup)
    }
    return base * (startFactor + (1 - startFactor) * Double(stepsDone) / Double(warmup))
  }
}

extension ScheduleKind {
  public static let warmupCosine = ScheduleKind(
    name: "warmup_cosine", title: "Warm-up, then cosine decay",
    rule: "lr*(start_factor + (1-start_factor)*k/warmup), then cosine of k-warmup",
    settings: [
      .steps("warmup", partOfLength: 0.1, meaning: "steps until the full rate"),
      .number("start_factor", 1.0 / 3, .within(0...1), meaning: "part of lr at the first step"),
      .steps("t_max", partOfLength: 0.9, meaning: "steps from there until eta_min"), .leastRate,
    ],
    make: { values in
      WarmupCosine(
        warmup: values.count("warmup"), startFactor: values["start_factor"],
        decay: CosineDecay(length: values.count("t_max"), least: values["eta_min"]))
    })
}
