extension ScheduleKind {
  /// Constant: the same rate at every step.
  public static let constant = ScheduleKind(
    name: "constant", title: "Constant", rule: "lr", settings: [], make: { _ in Constant() })
}

struct Constant: ScheduleRule {
  func rate(base: Double, stepsDone: Int) -> Double { base }
}

extension ScheduleKind {
  /// Step decay, PyTorch's `StepLR`: lr·gamma^⌊k/step_size⌋. As in PyTorch, gamma is 0.1 by
  /// default.
  public static let step = ScheduleKind(
    name: "step", title: "Step decay", rule: "lr*gamma^floor(k/step_size)",
    settings: [
      .steps("step_size", partOfLength: 0.25, meaning: "steps between the drops"),
      .number("gamma", 0.1, .atLeast(0), meaning: "factor of each drop"),
    ],
    make: { StepDecay(size: $0.count("step_size"), gamma: $0["gamma"]) })
}

struct StepDecay: ScheduleRule {
  let size: Int
  let gamma: Double

  func rate(base: Double, stepsDone: Int) -> Double {
    base * power(gamma, Double(stepsDone / size))
  }
}

extension ScheduleKind {
  /// Drops at milestones, PyTorch's `MultiStepLR`: lr·gamma^(number of milestones ≤ k).
  public static let multistep = ScheduleKind(
    name: "multistep", title: "Drops at milestones", rule: "lr*gamma^(milestones passed)",
    settings: [
      ScheduleSetting(
        name: "milestones", kind: .integerList, standard: .partsOfLength([0.5, 0.75]),
        allowed: .within(0...1e9), meaning: "numbers of steps after which the rate drops"),
      .number("gamma", 0.1, .atLeast(0), meaning: "factor of each drop"),
    ],
    make: { values in
      let single = values.optional("milestones").map { [$0] }
      return MultistepDecay(
        milestones: single ?? values.list("milestones"), gamma: values["gamma"])
    })
}

struct MultistepDecay: ScheduleRule {
  let milestones: [Double]
  let gamma: Double

  func rate(base: Double, stepsDone: Int) -> Double {
    let passed = milestones.reduce(0) { $1 <= Double(stepsDone) ? $0 + 1 : $0 }
    return base * power(gamma, Double(passed))
  }
}

extension ScheduleKind {
  /// Exponential decay, PyTorch's `ExponentialLR`: lr·gammaᵏ. PyTorch has no default for gamma.
  public static let exponential = ScheduleKind(
    name: "exponential", title: "Exponential decay", rule: "lr*gamma^k",
    settings: [.number("gamma", 0.99, .atLeast(0), meaning: "factor of every step")],
    make: { ExponentialDecay(gamma: $0["gamma"]) })
}

struct ExponentialDecay: ScheduleRule {
  let gamma: Double

  func rate(base: Double, stepsDone: Int) -> Double { base * power(gamma, Double(stepsDone)) }
}

extension ScheduleKind {
  /// Linear from lr·start_factor to lr·end_factor, then constant: PyTorch's `LinearLR`.
  ///
  ///     lr·(start_factor + (end_factor − start_factor)·min(k, total_iters)/total_iters)
  ///
  /// The default factors are PyTorch's, which make a warm-up.
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

struct LinearRamp: ScheduleRule {
  let first: Double
  let last: Double
  let total: Int

  func rate(base: Double, stepsDone: Int) -> Double {
    base * (first + (last - first) * Double(min(stepsDone, total)) / Double(total))
  }
}

extension ScheduleKind {
  /// Polynomial decay, PyTorch's `PolynomialLR`: lr·(1 − k/total_iters)^power, then 0.
  public static let polynomial = ScheduleKind(
    name: "polynomial", title: "Polynomial decay", rule: "lr*(1 - k/total_iters)^power, then 0",
    settings: [
      .steps("total_iters", partOfLength: 1, meaning: "steps until the rate is 0"),
      .number("power", 1, .above(0), meaning: "1 falls in a straight line"),
    ],
    make: { PolynomialDecay(total: $0.count("total_iters"), exponent: $0["power"]) })
}

struct PolynomialDecay: ScheduleRule {
  let total: Int
  let exponent: Double

  func rate(base: Double, stepsDone: Int) -> Double {
    base * power(1 - Double(min(stepsDone, total)) / Double(total), exponent)
  }
}
