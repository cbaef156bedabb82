import Optimizers

/// One line of the parameters pane: a number or a choice that can be changed during the race.
public struct Dial: Hashable, Sendable {
  /// The setting that the dial changes.
  public enum ID: Hashable, Sendable {
    /// A parameter of the surface.
    case parameter(String)
    /// Whether the inputs of data are standardized.
    case standardize
    case learningRate
    case hyperparameter(String)
    case batch
    /// The loss that the runs race to.
    case target
    case noise
    case schedule
    case scheduleSetting(String)
    case seed
    case startX
    case startY
  }

  /// The part of the race that the dial belongs to.
  enum Section: Hashable, Sendable {
    case surface
    /// The optimizers that keys act on.
    case optimizers
    /// Shared by all optimizers.
    case race
  }

  enum Value: Hashable, Sendable {
    /// An infinite batch means all samples.
    case number(Double)
    case list([Double])
    case word(String)
    case seed(UInt64)
  }

  /// The value of a dial, for one run or for all.
  struct Reading: Hashable, Sendable {
    /// Nil if the value does not belong to a single run.
    var run: Int?
    /// Nil if no value was given and there is no default.
    var value: Value?
    /// The default.
    var standard: Value?
    /// The number that represents a missing value.
    var substitute: Double?

    /// The number from which a turn starts.
    var number: Double? {
      if case .number(let number)? = value { number } else { substitute }
    }
  }

  let id: ID
  let section: Section
  /// The name as users write it: `beta1`.
  let label: String
  /// A description in half a sentence.
  let meaning: String
  let scale: Scale
  /// At least one.
  let readings: [Reading]
  /// The text for a missing value.
  var absence = "auto"

  /// The reading that is shown if the runs differ, and from which a turn starts.
  var reading: Reading { readings[0] }

  /// Whether the runs differ.
  var isMixed: Bool { readings.contains { $0.value != reading.value } }

  /// Whether the dial is at its default.
  var isStandard: Bool { readings.allSatisfy { $0.value == $0.standard } }

  var runs: [Int] { readings.compactMap(\.run) }

  /// The position of a reading on the slider, 0…1; nil without a slider.
  func place(of reading: Reading) -> Double? {
    switch reading.value {
    case .word(let word)?: scale.fraction(of: word)
    default: reading.number.flatMap(scale.fraction)
    }
  }

  /// The value with as many digits as fit; of a list, as many whole numbers as fit, from the first.
  func text(of value: Value?, fitting width: Int) -> String {
    switch value {
    case .number(let number)? where number.isFinite:
      return number.readable(digits: 17, fitting: width)
    case .list(let numbers)?:
      let texts = (1...max(numbers.count, 1)).reversed().map { count in
        numbers.prefix(count).map(\.plain).joined(separator: "/")
          + (count < numbers.count ? "/…" : "")
      }
      return texts.first { $0.count <= width } ?? "…"
    case .seed(let seed)?:
      return "\(seed)".count <= width ? "\(seed)" : "…"
    case .number?, .word?, nil:
      return text(of: value)
    }
  }

  /// The value as it is displayed and typed.
  func text(of value: Value?, digits: Int? = nil) -> String {
    switch value {
    case nil: absence
    case .number(.infinity)?: "full"
    case .number(let number)?: digits.map { number.readable(digits: $0) } ?? number.plain
    case .list(let numbers)?: numbers.map(\.plain).joined(separator: "/")
    case .word(let word)?: word
    case .seed(let seed)?: "\(seed)"
    }
  }
}
