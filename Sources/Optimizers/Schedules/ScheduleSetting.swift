/// A setting of a schedule: its name, its allowed values and its default.
public struct ScheduleSetting: Hashable, Sendable, Identifiable {
  /// The form of the values.
  public enum Kind: Hashable, Sendable {
    /// Any number in the allowed range.
    case number
    /// A whole number.
    case integer
    /// Whole numbers; a single number is a list, too.
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

  /// What is wrong with a value, or nil if it is allowed.
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
