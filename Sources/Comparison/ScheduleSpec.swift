import Calculus
import Landscape
import Optimizers

/// A learning-rate schedule as requested; `Scene` adds the length of the run.
///
///     try ScheduleSpec("cosine:t_max=200").values  // ["t_max": .number(200)]
public struct ScheduleSpec: Hashable, Sendable {
  /// The schedule that is named.
  public var kind: ScheduleKind
  /// The settings that were stated, by name.
  public var values: [String: ScheduleValue]

  /// A schedule of a kind with these settings.
  public init(_ kind: ScheduleKind, values: [String: ScheduleValue] = [:]) {
    self.kind = kind
    self.values = values
  }

  /// Reads `NAME` or `NAME:key=value,key=value`, as in `cosine:t_max=200,eta_min=0.001`. Lists are
  /// written `milestones=30/90/150`.
  /// - Throws: `SpecError` with the offending part.
  public init(_ text: String) throws(SpecError) {
    let spec = try SpecText(text)
    guard let kind = ScheduleKind.named(spec.name) else {
      let suggestion = spec.name.lowercased().closestMatch(among: ScheduleKind.all.map(\.name))
      throw SpecError(
        text: text, part: spec.name, reason: .unknownSchedule(suggestion: suggestion))
    }
    self.init(kind)
    for setting in spec.settings {
      let value = ScheduleSpec.value(
        setting.value, for: kind.settings.first { $0.name == setting.key })
      values[setting.key] = value
      guard value.isFinite else {
        throw SpecError(text: text, part: setting.value, reason: .tooLarge)
      }
      do throws(HyperparameterError) {
        _ = try Schedule(kind, values: [setting.key: value])
      } catch {
        var part = setting.value
        if case .unknown = error.reason { part = setting.key }
        throw SpecError(text: text, part: part, reason: .hyperparameter(error))
      }
    }
  }

  /// A number, a list of numbers separated by `/` if the setting takes one, else a word.
  package static func value(_ text: String, for setting: ScheduleSetting?) -> ScheduleValue {
    let pieces = text.pieces(separatedBy: "/")
    let isOne = setting?.kind != .integerList || pieces.count == 1
    if isOne, let number = WrittenNumber(text)?.value { return .number(number) }
    let numbers = pieces.compactMap { WrittenNumber($0)?.value }
    return numbers.count == pieces.count ? .list(numbers) : .word(text)
  }
}

extension ScheduleSpec: CustomStringConvertible {
  /// The spec as text: `cosine:t_max=200`.
  public var description: String {
    let settings = kind.settings.compactMap { setting in
      values[setting.name].map { (setting.name, $0.text) }
    }
    return SpecText(kind.name, settings).description
  }
}

extension Schedule {
  /// The spec with all defaults and lengths, except those that depend on the learning rate:
  /// `cosine:t_max=200,eta_min=0`.
  package var completeSpec: String {
    var spec = ScheduleSpec(kind, values: values)
    for setting in kind.settings where spec.values[setting.name] == nil {
      spec.values[setting.name] = setting.defaultValue(forLength: length)
    }
    return spec.description
  }
}

extension ScheduleValue {
  /// Whether all of its numbers are finite.
  fileprivate var isFinite: Bool {
    switch self {
    case .number(let number): number.isFinite
    case .list(let numbers): numbers.allSatisfy(\.isFinite)
    case .word: true
    }
  }

  fileprivate var text: String {
    switch self {
    case .number(let number): number.plain
    case .list(let numbers): numbers.map(\.plain).joined(separator: "/")
    case .word(let word): word
    }
  }
}
