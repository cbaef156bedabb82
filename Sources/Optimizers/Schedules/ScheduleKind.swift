import Calculus

/// A schedule as a choice: its name, its formula in one line and its settings.
public struct ScheduleKind: Sendable, Identifiable {
  /// The name that users write, in lower case: `cosine_restarts`.
  public let name: String
  /// A title for lists: `Cosine decay`.
  public let title: String
  /// The formula in one line of plain text; k is the number of steps done.
  public let rule: String
  /// The settings, in the order of lists.
  public let settings: [ScheduleSetting]
  let make: @Sendable (ScheduleValues) -> any ScheduleRule

  /// The name.
  public var id: String { name }

  init(
    name: String, title: String, rule: String, settings: [ScheduleSetting],
    make: @escaping @Sendable (ScheduleValues) -> any ScheduleRule
  ) {
    self.name = name
    self.title = title
    self.rule = rule
    self.settings = settings
    self.make = make
  }

  /// Every schedule, in the order of lists.
  public static let all: [ScheduleKind] = [
    .constant, .step, .multistep, .exponential, .plateau, .linear, .polynomial, .cosine,
    .cosineRestarts, .warmupCosine, .inverseSquareRoot, .wsd, .onecycle, .cyclic,
  ]

  /// The schedule of a name, in any case, with `-` or `_`; nil if there is no such name.
  public static func named(_ name: String) -> ScheduleKind? {
    let name = name.lowercased().underscored
    return all.first { $0.name == name }
  }

  /// Checks the values given and adds the defaults.
  func complete(_ given: [String: ScheduleValue], length: Int) throws(HyperparameterError)
    -> ScheduleValues
  {
    for (name, value) in given.sorted(by: { $0.key < $1.key }) {
      guard let setting = settings.first(where: { $0.name == name }) else {
        let names = settings.map(\.name)
        throw error(
          name, .unknown(suggestion: name.closestMatch(among: names), known: names))
      }
      if let reason = setting.fault(of: value) { throw error(name, reason) }
    }
    var values: [String: ScheduleValue?] = [:]
    for setting in settings {
      values[setting.name] = .some(
        given[setting.name] ?? setting.defaultValue(forLength: length))
    }
    return ScheduleValues(values: values)
  }

  private func error(_ name: String, _ reason: HyperparameterError.Reason) -> HyperparameterError {
    HyperparameterError(subject: self.name, name: name, reason: reason)
  }
}

extension ScheduleKind: Hashable, CustomStringConvertible {
  /// The name.
  public var description: String { name }

  /// Whether two kinds have the same name.
  public static func == (left: Self, right: Self) -> Bool { left.name == right.name }

  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// The complete values of one schedule, by name.
struct ScheduleValues {
  /// Nil for a setting whose default follows from the learning rate.
  let values: [String: ScheduleValue?]

  private func value(_ name: String) -> ScheduleValue? {
    assert(values[name] != nil, "the schedule lists no setting '\(name)'")
    return values[name] ?? nil
  }

  /// A number; nil if its default follows from the learning rate.
  func optional(_ name: String) -> Double? {
    if case .number(let value)? = value(name) { value } else { nil }
  }

  subscript(name: String) -> Double { optional(name) ?? 0 }

  /// A number of steps.
  func count(_ name: String) -> Int { Int(self[name]) }

  func list(_ name: String) -> [Double] {
    if case .list(let values)? = value(name) { values } else { [] }
  }

  /// One of the words of a choice; nil for any other word.
  func choice<Choice: RawRepresentable<String>>(_ name: String) -> Choice? {
    if case .word(let value)? = value(name) { Choice(rawValue: value) } else { nil }
  }
}
