import Optimizers

/// One line of the parameters pane: a number or a choice that can be changed while the race is seen.
public struct Dial: Hashable, Sendable {
  /// What it changes.
  public enum ID: Hashable, Sendable {
    /// One of the surface's own.
    case parameter(String)
    case learningRate
    case hyperparameter(String)
    case batch
    case noise
    case schedule
    case scheduleSetting(String)
    case seed
    case startX
    case startY
  }

  /// Whose it is.
  enum Section: Hashable, Sendable {
    case surface
    /// Those that keys act upon.
    case optimizers
    /// The same for all optimizers.
    case race
  }

  enum Value: Hashable, Sendable {
    /// A batch of all samples is infinite.
    case number(Double)
    case list([Double])
    case word(String)
    case seed(UInt64)
  }

  /// What it stands at, for one run or for all.
  struct Reading: Hashable, Sendable {
    /// Nil where it is not a matter of single runs.
    var run: Int?
    /// Nil where none was given and there is no default.
    var value: Value?
    /// What it goes back to.
    var standard: Value?
    /// The number that stands in for a value that is not given.
    var substitute: Double?

    /// The number that a turn starts from.
    var number: Double? {
      if case .number(let number)? = value { number } else { substitute }
    }
  }

  let id: ID
  let section: Section
  /// As users write it: `beta1`.
  let label: String
  /// What it does, in half a sentence.
  let meaning: String
  let scale: Scale
  /// At least one.
  let readings: [Reading]
  /// What is shown for a value that is not given.
  var absence = "auto"

  /// What is shown where the runs differ, and what a turn starts from.
  var reading: Reading { readings[0] }

  /// Whether the runs differ.
  var isMixed: Bool { readings.contains { $0.value != reading.value } }

  /// Whether it stands at what it goes back to.
  var isStandard: Bool { readings.allSatisfy { $0.value == $0.standard } }

  var runs: [Int] { readings.compactMap(\.run) }

  /// Where a reading stands on the slider, 0…1; nil without a slider.
  func place(of reading: Reading) -> Double? {
    switch reading.value {
    case .word(let word)?: scale.fraction(of: word)
    default: reading.number.flatMap(scale.fraction)
    }
  }

  /// The value with as many digits as have room; of a list the first numbers, none of them cut.
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

  /// The value as it is read and, a number, typed.
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
