extension Double {
  /// The number for a reader: so many significant figures, and never fewer than it has before its
  /// point, an exponent where it is very large or small.
  ///
  /// `0.0012.readable() == "0.0012"`, `3.5612.readable() == "3.56"`, `3564.2.readable() == "3564"`,
  /// `1234567.readable() == "1.23e6"`. No text is ever cut: what reads as a number is this one.
  /// - Parameters:
  ///   - digits: the figures wanted, at least 1.
  ///   - tolerance: how far the text may be off at most: as many more figures are shown as that takes.
  ///   - width: the characters there is room for: fewer figures are shown where they do not fit, and
  ///     nothing where not even one does.
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
      // Zeros in the place of figures before the point would read as figures.
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
