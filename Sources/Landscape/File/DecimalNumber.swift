import Calculus

/// A number as surface files and command lines write it: `-1`, `.5`, `2.`, `1e-3`.
///
/// Other spellings of Swift or YAML (`0x10`, `inf`, `1_000`, `1:30`) are not numbers here, because
/// the writer of a loss function does not expect them.
package struct DecimalNumber {
  /// The number; infinite beyond the range of `Double`, as for `1e400`.
  package let value: Double

  /// Reads a number; nil for other text.
  package init?(_ text: some StringProtocol) {
    var rest = Substring(text)
    if let sign = rest.first, "+-".contains(sign) { rest.removeFirst() }
    let whole = rest.prefix(while: Self.isDigit)
    rest = rest.dropFirst(whole.count)
    var fraction = rest.prefix(0)
    if rest.first == "." {
      fraction = rest.dropFirst().prefix(while: Self.isDigit)
      rest = rest.dropFirst(1 + fraction.count)
    }
    guard !whole.isEmpty || !fraction.isEmpty else { return nil }
    var exponent = "0"
    if let letter = rest.first, "eE".contains(letter) {
      exponent = String(rest.dropFirst())
      let digits = exponent.drop { "+-".contains($0) }
      guard !digits.isEmpty, digits.allSatisfy(Self.isDigit), exponent.count - digits.count <= 1
      else { return nil }
      rest = ""
    }
    guard rest.isEmpty else { return nil }
    let sign = text.hasPrefix("-") ? "-" : ""
    let zero = "0"
    guard let value = Double("\(sign)\(whole.isEmpty ? zero[...] : whole).\(fraction)0e\(exponent)")
    else { return nil }
    self.value = value
  }

  private static func isDigit(_ character: Character) -> Bool {
    character.isASCII && character.isWholeNumber
  }

  /// Whether the text is one of the spellings of infinity and NaN.
  static func isNonFinite(_ text: String) -> Bool {
    var word = text.lowercased()[...]
    if let sign = word.first, "+-".contains(sign) { word.removeFirst() }
    if word.first == "." { word.removeFirst() }
    return ["inf", "infinity", "nan"].contains(word)
  }
}

