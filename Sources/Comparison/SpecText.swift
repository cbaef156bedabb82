import Calculus
import Landscape
import Optimizers

/// The parts of `NAME` or `NAME:key=value,key=value`, not yet interpreted; blanks between them are
/// ignored.
struct SpecText {
  let name: String
  /// Keys in lower case and without duplicates, in their original order.
  let settings: [(key: String, value: String)]

  /// The parts of a spec to write.
  init(_ name: String, _ settings: [(key: String, value: String)]) {
    self.name = name
    self.settings = settings
  }

  init(_ text: String) throws(SpecError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    name = parts.first.map { String($0).trimmed } ?? ""
    var settings: [(key: String, value: String)] = []
    let list = parts.count == 2 ? parts[1] : nil
    for setting in list?.pieces(separatedBy: ",") ?? [] {
      let pair = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        .map { String($0).trimmed }
      guard pair.count == 2, !pair[0].isEmpty, !pair[1].isEmpty else {
        throw SpecError(text: text, part: String(setting), reason: .notASetting)
      }
      let key = pair[0].lowercased()
      guard !settings.contains(where: { $0.key == key }) else {
        throw SpecError(text: text, part: String(setting), reason: .givenTwice)
      }
      settings.append((key, pair[1]))
    }
    self.settings = settings
  }

  var description: String {
    let list = settings.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
    return list.isEmpty ? name : "\(name):\(list)"
  }
}

/// A spec of an optimizer or a schedule that cannot be read, with the part at fault.
public struct SpecError: Error, Hashable, Sendable {
  /// The fault.
  public enum Reason: Hashable, Sendable {
    /// No optimizer has this name; with the most similar name, if one is similar.
    case unknownOptimizer(suggestion: String?)
    /// No schedule has this name; with the most similar name, if one is similar.
    case unknownSchedule(suggestion: String?)
    /// It is not of the form `key=value`.
    case notASetting
    /// Its key has a value already.
    case givenTwice
    /// It is not a number.
    case notANumber
    /// It is neither `true` nor `false`.
    case notABoolean
    /// It is neither a number of samples nor `full`.
    case notABatch
    /// It is not a learning rate.
    case notARate
    /// It is beyond the largest double.
    case tooLarge
    /// The optimizer or the schedule cannot take it.
    case hyperparameter(HyperparameterError)
  }

  /// The whole spec.
  public let text: String
  /// The offending part of the text.
  public let part: String
  /// The fault.
  public let reason: Reason
}

extension SpecError: CustomStringConvertible {
  /// The fault in a sentence.
  public var message: String {
    switch reason {
    case .unknownOptimizer: "there is no optimizer '\(part.shortened)'"
    case .unknownSchedule: "there is no schedule '\(part.shortened)'"
    case .notASetting: "'\(part.shortened)' is not of the form key=value"
    case .givenTwice: "'\(part.shortened)' repeats a setting"
    case .notANumber: "'\(part.shortened)' is not a number"
    case .notABoolean: "'\(part.shortened)' is neither true nor false"
    case .notABatch: "'\(part.shortened)' is neither a number of samples nor 'full'"
    case .notARate: "'\(part.shortened)' is not a learning rate"
    case .tooLarge: "'\(part.shortened)' is too large: numbers end at 1.8e308"
    case .hyperparameter(let error): error.message
    }
  }

  /// A suggestion for the user.
  public var hint: String? {
    switch reason {
    case .unknownOptimizer(let suggestion?), .unknownSchedule(let suggestion?):
      "did you mean '\(suggestion)'?"
    case .unknownOptimizer(nil): "`descent list optimizers` shows all of them"
    case .unknownSchedule(nil): "`descent list schedules` shows all of them"
    case .notASetting: "a spec is written NAME or NAME:key=value,key=value"
    case .notARate: "write a number, or 0.1/0.01@40 for a change at step 40"
    case .notANumber: "write it in decimal, such as 0.5 or 1e-3, or as a formula, such as 1/3"
    case .givenTwice, .notABoolean, .notABatch, .tooLarge: nil
    case .hyperparameter(let error): error.hint
    }
  }

  /// The text with carets below the part at fault.
  public var excerpt: String {
    let before = text.firstRange(of: part).map {
      text.distance(from: text.startIndex, to: $0.lowerBound)
    }
    return SurfaceFileError.Place(
      position: SourcePosition(line: 1, column: (before ?? 0) + 1), text: text, length: part.count
    ).excerpt
  }

  /// The message, the excerpt and the hint, in lines.
  public var description: String {
    [message, excerpt, hint.map { "hint: " + $0 }].compactMap { $0 }.joined(separator: "\n")
  }
}
