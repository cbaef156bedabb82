import Calculus

/// A setting that an optimizer or a schedule does not have, or a value that it cannot take.
public struct HyperparameterError: Error, Hashable, Sendable {
  /// The fault.
  public enum Reason: Hashable, Sendable {
    /// There is no such setting; with the nearest name, if one is near, and all names.
    case unknown(suggestion: String?, known: [String])
    /// The value is NaN or infinite.
    case notFinite(Double)
    /// The value is outside of the allowed range.
    case outOfRange(Double, allowed: AllowedRange)
    /// The value is not a whole number, or neither true nor false.
    case wrongKind(Double, expected: Hyperparameter.Kind)
    /// The value is a list or a word instead of one number.
    case notOneNumber
    /// The value is a word or a list instead of a whole number.
    case notWhole
    /// The value is not one of these words.
    case notAmong([String])
    /// The values cannot be combined: Nesterov's momentum and caution need momentum.
    case needsMomentum
    /// Nesterov's momentum must not be dampened.
    case nesterovExcludesDampening(Double)
  }

  /// The name of the optimizer or the schedule: `adam`.
  public let subject: String
  /// The name of the setting as it was given: `beta1`.
  public let name: String
  /// The fault.
  public let reason: Reason

  /// Makes an error.
  /// - Parameters:
  ///   - subject: the name of the optimizer or the schedule.
  ///   - name: the name of the setting as it was given.
  ///   - reason: the fault.
  public init(subject: String, name: String, reason: Reason) {
    self.subject = subject
    self.name = name
    self.reason = reason
  }
}

extension HyperparameterError: CustomStringConvertible {
  /// One sentence without a full stop: "adam: beta1 = 1.5 is out of range; 0 <= beta1 < 1".
  public var message: String {
    switch reason {
    case .unknown:
      "\(subject) has no setting '\(name)'"
    case .notFinite(let value):
      "\(subject): \(name) = \(value) is not a finite number"
    case .outOfRange(let value, let allowed):
      "\(subject): \(name) = \(value.plain) is out of range; "
        + "allowed is \(allowed.description(of: name))"
    case .wrongKind(let value, .integer):
      "\(subject): \(name) = \(value.plain) is not a whole number"
    case .wrongKind(let value, .boolean):
      "\(subject): \(name) = \(value.plain) is neither true nor false"
    case .wrongKind(let value, .number):
      "\(subject): \(name) = \(value.plain) is not a number"
    case .notOneNumber:
      "\(subject): \(name) must be one number"
    case .notWhole:
      "\(subject): \(name) must be a whole number"
    case .notAmong(let words):
      "\(subject): \(name) must be one of \(words.joined(separator: ", "))"
    case .needsMomentum:
      "\(subject): \(name) = true needs momentum > 0"
    case .nesterovExcludesDampening(let value):
      "\(subject): nesterov = true needs dampening = 0, not \(value.plain)"
    }
  }

  /// A suggestion, if there is one.
  public var hint: String? {
    switch reason {
    case .unknown(let suggestion?, _): "did you mean '\(suggestion)'?"
    case .unknown(nil, []): "it has no settings"
    case .unknown(nil, let known): "it has \(known.joined(separator: ", "))"
    case .needsMomentum: "give momentum=0.9, or leave \(name) out"
    case .nesterovExcludesDampening: "leave dampening or nesterov out"
    case .notFinite, .outOfRange, .wrongKind, .notOneNumber, .notWhole, .notAmong: nil
    }
  }

  /// The message and the hint.
  public var description: String {
    hint.map { "\(message); \($0)" } ?? message
  }
}

extension AllowedRange {
  /// The range as a condition on a name: `0 <= beta1 < 1`.
  public func description(of name: String) -> String {
    let below = lower.isFinite ? "\(lower.plain) \(includesLower ? "<=" : "<") " : ""
    let above = upper.isFinite ? " \(includesUpper ? "<=" : "<") \(upper.plain)" : ""
    if below.isEmpty && above.isEmpty { return "any finite \(name)" }
    if above.isEmpty { return "\(name) \(includesLower ? ">=" : ">") \(lower.plain)" }
    return below + name + above
  }
}

extension Double {
  /// The number with three significant digits, for sentences.
  var brief: String { readable() }
}
