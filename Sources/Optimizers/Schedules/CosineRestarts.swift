/// PyTorch's `CosineAnnealingWarmRestarts`: cosine decays of t_0, t_0·t_mult, t_0·t_mult² … steps,
/// each of which starts with the full rate. Loshchilov and Hutter, "SGDR" (2016).
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
