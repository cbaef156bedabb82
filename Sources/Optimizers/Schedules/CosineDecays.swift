extension ScheduleKind {
  /// Cosine decay, PyTorch's `CosineAnnealingLR`: eta_min + (lr − eta_min)·(1 + cos(π·k/t_max))/2.
  ///
  /// Loshchilov and Hutter, "SGDR" (2016). As in PyTorch the rate rises again after t_max steps, with
  /// the period 2·t_max.
  public static let cosine = ScheduleKind(
    name: "cosine", title: "Cosine decay",
    rule: "eta_min + (lr-eta_min)*(1 + cos(pi*k/t_max))/2",
    settings: [
      .steps("t_max", partOfLength: 1, meaning: "steps until the rate is eta_min"), .leastRate,
    ],
    make: { CosineDecay(length: $0.count("t_max"), least: $0["eta_min"]) })
}

struct CosineDecay: ScheduleRule {
  let length: Int
  let least: Double

  func rate(base: Double, stepsDone: Int) -> Double {
    // Whole periods are removed first: the cosine of a large angle would lose digits.
    let phase = Double(stepsDone % (2 * length)) / Double(length)
    return least + (base - least) / 2 * (1 + cosine(.pi * phase))
  }
}

extension ScheduleSetting {
  static let leastRate = number("eta_min", 0, .atLeast(0), meaning: "the lowest rate")
}

extension ScheduleKind {
  /// Cosine decays of t_0, t_0·t_mult, t_0·t_mult² … steps, each of which starts with the full rate:
  /// PyTorch's `CosineAnnealingWarmRestarts`. Loshchilov and Hutter, "SGDR" (2016).
  public static let cosineRestarts = ScheduleKind(
    name: "cosine_restarts", title: "Cosine decay with restarts",
    rule: "cosine over t_0 steps, then over t_0*t_mult, t_0*t_mult^2 ...",
    settings: [
      .steps("t_0", partOfLength: 0.25, meaning: "steps until the first restart"),
      ScheduleSetting(
        name: "t_mult", kind: .integer, standard: .value(.number(1)), allowed: .within(1...1000),
        meaning: "how many times as long each next period is"),
      .leastRate,
    ],
    make: { values in
      CosineRestarts(
        first: values.count("t_0"), growth: values.count("t_mult"), least: values["eta_min"])
    })
}

struct CosineRestarts: ScheduleRule {
  let first: Int
  let growth: Int
  let least: Double

  func rate(base: Double, stepsDone: Int) -> Double {
    var done = stepsDone
    var length = first
    if growth == 1 { done %= first }
    while done >= length {
      done -= length
      length *= growth
    }
    return CosineDecay(length: length, least: least).rate(base: base, stepsDone: done)
  }
}

extension ScheduleKind {
  /// A linear warm-up, then a cosine decay: PyTorch's `LinearLR` and `CosineAnnealingLR`, joined by
  /// `SequentialLR`.
  ///
  ///     lr·(start_factor + (1 − start_factor)·k/warmup)      for k < warmup
  ///     the cosine decay over t_max steps, of k − warmup     then
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
