import Calculus
import Landscape
import Optimizers

extension OptimizerSpec {
  /// Reads `NAME` or `NAME:key=value,key=value`, as in `adam:lr=0.01,beta1=0.8`.
  ///
  /// The learning rate may change during the run: `lr=0.1/0.01@40`. A batch is a number or `full`,
  /// a switch `true` or `false`. Blanks between the parts are ignored.
  /// - Parameters:
  ///   - text: the spec.
  ///   - kinds: the optimizers that it may name: the built-in ones, or `OptimizerKind.all` and
  ///     others.
  /// - Throws: `SpecError` with the offending part.
  public init(_ text: String, among kinds: [OptimizerKind] = OptimizerKind.all) throws(SpecError) {
    let spec = try SpecText(text)
    guard let kind = OptimizerKind.named(spec.name, among: kinds) else {
      let suggestion = spec.name.lowercased().closestMatch(among: kinds.map(\.name))
      throw SpecError(
        text: text, part: spec.name, reason: .unknownOptimizer(suggestion: suggestion))
    }
    self.init(kind)
    for setting in spec.settings {
      do throws(SettingFault) {
        try set(setting.key, to: setting.value)
      } catch {
        throw SpecError(
          text: text, part: error.isAboutKey ? setting.key : setting.value, reason: error.reason)
      }
    }
  }

  private struct SettingFault: Error {
    var reason: SpecError.Reason
    var isAboutKey = false
  }

  private mutating func set(_ key: String, to text: String) throws(SettingFault) {
    switch key {
    case Hyperparameter.learningRate.name:
      guard let plan = LearningRatePlan(text) else { throw SettingFault(reason: .notARate) }
      guard plan.rates.allSatisfy(\.isFinite) else { throw SettingFault(reason: .tooLarge) }
      learningRate = plan
      try validate([:], plan)
    case Hyperparameter.batch.name where text.lowercased() == "full":
      batch = .full
    case Hyperparameter.batch.name:
      guard let count = WrittenNumber(text)?.value else { throw SettingFault(reason: .notABatch) }
      guard count.isFinite else { throw SettingFault(reason: .tooLarge) }
      try validate([key: count], nil)
      batch = .samples(Int(count))
    default:
      let value = try number(text, for: key)
      try validate([key: value], nil)
      hyperparameters[key] = value
    }
  }

  private func number(_ text: String, for key: String) throws(SettingFault) -> Double {
    let hyperparameter = kind.allHyperparameters.first { $0.name == key }
    if hyperparameter?.kind == .boolean {
      switch text.lowercased() {
      case "true": return 1
      case "false": return 0
      default: throw SettingFault(reason: .notABoolean)
      }
    }
    // Validation reports an unknown name, which matters more than its value.
    if hyperparameter == nil { return 0 }
    guard let value = WrittenNumber(text)?.value else {
      throw SettingFault(reason: .notANumber)
    }
    guard value.isFinite else { throw SettingFault(reason: .tooLarge) }
    return value
  }

  /// Checks one setting by itself; combinations are checked once all settings are known.
  private func validate(_ given: [String: Double], _ plan: LearningRatePlan?) throws(SettingFault) {
    for (name, value) in given {
      if let error = kind.fault(name, value) {
        var isUnknown = false
        if case .unknown = error.reason { isUnknown = true }
        throw SettingFault(reason: .hyperparameter(error), isAboutKey: isUnknown)
      }
    }
    for rate in plan?.rates ?? [] {
      if let error = kind.fault(Hyperparameter.learningRate.name, rate) {
        throw SettingFault(reason: .hyperparameter(error))
      }
    }
  }
}

extension OptimizerSpec: CustomStringConvertible {
  /// The spec as text: `adam:lr=0.01,beta1=0.8`. Defaults are left out.
  public var description: String {
    var settings: [(key: String, value: String)] = []
    if let learningRate { settings.append((Hyperparameter.learningRate.name, learningRate.text)) }
    switch batch {
    case .full?: settings.append((Hyperparameter.batch.name, "full"))
    case .samples(let count)?: settings.append((Hyperparameter.batch.name, "\(count)"))
    case nil: break
    }
    for hyperparameter in kind.allHyperparameters {
      let name = hyperparameter.name
      if let value = hyperparameters[name], value != hyperparameter.defaultValue {
        settings.append((name, hyperparameter.text(of: value)))
      }
    }
    return SpecText(kind.name, settings).description
  }
}

extension OptimizerKind {
  /// The fault of one setting, regardless of the others.
  fileprivate func fault(_ name: String, _ value: Double) -> HyperparameterError? {
    do throws(HyperparameterError) {
      try validate([name: value])
      return nil
    } catch {
      switch error.reason {
      case .unknown, .notFinite, .outOfRange, .wrongKind: return error
      // A later setting may still resolve a conflict.
      default: return nil
      }
    }
  }
}

extension Hyperparameter {
  /// A value as written in a spec: `0.9`, or `true`.
  package func text(of value: Double) -> String {
    kind == .boolean ? (value == 0 ? "false" : "true") : value.plain
  }
}

extension LearningRatePlan {
  /// Reads `0.1` or `0.1/0.01@40/0.001@80`; nil for anything else.
  public init?(_ text: String) {
    let parts = text.pieces(separatedBy: "/")
    // The rate before the first change may itself be a fraction.
    let first = parts.prefix { !$0.contains("@") }
    guard !first.isEmpty, let initial = WrittenNumber(first.joined(separator: "/"))?.value else {
      return nil
    }
    var changes: [Change] = []
    for part in parts.dropFirst(first.count) {
      let pair = part.split(separator: "@", omittingEmptySubsequences: false)
      guard pair.count == 2, let rate = WrittenNumber(pair[0])?.value, let step = Int(pair[1]),
        step >= 0
      else { return nil }
      changes.append(Change(step: step, rate: rate))
    }
    self.init(initial, changes: changes)
  }

  /// The text that `init(_:)` reads: `0.1/0.01@40`.
  var text: String {
    initial.plain + changes.map { "/\($0.rate.plain)@\($0.step)" }.joined()
  }
}
