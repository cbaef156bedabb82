import Optimizers

extension RunSettings {
  /// Sets what a dial stands for in one run; nil is the default.
  mutating func set(_ id: Dial.ID, to value: Dial.Value?, in setup: Setup)
    throws(HyperparameterError)
  {
    switch id {
    case .learningRate:
      if let rate = value?.number { try setLearningRate(LearningRatePlan(rate)) }
    case .batch:
      guard let count = value?.number else {
        return try setBatch(OptimizerSpec(kind).standardBatch(in: setup))
      }
      if count == .infinity { return try setBatch(.full) }
      // Before it becomes a whole number, it must be one.
      try kind.validate([Hyperparameter.batch.name: count])
      try setBatch(.samples(Int(count)))
    case .hyperparameter(let name):
      switch value {
      case .number(let number)?: try set(name, to: number)
      case .word(let word)?: try set(name, to: word == "true" ? 1 : 0)
      default:
        var given = hyperparameters
        given[name] = nil
        self = try RunSettings(
          kind, learningRate: learningRate, hyperparameters: given, batch: batch,
          schedule: schedule, seed: seed)
      }
    default: break
    }
  }
}

extension Dial.Value {
  init(_ value: ScheduleValue) {
    self =
      switch value {
      case .number(let number): .number(number)
      case .list(let numbers): .list(numbers)
      case .word(let word): .word(word)
      }
  }

  var number: Double? {
    if case .number(let number) = self { number } else { nil }
  }

  var scheduleValue: ScheduleValue? {
    switch self {
    case .number(let number): .number(number)
    case .list(let numbers): .list(numbers)
    case .word(let word): .word(word)
    case .seed: nil
    }
  }
}
