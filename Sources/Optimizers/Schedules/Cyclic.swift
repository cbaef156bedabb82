/// PyTorch's `CyclicLR`: straight up from base_lr to max_lr and down again, without end.
///
/// Smith, "Cyclical Learning Rates for Training Neural Networks" (2015). The swing halves with each
/// cycle in mode triangular2, and shrinks by gammaᵏ in exp_range. Momentum is not cycled. Where
/// base_lr and max_lr are given, the run's own rate has no say.
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

extension ScheduleKind {
  public static let cyclic = ScheduleKind(
    name: "cyclic", title: "Cyclic", rule: "straight from base_lr to max_lr and back, repeated",
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
