/// PyTorch's `PolynomialLR`: lr·(1 − k/total_iters)^power, then 0.
struct PolynomialDecay: ScheduleRule {
  let total: Int
  let exponent: Double

  func rate(base: Double, stepsDone: Int) -> Double {
    base * power(1 - Double(min(stepsDone, total)) / Double(total), exponent)
  }
}

extension ScheduleKind {
  public static let polynomial = ScheduleKind(
    name: "polynomial", title: "Polynomial decay", rule: "lr*(1 - k/total_iters)^power, then 0",
    settings: [
      .steps("total_iters", partOfLength: 1, meaning: "steps until the rate is 0"),
      .number("power", 1, .above(0), meaning: "1 falls in a straight line"),
    ],
    make: { PolynomialDecay(total: $0.count("total_iters"), exponent: $0["power"]) })
}
