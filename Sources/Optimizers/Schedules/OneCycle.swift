/// PyTorch's `OneCycleLR` with its cosine: up from max_lr/div_factor to max_lr, then down to
/// max_lr/div_factor/final_div_factor, where it stays (PyTorch refuses to go on).
///
/// Smith and Topin, "Super-Convergence" (2017). The rise ends at step pct_start·total_steps − 1. A
/// momentum is not cycled. Where max_lr is given, the run's own rate has no say.
struct OneCycle: ScheduleRule {
  let largest: Double?
  let total: Int
  let risingPart: Double
  let division: Double
  let finalDivision: Double

  func rate(base: Double, stepsDone: Int) -> Double {
    let largest = largest ?? base
    let first = largest / division
    let top = risingPart * Double(total) - 1
    let end = Double(total) - 1
    let time = min(Double(stepsDone), end)
    if time <= top { return between(first, largest, top > 0 ? time / top : 1) }
    return between(largest, first / finalDivision, end > top ? (time - top) / (end - top) : 1)
  }

  private func between(_ start: Double, _ end: Double, _ part: Double) -> Double {
    end + (start - end) / 2 * (1 + cosine(.pi * part))
  }
}

extension ScheduleKind {
  public static let onecycle = ScheduleKind(
    name: "onecycle", title: "One cycle",
    rule: "cosine from max_lr/div_factor to max_lr, then to max_lr/div_factor/final_div_factor",
    settings: [
      .rate("max_lr", partOfRate: 1, meaning: "the highest rate, in place of lr"),
      .steps("total_steps", partOfLength: 1, meaning: "steps of the whole cycle"),
      .number("pct_start", 0.3, .within(0...1), meaning: "part of the cycle that rises"),
      .number("div_factor", 25, .above(0), meaning: "max_lr over the first rate"),
      .number("final_div_factor", 1e4, .above(0), meaning: "the first rate over the last"),
    ],
    make: { values in
      OneCycle(
        largest: values.optional("max_lr"), total: values.count("total_steps"),
        risingPart: values["pct_start"], division: values["div_factor"],
        finalDivision: values["final_div_factor"])
    })
}
