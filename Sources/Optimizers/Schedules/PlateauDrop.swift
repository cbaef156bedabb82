extension ScheduleKind {
  /// Drops on a plateau, PyTorch's `ReduceLROnPlateau`: the rate drops if the loss has not improved
  /// for a while.
  ///
  ///     better    loss < best·(1 − threshold)              or best − threshold, mode abs
  ///     a drop    lr = max(lr·factor, min_lr)              after more than patience steps in a row that
  ///                                                        were not better, if that takes off over eps
  ///
  /// after which cooldown steps do not count. Rule and defaults are PyTorch's, with a step for an epoch:
  /// after every step it looks at the full loss at the new point, also if steps follow batches, as
  /// PyTorch's examples use the validation loss. It does not see the loss of the start. As in PyTorch,
  /// a relative threshold is of little use for losses below 0: 1e-4 better than −1 is −0.9999 there, so
  /// that standing still counts as better; use `threshold_mode=abs`.
  ///
  /// A change of the learning rate during a run keeps the drops: they are repeated from the new rate.
  public static let plateau = ScheduleKind(
    name: "plateau", title: "Drop on a plateau of the loss",
    rule: "lr*factor, again whenever the full loss was no better for more than patience steps",
    settings: [
      .choice("mode", PlateauDrop.Mode.min, meaning: "whether lower or higher losses are better"),
      .number(
        "factor", 0.1,
        AllowedRange(lower: 0, upper: 1, includesLower: true, includesUpper: false),
        meaning: "factor of each drop"),
      .count("patience", 10, meaning: "steps in a row without improvement that cause no drop"),
      .number("threshold", 1e-4, .atLeast(0), meaning: "how much better counts as improvement"),
      .choice(
        "threshold_mode", PlateauDrop.ThresholdMode.relative,
        meaning: "whether threshold is a share of the best loss or a difference"),
      .count("cooldown", 0, meaning: "steps after a drop that do not count"),
      .number("min_lr", 0, .atLeast(0), meaning: "the lowest rate"),
      .number("eps", 1e-8, .atLeast(0), meaning: "drops of no more than this are not made"),
    ],
    make: { values in
      PlateauDrop(
        mode: values.choice("mode") ?? .min, factor: values["factor"],
        patience: values.count("patience"), threshold: values["threshold"],
        thresholdMode: values.choice("threshold_mode") ?? .relative,
        cooldown: values.count("cooldown"), least: values["min_lr"], eps: values["eps"])
    })
}

struct PlateauDrop: ScheduleRule {
  enum Mode: String, CaseIterable {
    case min
    case max
  }

  enum ThresholdMode: String, CaseIterable {
    case relative = "rel"
    case absolute = "abs"
  }

  let mode: Mode
  let factor: Double
  let patience: Int
  let threshold: Double
  let thresholdMode: ThresholdMode
  let cooldown: Int
  let least: Double
  let eps: Double
  private var best: Double?
  private var badSteps = 0
  private var stepsToCool = 0
  private var drops = 0
  /// The rate after the drops, and the base rate they belong to: there may be thousands of drops.
  private var dropped = (base: 0.0, rate: 0.0)

  init(
    mode: Mode = .min, factor: Double, patience: Int, threshold: Double,
    thresholdMode: ThresholdMode, cooldown: Int, least: Double, eps: Double
  ) {
    self.mode = mode
    self.factor = factor
    self.patience = patience
    self.threshold = threshold
    self.thresholdMode = thresholdMode
    self.cooldown = cooldown
    self.least = least
    self.eps = eps
  }

  var looksAtLosses: Bool { true }

  func rate(base: Double, stepsDone: Int) -> Double {
    if base == dropped.base { return dropped.rate }
    var rate = base
    for _ in 0..<drops {
      let new = afterDrop(rate)
      if new == rate { break }
      rate = new
    }
    return rate
  }

  mutating func see(loss: Double, base: Double) {
    dropped = (base, rate(base: base, stepsDone: 0))
    if isBetter(loss) {
      best = loss
      badSteps = 0
    } else {
      badSteps += 1
    }
    if stepsToCool > 0 {
      stepsToCool -= 1
      badSteps = 0
    }
    if badSteps > patience {
      drops += 1
      dropped.rate = afterDrop(dropped.rate)
      stepsToCool = cooldown
      badSteps = 0
    }
  }

  private func afterDrop(_ rate: Double) -> Double {
    let new = max(rate * factor, least)
    return rate - new > eps ? new : rate
  }

  private func isBetter(_ loss: Double) -> Bool {
    guard let best else { return true }
    return switch (mode, thresholdMode) {
    case (.min, .relative): loss < best * (1 - threshold)
    case (.min, .absolute): loss < best - threshold
    case (.max, .relative): loss > best * (1 + threshold)
    case (.max, .absolute): loss > best + threshold
    }
  }
}