/// A number as surface files and command lines may have it: in decimal, or as a formula of numbers:
/// `1/3`, `-pi`, `2^-4`.
package struct WrittenNumber {
  /// The number; infinite beyond the range of `Double`, as for `1e400`, or without a value, as for
  /// `1/0`.
  package let value: Double

  /// Reads a number; nil for other text.
  package init?(_ text: some StringProtocol) {
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

  /// A whole number within a range; nil for other text.
  package static func whole(_ text: some StringProtocol, in range: ClosedRange<Int>) -> Int? {
    // Digits first: not every whole number is a double.
    guard let number = Int(text) ?? WrittenNumber(text).flatMap({ Int(exactly: $0.value) }),
      range.contains(number)
    else { return nil }
    return number
  }
}

/// What to write in place of a text that is not a number.
extension DecimalNumber {
  static let adviceOnMissing = "leave out the row, or fill it in"

  /// The advice for a text in a table.
  static func advice(on text: String) -> String {
    let word = text.lowercased()
    if missing.contains(word) { return adviceOnMissing }
    if ["true", "false", "yes", "no"].contains(word) {
      return "write 1 for \(yes(word)) and 0 for \(no(word))"
    }
    if let advice = adviceOnCommas(text) { return advice }
    if let suggestion = suggestion(for: text) { return "write \(suggestion)" }
    return isTime(text)
      ? "write dates and times as numbers, such as days since the first"
      : "write it in decimal, such as 0.5 or 1e-3"
  }

  /// Whether the text stands for a missing value.
  static func isMissing(_ text: String) -> Bool { missing.contains(text.lowercased()) }

  private static let missing: Set = [
    "na", "n/a", "#n/a", "<na>", "n.a.", "nd", "n.d.", "?", "??", "null", "nil", "none", "missing",
    "undefined", "unknown", "-", "−", "--", "---", "–", "—", "~", ".", "..", "...", "*", "\\n",
    "#value!", "#div/0!",
    "empty", "void",
  ]

  private static func yes(_ word: String) -> String {
    "yn".contains(word.first ?? "t") ? "yes" : "true"
  }
  private static func no(_ word: String) -> String {
    "yn".contains(word.first ?? "t") ? "no" : "false"
  }

  /// A comma may separate decimals or thousands, and sometimes either is possible.
  private static func adviceOnCommas(_ text: String) -> String? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 2, let point = decimal(parts.joined(separator: ".")) else { return nil }
    let advice = "write a decimal point, not a comma: \(point)"
    let isThousands =
      parts[1].count == 3 && (1...3).contains(parts[0].drop { "+-".contains($0) }.count)
    return isThousands
      ? "\(advice), or \(parts.joined()) if the comma stands between thousands" : advice
  }

  private static func decimal(_ text: String) -> String? { DecimalNumber(text) == nil ? nil : text }

  /// The number that the text was probably meant to be, as it is written here.
  static func suggestion(for text: String) -> String? {
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where text.hasPrefix(prefix) {
      if let value = Int(text.dropFirst(2), radix: radix) { return "\(value)" }
    }
    // Dashes that stand for a minus, and Fortran's exponents.
    var plain = text.trimmed.replacing("−", with: "-").replacing("–", with: "-")
    let exponents = plain.replacing("D", with: "e").replacing("d", with: "e")
    if let number = decimal(exponents) { return number }
    plain = String(plain.drop { "$€£¥<>≤≥≈~=±'\" ".contains($0) })
    let number = plain.prefix {
      $0.isASCII && ($0.isNumber || "+-.,_'’eE ".contains($0)) || $0.isGrouping
    }
    let rest = plain.dropFirst(number.count)
    // A unit may follow, but not another number, as in dates and ranges.
    guard !rest.contains(where: \.isNumber) || rest.hasPrefix("±") else { return nil }
    // Nor may the text be a formula in x and y.
    let unit = rest.drop { $0 == " " }
    guard !["x", "y"].contains(unit), !"*^/(".contains(unit.first ?? " ") else { return nil }
    plain = String(number).trimmingUnits
    if let ungrouped = withoutGroups(plain) { return ungrouped }
    return decimal(plain)
  }

  /// The number without the separators of its thousands: "1,234.5", "1.234,5", "1 234", "1_000".
  private static func withoutGroups(_ text: String) -> String? {
    let bare = text.filter { $0 != "_" }
    if bare != text, let number = decimal(bare) { return number }
    let separators = ",.'’ \u{A0}\u{2009}\u{202F}"
    for (group, point) in separators.flatMap({ [($0, "."), ($0, ",")] as [(Character, Character)] })
    where group != point {
      let parts = bare.split(separator: point, omittingEmptySubsequences: false)
      guard let whole = parts.first, parts.count <= 2 else { continue }
      let groups = whole.split(separator: group, omittingEmptySubsequences: false)
      guard groups.count > 1, groups.dropFirst().allSatisfy({ $0.count == 3 }) else { continue }
      return decimal(
        ([groups.joined()] + parts.dropFirst().map(String.init)).joined(separator: "."))
    }
    return bare.count(where: { $0 == "," }) == 1 ? decimal(bare.replacing(",", with: ".")) : nil
  }

  private static func isTime(_ text: String) -> Bool {
    text.first?.isNumber == true && text.count(where: \.isNumber) >= 3
      && text.contains { "-/:".contains($0) }
      && text.allSatisfy { $0.isNumber || "-/:.TZ +".contains($0) }
  }
}

extension Character {
  /// Whether the character is a blank that separates thousands.
  fileprivate var isGrouping: Bool { "\u{A0}\u{2009}\u{202F}".contains(self) }
}

extension String {
  /// The number without the remains of a unit: blanks, and an `e` without digits.
  fileprivate var trimmingUnits: String {
    String(self[...].trimmingSuffix { !($0.isNumber || $0 == ".") })
  }
}
