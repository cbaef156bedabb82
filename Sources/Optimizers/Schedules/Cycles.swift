extension ScheduleKind {
  /// One cycle, PyTorch's `OneCycleLR` with its cosine: up from max_lr/div_factor to max_lr, then down
  /// to max_lr/div_factor/final_div_factor, where it stays (PyTorch refuses further steps).
  ///
  /// Smith and Topin, "Super-Convergence" (2017). The rise ends at step pct_start·total_steps − 1.
  /// Momentum is not cycled. If max_lr is given, the run's own rate has no effect.
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
  /// Linearly up from base_lr to max_lr and down again, repeated without end: PyTorch's `CyclicLR`.
  ///
  /// Smith, "Cyclical Learning Rates for Training Neural Networks" (2015). The swing halves with each
  /// cycle in mode triangular2, and shrinks by gammaᵏ in exp_range. Momentum is not cycled. If
  /// base_lr and max_lr are given, the run's own rate has no effect.
  public static let cyclic = ScheduleKind(
    name: "cyclic", title: "Cyclic", rule: "linear from base_lr to max_lr and back, repeated",
    settings: [
      .rate("base_lr", partOfRate: 0.1, meaning: "the lowest rate"),
      .rate("max_lr", partOfRate: 1, meaning: "the highest rate, in place of lr"),
      .steps("step_size_up", partOfLength: 0.25, meaning: "steps of a rise, and of a fall"),
      .choice(
        "mode", Cyclic.Mode.triangular,
        meaning: "whether the swing stays, halves or shrinks by gamma"),
      .number("gamma", 1, .atLeast(0), meaning: "factor of every step in mode exp_range"),
    ],
    make: { values in
      Cyclic(
        lowest: values.optional("base_lr"), largest: values.optional("max_lr"),
        rise: values.count("step_size_up"),
        mode: values.choice("mode") ?? .triangular, gamma: values["gamma"])
    })
}

struct Cyclic: ScheduleRule {
  enum Mode: String, CaseIterable {
    case triangular
    case triangular2
    case expRange = "exp_range"
  }

  let lowest: Double?
  let largest: Double?
  let rise: Int
  let mode: Mode
  let gamma: Double

  func rate(base: Double, stepsDone: Int) -> Double {
    let largest = largest ?? base
    let lowest = lowest ?? largest / 10
    let cycle = stepsDone / (2 * rise)
    let position = Double(stepsDone % (2 * rise)) / Double(rise)
    let height = (largest - lowest) * (position <= 1 ? position : 2 - position)
    return switch mode {
    case .triangular: lowest + height
    case .triangular2: lowest + height / power(2, Double(cycle))
    case .expRange: lowest + height * power(gamma, Double(stepsDone))
    }
  }
}
