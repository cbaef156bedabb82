import Calculus
import Optimizers

/// The texts that `OptimizerSpec(_:)` and `ScheduleSpec(_:)` read.
extension RunSettings {
  /// The spec of these settings, with what they would have without a word left out.
  /// - Parameter plain: the settings that the bare name would have.
  func spec(leavingOut plain: RunSettings?) -> String {
    var parts: [String] = []
    if learningRate != plain?.learningRate { parts.append("lr=\(learningRate.spec)") }
    if batch != plain?.batch {
      switch batch {
      case .full: parts.append("batch=full")
      case .samples(let count): parts.append("batch=\(count)")
      }
    }
    for hyperparameter in kind.allHyperparameters {
      let name = hyperparameter.name
      guard let value = hyperparameters[name], value != hyperparameter.defaultValue else {
        continue
      }
      parts.append("\(name)=\(hyperparameter.text(of: value))")
    }
    return parts.isEmpty ? kind.name : "\(kind.name):\(parts.joined(separator: ","))"
  }
}

extension LearningRatePlan {
  /// `0.1/0.01@40`
  var spec: String {
    initial.plain + changes.map { "/\($0.rate.plain)@\($0.step)" }.joined()
  }
}

extension Schedule {
  /// What was given: `cosine:t_max=200`.
  var spec: String { written { values[$0.name] } }

  /// All that can be said without the learning rate, defaults and lengths as well:
  /// `cosine:t_max=200,eta_min=0`.
  public var completeSpec: String {
    written { values[$0.name] ?? $0.defaultValue(forLength: length) }
  }

  private func written(_ value: (ScheduleSetting) -> ScheduleValue?) -> String {
    let parts = kind.settings.compactMap { setting in
      value(setting).map { "\(setting.name)=\($0.spec)" }
    }
    return parts.isEmpty ? kind.name : "\(kind.name):\(parts.joined(separator: ","))"
  }
}

extension ScheduleValue {
  fileprivate var spec: String {
    switch self {
    case .number(let number): number.plain
    case .list(let numbers): numbers.map(\.plain).joined(separator: "/")
    case .word(let word): word
    }
  }
}
