/// PyTorch's `LinearLR`: in a straight line from lr·start_factor to lr·end_factor, then level.
///
///     lr·(start_factor + (end_factor − start_factor)·min(k, total_iters)/total_iters)
///
/// The factors' defaults are PyTorch's, which make a warm-up.
struct LinearRamp: ScheduleRule {
  let first: Double
  let last: Double
  let total: Int

  func rate(base: Double, stepsDone: Int) -> Double {
    base * (first + (last - first) * Double(min(stepsDone, total)) / Double(total))
  }
}

extension ScheduleKind {
  public static let linear = ScheduleKind(
    name: "linear", title: "Straight line",
    rule: "lr*(start_factor + (end_factor-start_factor)*k/total_iters), then lr*end_factor",
    settings: [
      .number(
        "start_factor", 1.0 / 3,
        AllowedRange(lower: 0, upper: 1, includesLower: false, includesUpper: true),
        meaning: "part of lr at the first step"),
      .number("end_factor", 1, .within(0...1), meaning: "part of lr at the end"),
      .steps("total_iters", partOfLength: 1, meaning: "steps from the one to the other"),
    ],
    make: { values in
      LinearRamp(
        first: values["start_factor"], last: values["end_factor"],
        total: values.count("total_iters"))
    })
}
