/// The Transformer's schedule: a straight warm-up to lr, then down with the root of the step's number.
///
///     lr·min(t/warmup, √(warmup/t))            t = k + 1, the number of the step
///
/// Vaswani et al., "Attention Is All You Need" (2017), equation 3, whose factor d_model^(−1/2) is made
/// such that the highest rate is lr.
struct InverseSquareRoot: ScheduleRule {
  let warmup: Int

  func rate(base: Double, stepsDone: Int) -> Double {
    let progress = Double(stepsDone + 1) / Double(warmup)
    return base * min(progress, (1 / progress).squareRoot())
  }
}

extension ScheduleKind {
  public static let inverseSquareRoot = ScheduleKind(
    name: "inverse_sqrt", title: "Warm-up, then inverse root",
    rule: "lr*min((k+1)/warmup, sqrt(warmup/(k+1)))",
    settings: [.steps("warmup", partOfLength: 0.1, meaning: "steps until the full rate")],
    make: { InverseSquareRoot(warmup: $0.count("warmup")) })
}
