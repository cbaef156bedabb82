/// A finite number in decimal figures: the fewest that read back to it, or a given number of them.
///
/// This is the one place that turns numbers into text. Rounding works on figures, so that no power
/// of ten overflows and no text is off by more than half a unit of its last figure.
package struct DecimalFigures: Hashable, Sendable {
  package let isNegative: Bool
  /// Each 0 to 9, the first and the last not 0; empty for zero.
  package private(set) var digits: [UInt8]
  /// The power of ten of the first figure.
  package private(set) var exponent: Int

  /// - Precondition: the number is finite.
  package init(_ number: Double) {
    precondition(number.isFinite)
    isNegative = number < 0
    var figures: [UInt8] = []
    var wholeFigures: Int?
    var power = 0
    let text = number.magnitude.description.utf8
    for (offset, byte) in text.enumerated() {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): figures.append(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "."): wholeFigures = figures.count
      // What follows is the exponent, `-05` or `+16`.
      default: power = Int(String(decoding: text.dropFirst(offset + 1), as: UTF8.self)) ?? 0
      }
      if byte == UInt8(ascii: "e") { break }
    }
    let zeros = figures.prefix { $0 == 0 }.count
    exponent = figures.count == zeros ? 0 : (wholeFigures ?? figures.count) - 1 + power - zeros
    digits = Array(figures.dropFirst(zeros))
    trim()
  }

  private mutating func trim() {
    while digits.last == 0 { digits.removeLast() }
  }

  /// The nearest number of at most `count` figures, and at least 1.
  package func rounded(to count: Int) -> DecimalFigures {
    guard digits.count > max(count, 1) else { return self }
    let nearest = cut(to: max(count, 1), raising: digits[max(count, 1)] >= 5)
    // A text beyond the largest number would read back as infinite.
    let isNumber = nearest.exponent < 308 || Double(nearest.text)?.isFinite ?? false
    return isNumber ? nearest : cut(to: max(count, 1), raising: false)
  }

  /// The largest multiple of a power of ten that is not above the number.
  package func roundedDown(toPower power: Int) -> DecimalFigures {
    let kept = exponent - power + 1
    guard digits.count > kept else { return self }
    return cut(to: max(kept, 0), raising: isNegative, onePower: power)
  }

  /// The first `count` figures, the last raised by 1 if asked.
  /// - Parameter onePower: the power of ten that is raised where no figure is kept.
  private func cut(to count: Int, raising isRaised: Bool, onePower: Int = 0) -> DecimalFigures {
    var result = self
    result.digits = Array(digits.prefix(count))
    if isRaised {
      if result.digits.isEmpty {
        (result.digits, result.exponent) = ([1], onePower)
      } else if let last = result.digits.lastIndex(where: { $0 < 9 }) {
        result.digits[last] += 1
        result.digits.removeSubrange((last + 1)...)
      } else {
        (result.digits, result.exponent) = ([1], exponent + 1)
      }
    }
    result.trim()
    if result.digits.isEmpty { result.exponent = 0 }
    return result
  }

  // MARK: - Text

  /// The number without an exponent from 0.0001 to 999999, and outside in the shorter way.
  package var text: String {
    if (-4...5).contains(exponent) { return plainText }
    let (plain, short) = (plainText, exponentText)
    return plain.utf8.count < short.utf8.count ? plain : short
  }

  /// `1200`, `0.0012`.
  private var plainText: String {
    guard !digits.isEmpty else { return "0" }
    let sign = isNegative ? "-" : ""
    if exponent < 0 {
      return sign + "0." + String(repeating: "0", count: -exponent - 1) + figures(digits[...])
    }
    let whole = exponent + 1
    guard digits.count > whole else {
      return sign + figures(digits[...]) + String(repeating: "0", count: whole - digits.count)
    }
    return sign + figures(digits[..<whole]) + "." + figures(digits[whole...])
  }

  /// `1.2e3`, `1.2e-3`.
  package var exponentText: String {
    guard let first = digits.first else { return "0" }
    let fraction = digits.count > 1 ? "." + figures(digits[1...]) : ""
    return (isNegative ? "-" : "") + "\(first)" + fraction + "e\(exponent)"
  }

  private func figures(_ digits: ArraySlice<UInt8>) -> String {
    String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
  }
}

extension Double {
  /// The shortest text that reads back to the same number: `0.1`, `100`, `1e9`, `-1234567`.
  package var plain: String { isFinite ? DecimalFigures(self).text : description }
}

extension Double {
  /// The number for a reader: with a few significant figures, but never fewer than it has before
  /// its point, and with an exponent where it is very large or small.
  ///
  /// `0.0012.readable() == "0.0012"`, `3.5612.readable() == "3.56"`, `3564.2.readable() == "3564"`,
  /// `1234567.readable() == "1.23e6"`. A text is rounded to fit, never cut off.
  /// - Parameters:
  ///   - digits: the figures wanted, at least 1.
  ///   - tolerance: how far the text may be off; more figures are shown until it is within that.
  ///   - width: the characters there is room for; fewer figures are shown where they do not fit,
  ///     and an empty text where not even one fits.
  package func readable(
    digits: Int = 3, within tolerance: Double = .infinity, fitting width: Int = .max
  ) -> String {
    guard isFinite else {
      let word = isNaN ? "undefined" : self < 0 ? "-infinite" : "infinite"
      return word.utf8.count <= width ? word : ""
    }
    let exact = DecimalFigures(self)
    let whole = Swift.max(exact.exponent + 1, 1)
    var count = Swift.max(digits, whole <= 6 ? whole : 1)
    while count < exact.digits.count, !isRead(as: exact.rounded(to: count), within: tolerance) {
      count += 1
    }
    for count in stride(from: Swift.min(count, Swift.max(exact.digits.count, 1)), to: 0, by: -1) {
      let figures = exact.rounded(to: count)
      // Zeros in place of figures before the point would read as figures.
      let texts =
        count < whole && figures.digits.count < exact.digits.count
        ? [figures.exponentText] : [figures.text, figures.exponentText]
      if let text = texts.first(where: { $0.utf8.count <= width }) { return text }
    }
    return ""
  }

  private func isRead(as figures: DecimalFigures, within tolerance: Double) -> Bool {
    guard tolerance < .infinity else { return true }
    return Double(figures.text).map { abs($0 - self) <= tolerance } ?? true
  }
}
