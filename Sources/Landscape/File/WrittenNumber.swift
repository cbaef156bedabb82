import Calculus

/// A number as someone writes it in a surface file or on a command line: in decimal, or as a formula
/// of numbers: `1/3`, `-pi`, `2^-4`.
public struct WrittenNumber {
  /// Infinite where the text states more than a `Double` holds, as `1e400` does, or what has no value,
  /// as `1/0`.
  public let value: Double

  public init?(_ text: some StringProtocol) {
    if let decimal = DecimalNumber(text) {
      value = decimal.value
      return
    }
    do throws(FormulaError) {
      value = try ConstantFormula(String(text)).value
    } catch {
      switch error.reason {
      case .notFinite, .numberTooLarge: value = .infinity
      default: return nil
      }
    }
  }

  /// A whole number within a range, nil for other text.
  public static func whole(_ text: some StringProtocol, in range: ClosedRange<Int>) -> Int? {
    // Digits first: not every whole number is a double.
    guard let number = Int(text) ?? WrittenNumber(text).flatMap({ Int(exactly: $0.value) }),
      range.contains(number)
    else { return nil }
    return number
  }
}
