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

  /// Checks the given values and adds the defaults.
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
  /// Nil for a setting with a default that follows from the learning rate.
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

/// A setting of a schedule: its name, its allowed values and its default.
public struct ScheduleSetting: Hashable, Sendable, Identifiable {
  /// The form of the values.
  public enum Kind: Hashable, Sendable {
    /// Any number in the allowed range.
    case number
    /// A whole number.
    case integer
    /// Whole numbers; a single number is also a list.
    case integerList
    /// One of these words.
    case choice([String])
  }

  /// The source of the value if none is given.
  public enum Default: Hashable, Sendable {
    /// This value.
    case value(ScheduleValue)
    /// These shares of the run's length, at least one step each.
    case partsOfLength([Double])
    /// The run's learning rate times a factor.
    case partOfRate(Double)
  }

  /// The name that users write, PyTorch's in lower case: `eta_min`.
  public let name: String
  /// The form of its values.
  public let kind: Kind
  /// The source of the value if none is given.
  public let standard: Default
  /// The numbers it may take; all of them, for a list.
  public let allowed: AllowedRange
  /// Its effect, in half a sentence.
  public let meaning: String

  /// The name.
  public var id: String { name }

  static func number(
    _ name: String, _ standard: Double, _ allowed: AllowedRange, meaning: String
  ) -> Self {
    Self(
      name: name, kind: .number, standard: .value(.number(standard)), allowed: allowed,
      meaning: meaning)
  }

  static func steps(_ name: String, partOfLength part: Double, meaning: String) -> Self {
    Self(
      name: name, kind: .integer, standard: .partsOfLength([part]), allowed: .within(1...1e9),
      meaning: meaning)
  }

  /// A number of steps that does not depend on the run's length.
  static func count(_ name: String, _ standard: Int, meaning: String) -> Self {
    Self(
      name: name, kind: .integer, standard: .value(.number(Double(standard))),
      allowed: .within(0...1e9), meaning: meaning)
  }

  static func choice<Choice: CaseIterable & RawRepresentable<String>>(
    _ name: String, _ standard: Choice, meaning: String
  ) -> Self {
    Self(
      name: name, kind: .choice(Choice.allCases.map(\.rawValue)),
      standard: .value(.word(standard.rawValue)), allowed: .any, meaning: meaning)
  }

  static func rate(_ name: String, partOfRate part: Double, meaning: String) -> Self {
    Self(
      name: name, kind: .number, standard: .partOfRate(part), allowed: .atLeast(0),
      meaning: meaning)
  }

  /// The fault of a value; nil if it is allowed.
  func fault(of value: ScheduleValue) -> HyperparameterError.Reason? {
    switch (kind, value) {
    case (.number, .number(let number)):
      return fault(of: number, isWhole: false)
    case (.integer, .number(let number)), (.integerList, .number(let number)):
      return fault(of: number, isWhole: true)
    case (.integerList, .list(let numbers)):
      return numbers.lazy.compactMap { fault(of: $0, isWhole: true) }.first
    case (.choice(let words), .word(let word)) where words.contains(word):
      return nil
    case (.choice(let words), _):
      return .notAmong(words)
    case (.number, _):
      return .notOneNumber
    case (.integer, _), (.integerList, .word):
      return .notWhole
    }
  }

  private func fault(of number: Double, isWhole: Bool) -> HyperparameterError.Reason? {
    guard number.isFinite else { return .notFinite(number) }
    if isWhole && number != number.rounded() { return .wrongKind(number, expected: .integer) }
    return allowed.contains(number) ? nil : .outOfRange(number, allowed: allowed)
  }

  /// The value if none is given; nil if it follows from the learning rate.
  /// - Parameter length: the number of steps of the run.
  public func defaultValue(forLength length: Int) -> ScheduleValue? {
    switch standard {
    case .value(let value): value
    case .partOfRate: nil
    case .partsOfLength(let parts):
      switch parts.map({ max(1, (Double(length) * $0).rounded(.down)) }) {
      case let steps where kind == .integerList: .list(steps)
      case let steps: .number(steps[0])
      }
    }
  }
}
