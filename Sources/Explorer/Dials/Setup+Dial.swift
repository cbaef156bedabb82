import Calculus
import Comparison
import Landscape
import Optimizers

/// The setting of a setup that a dial changes.
extension Setup {
  /// Sets a dial; nil means the default.
  /// - Parameters:
  ///   - runs: the optimizers to change, if each has its own value.
  ///   - scene: the current scene of the setup.
  mutating func set(_ id: Dial.ID, to value: Dial.Value?, of runs: [Int], in scene: Scene)
    throws(SetupError)
  {
    switch id {
    case .parameter(let name): parameters[name] = value?.number
    case .standardize:
      let isOn = value.map { $0 == .word("true") } ?? (surface.isStandardized != surface.isSwitched)
      surface = surface.standardized(isOn)
    case .learningRate, .hyperparameter, .batch:
      do throws(HyperparameterError) {
        let present = self
        for run in runs { try optimizers[run].set(id, to: value, in: present) }
      } catch {
        throw .hyperparameter(error)
      }
    case .target: target = value?.number
    case .noise: noise = value?.number
    case .schedule:
      guard case .word(let name)? = value, let kind = ScheduleKind.named(name), kind != .constant
      else {
        schedule = nil
        return
      }
      schedule = ScheduleSpec(kind)
    case .scheduleSetting(let name): schedule?.values[name] = value?.scheduleValue
    case .seed: if case .seed(let seed)? = value { self.seed = seed } else { seed = 0 }
    case .startX: start = Point(value?.number ?? surface.start.x, (start ?? scene.start).y)
    case .startY: start = Point((start ?? scene.start).x, value?.number ?? surface.start.y)
    }
  }
}

extension OptimizerSpec {
  fileprivate mutating func set(_ id: Dial.ID, to value: Dial.Value?, in setup: Setup)
    throws(HyperparameterError)
  {
    switch id {
    case .learningRate: tune(to: value?.number.map { LearningRatePlan($0) })
    case .batch:
      batch = nil
      guard let count = value?.number else { return }
      // A number that is not whole must be refused before it is converted.
      if count < .infinity { try kind.validate([Hyperparameter.batch.name: count]) }
      let chosen = count < .infinity ? Batch.samples(Int(count)) : .full
      if chosen != standardBatch(in: setup) { batch = chosen }
    case .hyperparameter(let name):
      switch value {
      case .number(let number)?: hyperparameters[name] = number
      case .word(let word)?: hyperparameters[name] = word == "true" ? 1 : 0
      case .list?, .seed?, nil: hyperparameters[name] = nil
      }
    case .parameter, .standardize, .target, .noise, .schedule, .scheduleSetting, .seed, .startX,
      .startY:
      break
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

  fileprivate var scheduleValue: ScheduleValue? {
    switch self {
    case .number(let number): .number(number)
    case .list(let numbers): .list(numbers)
    case .word(let word): .word(word)
    case .seed: nil
    }
  }
}
