extension ScheduleKind {
  /// The Transformer's schedule: a linear warm-up to lr, then a decay with the root of the step's
  /// number.
  ///
  ///     lr·min(t/warmup, √(warmup/t))            t = k + 1, the number of the step
  ///
  /// Vaswani et al., "Attention Is All You Need" (2017), equation 3, with its factor d_model^(−1/2)
  /// chosen such that the highest rate is lr.
  public static let inverseSquareRoot = ScheduleKind(
    name: "inverse_sqrt", title: "Warm-up, then inverse root",
    rule: "lr*min((k+1)/warmup, sqrt(warmup/(k+1)))",
    settings: [.steps("warmup", partOfLength: 0.1, meaning: "steps until the full rate")],
    make: { InverseSquareRoot(warmup: $0.count("warmup")) })
}

struct InverseSquareRoot: ScheduleRule {
  let warmup: Int

  func rate(base: Double, stepsDone: Int) -> Double {
    let progress = Double(stepsDone + 1) / Double(warmup)
    return base * min(progress, (1 / progress).squareRoot())
  }
}

extension ScheduleKind {
  /// Warm-up, stable, decay: lr for most of the run, and one cool-down at its end.
  ///
  ///     lr·(k + 1)/warmup                        the first warmup steps
  ///     lr                                       the next stable steps
  ///     eta_min + (lr − eta_min)·(1 − s(q))      the last decay steps, q from 0 to 1; then eta_min
  ///
  /// Hu et al., "MiniCPM" (2024), section 4; the shape of the decay is that of Hägele et al., "Scaling
  /// Laws and Compute-Optimal Training Beyond Fixed Training Durations" (2024), which found s(q) = √q
  /// the best and a fifth of the run long enough. `linear` is s(q) = q, `cosine` (1 − cos(π·q))/2.
  public static let wsd = ScheduleKind(
    name: "wsd", title: "Warm-up, stable, decay",
    rule: "lr*(k+1)/warmup, then lr, then eta_min + (lr-eta_min)*(1 - sqrt(part of decay))",
    settings: [
      .steps("warmup", partOfLength: 0.1, meaning: "steps until the full rate"),
      .steps("stable", partOfLength: 0.7, meaning: "steps at the full rate"),
      .steps("decay", partOfLength: 0.2, meaning: "steps from there until eta_min"),
      .choice(
        "shape", WarmupStableDecay.Shape.sqrt,
        meaning: "whether the decay is 1 - sqrt, linear or a cosine"),
      .leastRate,
    ],
    make: { values in
      WarmupStableDecay(
        warmup: values.count("warmup"), stable: values.count("stable"),
        decay: values.count("decay"),
        shape: values.choice("shape") ?? .sqrt, least: values["eta_min"])
    })
}

struct WarmupStableDecay: ScheduleRule {
  enum Shape: String, CaseIterable {
    case sqrt
    case linear
    case cosine

    /// The completed share of the way down; 0 at 0 and 1 at 1.
    func descent(at progress: Double) -> Double {
      switch self {
      case .sqrt: progress.squareRoot()
      case .linear: progress
      case .cosine: (1 - Optimizers.cosine(.pi * progress)) / 2
      }
    }
  }

  let warmup: Int
  let stable: Int
  let decay: Int
  let shape: Shape
  let least: Double

  func rate(base: Double, stepsDone: Int) -> Double {
    if stepsDone < warmup { return base * Double(stepsDone + 1) / Double(warmup) }
    let done = stepsDone - warmup - stable
    if done <= 0 { return base }
    if done >= decay { return least }
    return least + (base - least) * (1 - shape.descent(at: Double(done) / Double(decay)))
  }
}
