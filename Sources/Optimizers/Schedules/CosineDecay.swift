/// PyTorch's `CosineAnnealingLR`: eta_min + (lr − eta_min)·(1 + cos(π·k/t_max))/2.
///
/// Loshchilov and Hutter, "SGDR" (2016). As in PyTorch the rate rises again after t_max steps, with
/// the period 2·t_max.
struct CosineDecay: ScheduleRule {
  let length: Int
  let least: Double

  func rate(base: Double, stepsDone: Int) -> Double {
    // Whole periods away first: the cosine of a large angle would lose digits.
    let phase = Double(stepsDone % (2 * length)) / Double(length)
    return least + (base - least) / 2 * (1 + cosine(.pi * phase))
  }
}

extension ScheduleKind {
  public static let cosine = ScheduleKind(
    name: "cosine", title: "Cosine decay",
    rule: "eta_min + (lr-eta_min)*(1 + cos(pi*k/t_max))/2",
    settings: [
      .steps("t_max", partOfLength: 1, meaning: "steps until the rate is eta_min"), .leastRate,
    ],
    make: { CosineDecay(length: $0.count("t_max"), least: $0["eta_min"]) })
}

extension ScheduleSetting {
  static let leastRate = number("eta_min", 0, .atLeast(0), meaning: "the lowest rate")
}
